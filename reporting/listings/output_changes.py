"""What a late or mended return changed: two runs' results compared, figure by figure, word by word,
state by state, each change with the cells behind it. Pure: data of the JSON files in, values out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from reporting.completeness import CellState, Timeliness

Data = Mapping[str, Any]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceChange:
    """One cell behind a change: its place now (or where it was), what it said, what it says ("" not there)."""

    agency: str
    place: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class OutputPiece:
    """A stretch of words: `kind` "" kept, "-" gone, "+" new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class OutputChange:
    """One thing that differs. `kind` input | agency | state | figure | paragraph | finding; `id` what it
    is called in the files; `name` for people; "" before: new, "" after: gone. `parts`: of the report."""

    kind: str
    id: str
    name: str
    before: str = ""
    after: str = ""
    parts: tuple[str, ...] = ()
    pieces: tuple[OutputPiece, ...] = ()
    sources: tuple[SourceChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes, in the order of the report and the registry; `same`: how many figures did not change."""

    changes: tuple[OutputChange, ...] = ()
    same: int = 0

    def of(self, kind: str) -> tuple[OutputChange, ...]:
        return tuple(change for change in self.changes if change.kind == kind)


def changes_between(
    old_check: Data,
    new_check: Data,
    old_report: Data | None = None,
    new_report: Data | None = None,
    manifests: tuple[Data | None, Data | None] = (None, None),
) -> Changes:
    """`*_check`: kiem_tra.json; `*_report`: nguon_so_lieu.json. A file of another make raises KeyError or TypeError."""
    made = [*_inputs(*manifests), *_agencies(old_check, new_check), *_states(old_check, new_check)]
    same = 0
    if old_report is not None and new_report is not None:
        figures = _merged(_compared(old_report["figures"], new_report["figures"], _figure_key, _figure))
        same = len(new_report["figures"]) - sum(len(change.parts) for change in figures if change.after)
        made += figures
        made += _merged(_compared(old_report["paragraphs"], new_report["paragraphs"], _text_key, _text))
    names = _names_of(old_check) | _names_of(new_check)
    told = (replace(c, name=in_words(c.name, names)) if c.kind in ("figure", "paragraph") else c for c in made)
    return Changes((*told, *_findings(old_check, new_check)), same)


# --- words for ids ----------------------------------------------------------------------------


_PARTS = {
    "tu": "tử số",
    "mau": "mẫu số",
    "don_vi": "số đơn vị đã báo cáo",
    "don_vi_cấp_xã": "số xã đã báo cáo",
    "so_ky_truoc": "chênh lệch so với kỳ trước",
    "minh_chung": "số minh chứng",
    "bao_cao": "số đơn vị đã báo cáo",
    "phoi_hop": "số đơn vị phối hợp đã báo cáo",
    "cung_noi_dung": "số đơn vị báo cáo cùng nội dung",
    "trang_thai": "trạng thái",
    "danh_gia": "số chỉ tiêu được đánh giá",
    "met": "số chỉ tiêu đạt",
    "exceeded": "số chỉ tiêu vượt",
    "not_met": "số chỉ tiêu chưa đạt",
    "done": "số nội dung hoàn thành",
    "ongoing": "số nội dung đang thực hiện",
    "not_started": "số nội dung chưa thực hiện",
    "not_arising": "số nội dung không phát sinh",
    "da_gui": "số đơn vị đã gửi",
    "dung_han": "số đơn vị đúng hạn",
    "day_du": "số đơn vị đầy đủ",
}
_OF = {"own": "phần của đơn vị", "commune": "phần của cấp xã", "luy_ke": "lũy kế"}
_PLACES = {
    "result": "kết quả",
    "annex": "phụ lục",
    "overview": "tổng quan",
    "detail": "số của từng đơn vị",
    "end": "dòng cuối",
}


def in_words(id: str, names: Mapping[str, str]) -> str:
    """`Tỷ lệ giao dịch thanh toán trực tuyến (I.1.b.07/2), tử số` of `I.1.b.07/2#tu`; what has no name stays."""
    whole, _, part = id.partition("#")
    what, _, whom = whole.partition("@")
    known = next((known for known in (what, *_shorter(what)) if known in names), "")
    if not known and not what.startswith("annex-"):
        return id
    place = what[len(known) :].strip("/")
    said = [f"{names[known]} ({known})"] if known else []
    said += [_PLACES.get(word) or names.get(word) or _annex(word) for word in place.split("/") if word]
    said += [_OF.get(whom) or names.get(whom) or (f"kỳ {whom}" if "-" in whom else whom)] if whom else []
    said += [_PARTS.get(part) or names.get(part, part)] if part else []
    return ", ".join(said)


def _annex(word: str) -> str:
    return f"Phụ lục {word.removeprefix('annex-')}" if word.startswith("annex-") else word


def _shorter(what: str) -> Iterator[str]:
    """`II.1.03/annex/1` → `II.1.03/annex`, `II.1.03`."""
    while "/" in what:
        what = what.rpartition("/")[0]
        yield what


def _names_of(check: Data) -> dict[str, str]:
    """Names of plan items and agencies; a file of an older make has those of agencies only."""
    return dict(check.get("names", {})) | {row["agency"]: row["name"] for row in check["agencies"]}


# --- files, agencies, states, findings --------------------------------------------------------


def _inputs(old: Data | None, new: Data | None) -> Iterator[OutputChange]:
    if old is None or new is None:
        return
    before, after = ({row["file"]: row["sha256"] for row in data["inputs"]} for data in (old, new))
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            was, now = "có" if name in before else "", "có" if name in after else ""
            yield OutputChange(
                "input", name, name, was and "nội dung cũ" if now else was, "nội dung mới" if was and now else now
            )


def _agencies(old: Data, new: Data) -> Iterator[OutputChange]:
    before = {row["agency"]: row for row in old["agencies"]}
    after = {row["agency"]: row for row in new["agencies"]}
    for code in dict.fromkeys((*before, *after)):
        was, now = before.get(code), after.get(code)
        known = now or was
        assert known is not None
        if _agency_words(was) != _agency_words(now):
            old_file, new_file = ((row or {}).get("file") or "" for row in (was, now))
            source = SourceChange(code, new_file or old_file, old_file, new_file)
            yield OutputChange("agency", code, known["name"], _agency_words(was), _agency_words(now), sources=(source,))


def _agency_words(row: Data | None) -> str:
    if row is None:
        return ""
    when = Timeliness(row["timeliness"]).label
    return f"{when}, {row['settled']}/{row['owed']} nội dung đầy đủ"


def _states(old: Data, new: Data) -> Iterator[OutputChange]:
    """Owed cells that went from one state into another."""
    before = {_cell_key(a, c): c for a in old["agencies"] for c in a["cells"]}
    after = {_cell_key(a, c): (a, c) for a in new["agencies"] for c in a["cells"]}
    for key, (agency, cell) in after.items():
        was = before.get(key)
        if was is None or was["state"] != cell["state"]:
            label = CellState(was["state"]).label if was else ""
            level = " (cấp xã)" if cell["level"] == "commune" else ""
            what = cell["measure"] or cell["item"]
            place = SourceChange(agency["agency"], _place(cell["location"] or {}))
            now = CellState(cell["state"]).label
            said = in_words(what, _names_of(new))
            yield OutputChange("state", what, f"{agency['name']}: {said}{level}", label, now, sources=(place,))


def _cell_key(agency: Data, cell: Data) -> Key:
    return agency["agency"], cell["item"], cell["measure"] or "", cell["level"]


def _findings(old: Data, new: Data) -> Iterator[OutputChange]:
    """Findings that came or went, by their keys (a key may name a file: then both are told)."""
    before, after = ({f["key"]: f for f in data["findings"] if f["severity"] != "note"} for data in (old, new))
    for key, found in {**before, **after}.items():
        if (key in before) != (key in after):
            source = SourceChange(found["agency"] or "", _place(found["location"] or {}))
            was, now = (found["message"], "") if key in before else ("", found["message"])
            yield OutputChange("finding", key, found["title"], was, now, sources=(source,))


def _place(source: Data) -> str:
    return " › ".join(str(source[part]) for part in ("file", "sheet", "cell") if source.get(part))


# --- figures and paragraphs -------------------------------------------------------------------


def _compared(
    old: Sequence[Data],
    new: Sequence[Data],
    key: Callable[[Data], Key],
    change: Callable[[Data | None, Data | None], OutputChange | None],
) -> list[OutputChange]:
    """Entries paired by key, equal keys in their order; what is gone follows at the end."""
    before, after = _numbered(old, key), _numbered(new, key)
    pairs = [(before.get(k), entry) for k, entry in after.items()]
    gone = [(entry, None) for k, entry in before.items() if k not in after]
    return [made for was, now in (*pairs, *gone) if (made := change(was, now))]


def _numbered(entries: Iterable[Data], key: Callable[[Data], Key]) -> dict[Key, Data]:
    seen: Counter[Key] = Counter()
    numbered: dict[Key, Data] = {}
    for entry in entries:
        name = key(entry)
        seen[name] += 1
        numbered[(*name, str(seen[name]))] = entry
    return numbered


def _figure_key(entry: Data) -> Key:
    return entry["part"], entry["block"], entry["id"]


def _text_key(entry: Data) -> Key:
    return entry["part"], entry["block"]


def _figure(was: Data | None, now: Data | None) -> OutputChange | None:
    if was and now and was["text"] == now["text"]:
        return None
    known = now or was
    assert known is not None
    cells = [[s for o in e["operands"] for s in o["sources"]] if e else [] for e in (was, now)]
    return OutputChange(
        "figure",
        known["id"],
        known["id"],
        was["text"] if was else "",
        now["text"] if now else "",
        (known["part"],),
        sources=tuple(_sources(cells[0], cells[1])),
    )


def _text(was: Data | None, now: Data | None) -> OutputChange | None:
    before, after = was["text"] if was else "", now["text"] if now else ""
    if before == after:
        return None
    known = now or was
    assert known is not None
    cells = [e["sources"] if e else [] for e in (was, now)]
    return OutputChange(
        "paragraph",
        known["block"],
        known.get("code") or known["block"],
        before,
        after,
        (known["part"],),
        word_pieces(before, after),
        tuple(_sources(cells[0], cells[1])),
    )


def _sources(old: Iterable[Data], new: Iterable[Data]) -> Iterator[SourceChange]:
    """Cells that came, went, or say something else. What is the same in both drops out; of the rest a
    cell of a file re-sent under another name is the same place."""
    before, after = Counter(map(_whole, old)), Counter(map(_whole, new))
    gone, come = (list((one - other).elements()) for one, other in ((before, after), (after, before)))
    for place in come:
        partner = next((one for one in gone if one[:4] == place[:4]), None)
        if partner:
            gone.remove(partner)
        if partner is None or partner[5] != place[5]:
            yield SourceChange(place[0], _shown(place), partner[5] if partner else "", place[5])
    for place in gone:
        yield SourceChange(place[0], _shown(place), place[5])


def _whole(source: Data) -> Key:
    """(agency, level, sheet, cell, file, what it says)."""
    names = ("agency", "level", "sheet", "cell", "file")
    return (*(str(source.get(name) or "") for name in names), str(source.get("raw") or source.get("value") or ""))


def _shown(place: Key) -> str:
    return " › ".join(filter(None, (place[4], place[2], place[3])))


def _merged(changes: Iterable[OutputChange]) -> list[OutputChange]:
    """The same change in the text and in annexes is told once."""
    made: dict[tuple[object, ...], OutputChange] = {}
    for change in changes:
        key = (change.id, change.before, change.after)
        first = made.get(key)
        made[key] = replace(first, parts=(*first.parts, *change.parts)) if first else change
    return list(made.values())


def word_pieces(before: str, after: str) -> tuple[OutputPiece, ...]:
    """The difference of two texts, word by word; blanks belong to the word before them."""
    old, new = (re.findall(r"\S+\s*", text) for text in (before, after))
    pieces: list[OutputPiece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(OutputPiece("", "".join(old[a:b])))
            continue
        pieces += [OutputPiece("-", "".join(old[a:b]))] if b > a else []
        pieces += [OutputPiece("+", "".join(new[c:d]))] if d > c else []
    return tuple(pieces)
