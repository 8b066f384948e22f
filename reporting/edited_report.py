"""What was changed in a report's Word file, taken into the compiler's sheet, so that Word and PDF say it from then on.

What the file said as written stands in the compiler's sheet of the same output folder: each paragraph as composed, and
the officer's words where there were some. Paragraphs are known by their hidden bookmarks, then by their text, then by
likeness; where two are about as like, nothing is taken and the doubt is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from reporting.apart import called_apart
from reporting.compose.replacements import worded
from reporting.errors import CchcError, OutputError
from reporting.excel.compiler_workbook import with_replacements
from reporting.excel.needed import read_needed
from reporting.listings.changes_text import marked
from reporting.listings.output_changes import word_pieces
from reporting.parse.compiler_sheet import Composed, composed_paragraphs
from reporting.sources import COMPILER_NAME
from reporting.store.job_lock import must_be_closed
from reporting.store.manifest import built_generation
from reporting.store.output_folder import is_changed, put, recorded
from reporting.store.swap import BASES
from reporting.text import one_line
from reporting.word.bookmarks import bookmark_name
from reporting.word.edited import EditedParagraph, read_edited
from reporting.word.merged import What, merge

REPORT_NAME = "bao_cao.docx"
# Of 1: how like a paragraph without its bookmark must be to the text that it was, and by how much the likest.
ALIKE, MARGIN = 0.6, 0.1


class Did(Enum):
    """What was done to a paragraph, and what becomes of it."""

    REWORDED = "reworded"
    GONE = "gone"
    ADDED = "added"
    MOVED = "moved"
    BOTH = "both"
    DOUBT = "doubt"
    OUTSIDE = "outside"  # no paragraph of the sheet: a heading, a table, the head, the signature


@dataclass(frozen=True, slots=True)
class Told:
    """One edit: the block it is of ("" a new paragraph), the texts before and after."""

    did: Did
    block: str
    before: str = ""
    after: str = ""

    @property
    def held(self) -> bool:
        """Whether the compiler's sheet holds it: it stands in Word and PDF from the next build on."""
        return self.did is Did.REWORDED


_BECOMES = {
    Did.GONE: "đã xóa hoặc không tìm thấy; lần lập sau đoạn này vẫn in; muốn bỏ thì viết lại đoạn trong phan_tong_hop.xlsx",
    Did.ADDED: "thêm mới; chép lời này vào một đoạn hoặc một nội dung của phan_tong_hop.xlsx thì lần lập sau mới có",
    Did.MOVED: "đã chuyển chỗ; lần lập sau đoạn này in ở chỗ cũ",
    Did.BOTH: "tệp Word và phan_tong_hop.xlsx viết khác nhau; giữ lời ở phan_tong_hop.xlsx, muốn lấy lời trong Word thì "
    "tự chép sang",
    Did.DOUBT: "không rõ là đoạn nào; có nhiều đoạn gần giống nên không lấy; tự ghi vào phan_tong_hop.xlsx",
    Did.OUTSIDE: "phan_tong_hop.xlsx không giữ được bảng, đề mục, phần đầu, phần ký; sửa ở nơi số liệu sinh ra, hoặc giữ tệp "
    "này và ghép số liệu mới vào bằng cchc build --into",
}
_SHOWN = 160


def told_lines(told: Sequence[Told]) -> Iterator[str]:
    """One line an edit, in Vietnamese: first what was taken, then what was not and what becomes of it."""
    for one in (one for one in told if one.held):
        yield f"Đã lấy {one.block}: “{_short(one.before)}” → “{_short(one.after) or 'câu do chương trình soạn'}”"
    for one in (one for one in told if not one.held):
        named = f"{one.block} " if one.block else ""
        outside = one.did is Did.OUTSIDE
        words = marked(word_pieces(one.before, one.after)) if outside else _short(one.after or one.before)
        yield f"Chưa lấy: {named}“{words}”: {_BECOMES[one.did]}."


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def absorb(edited: Path, folder: Path) -> tuple[Told, ...]:
    """Reads the edits of `edited`, a report written into `folder`, and writes their words into the folder's compiler's
    sheet. Neither the edited file nor a text typed into that sheet since is changed. Raises OutputError where the
    folder has no sheet or the file is of another build, whose figures are others; CchcError where it is no Word file."""
    path = folder / COMPILER_NAME
    if not path.is_file():
        raise OutputError(
            f"thư mục kết quả không có {COMPILER_NAME}, nên không biết chương trình đã viết gì",
            where=folder.as_posix(),
            accepted="thư mục mà cchc build đã ghi tệp Word này",
            action="Nêu đúng thư mục ấy sau -o.",
        )
    must_be_closed(path)
    file = called_apart(read_edited, edited.read_bytes(), edited.name, name=edited.name)
    if not file.generation or file.generation != built_generation(folder):
        raise OutputError(
            "tệp Word không phải của lần lập báo cáo mới nhất trong thư mục kết quả, số liệu có thể khác; chưa lấy gì",
            where=edited.name,
            accepted="tệp Word của đúng lần lập ấy, đã sửa bằng Word",
            action="Chép các câu đã sửa vào phan_tong_hop.xlsx, hoặc nêu thư mục của lần lập đã ghi tệp này sau -o.",
        )
    written = composed_paragraphs(read_needed(path, COMPILER_NAME, OutputError))
    typed_since = is_changed(folder, COMPILER_NAME, recorded(folder))
    base = folder / BASES / file.generation / REPORT_NAME
    told = (*edits(written, file.paragraphs, typed_since=typed_since), *_outside(edited, base, written))
    if held := {one.block: one.after for one in told if one.held}:
        put(folder, {COMPILER_NAME: with_replacements(path.read_bytes(), COMPILER_NAME, held)})
    return told


def _outside(edited: Path, base: Path, written: Sequence[Composed]) -> Iterator[Told]:
    """What he changed that no paragraph of the sheet is, where the report as written still lies there."""
    if not base.is_file():
        return
    before, name = base.read_bytes(), edited.name
    same = called_apart(merge, before, edited.read_bytes(), before, date.min, {}, name, name=name)
    ours = {bookmark_name(one.block) for one in written}
    for one in same.outcomes:
        if one.what is What.KEPT and one.name not in ours:
            yield Told(Did.OUTSIDE, "", one_line(one.before), one_line(one.his))


def is_edited(folder: Path) -> bool:
    """Whether the report's Word file in this output folder is not as it was written."""
    return (folder / COMPILER_NAME).is_file() and is_changed(folder, REPORT_NAME, recorded(folder))


def absorb_found(folder: Path) -> tuple[str, ...]:
    """The same for the report's Word file that somebody edited where it lies: what became of it, in lines; () where it is
    as written. A file that cannot be read stops nothing: it stays, and is named."""
    if not is_edited(folder):
        return ()
    try:
        return tuple(told_lines(absorb(folder / REPORT_NAME, folder)))
    except CchcError as problem:
        return (f"Chưa lấy được chỗ sửa trong {REPORT_NAME}: {problem.message}",)


def edits(
    written: Sequence[Composed], paragraphs: Sequence[EditedParagraph], *, typed_since: bool = False
) -> Iterator[Told]:
    """What differs, in the order of the report. `typed_since`: the sheet was changed after the build, so that its own
    words may not be those that the file had."""
    found, doubts = _found(written, paragraphs)
    for place, one in enumerate(written):
        if place in doubts:
            yield Told(Did.DOUBT, one.block, _printed(one))
        elif place not in found:
            yield Told(Did.GONE, one.block, _printed(one))
        else:
            yield from _compared(one, paragraphs[found[place]].text, typed_since)
    yield from _moved(written, found)
    taken, ours = set(found.values()), {bookmark_name(one.block) for one in written}
    for number, paragraph in enumerate(paragraphs):
        heads = set(paragraph.names) - ours or paragraph.of_title
        if number not in taken and not heads:
            yield Told(Did.ADDED, "", after=one_line(paragraph.text))


def _compared(one: Composed, said: str, typed_since: bool) -> Iterator[Told]:
    if _same(said, _printed(one)):
        return
    if one.text and typed_since:
        yield Told(Did.BOTH, one.block, _printed(one), one_line(said))
    else:
        yield Told(Did.REWORDED, one.block, _printed(one), "" if _same(said, one.composed) else one_line(said))


def _printed(one: Composed) -> str:
    return worded(one.composed, one.text) if one.text else one.composed


def _found(written: Sequence[Composed], paragraphs: Sequence[EditedParagraph]) -> tuple[dict[int, int], set[int]]:
    """Place in the sheet → place in the file; and the places of which two candidates are about as good."""
    names: dict[str, list[int]] = {}
    for number, paragraph in enumerate(paragraphs):
        for name in paragraph.names if not paragraph.of_title else ():
            names.setdefault(name, []).append(number)
    found = {n: names[name][0] for n, one in enumerate(written) if (name := bookmark_name(one.block)) in names}
    _joined(written, paragraphs, found)
    free = [n for n, p in enumerate(paragraphs) if n not in found.values() and not p.names]
    for place, one in enumerate(written):
        same = [n for n in free if _same(paragraphs[n].text, _printed(one))]
        if place not in found and same:
            found[place] = same[0]
            free.remove(same[0])
    return found, _by_likeness(written, paragraphs, found, free)


def _joined(written: Sequence[Composed], paragraphs: Sequence[EditedParagraph], found: dict[int, int]) -> None:
    """Of several paragraphs that became one, the likest keeps it; the others are gone."""
    claims: dict[int, list[int]] = {}
    for place, number in found.items():
        claims.setdefault(number, []).append(place)
    for number, places in claims.items():
        best = max(places, key=lambda place: _likeness(_printed(written[place]), paragraphs[number].text))
        for place in places:
            if place != best:
                del found[place]


def _by_likeness(
    written: Sequence[Composed], paragraphs: Sequence[EditedParagraph], found: dict[int, int], free: Sequence[int]
) -> set[int]:
    """Pairs what is left, the likest first; a place with two candidates about as like is a doubt."""
    left = [place for place in range(len(written)) if place not in found]
    likeness = ((p, n, _likeness(_printed(written[p]), paragraphs[n].text)) for p in left for n in free)
    scores = {(p, n): score for p, n, score in likeness if score >= ALIKE - MARGIN}
    doubts: set[int] = set()
    for (place, number), score in sorted(scores.items(), key=lambda pair: -pair[1]):
        if score < ALIKE or place in found or place in doubts or number in found.values():
            continue
        rivals = [s for (p, n), s in scores.items() if (p == place) != (n == number) and p not in found]
        if score - max(rivals, default=0.0) >= MARGIN:
            found[place] = number
        else:
            doubts.add(place)
    return doubts


def _moved(written: Sequence[Composed], found: Mapping[int, int]) -> Iterator[Told]:
    """Paragraphs that stand before one that they stood behind."""
    furthest = -1
    for place in sorted(found):
        if found[place] < furthest:
            yield Told(Did.MOVED, written[place].block, _printed(written[place]))
        furthest = max(furthest, found[place])


def _likeness(one: str, two: str) -> float:
    from rapidfuzz.fuzz import ratio

    return float(ratio(_bare(one), _bare(two))) / 100


def _same(one: str, two: str) -> bool:
    return _bare(one) == _bare(two)


def _bare(text: str) -> str:
    """Blanks of any kind, and the dash that opens a line, tell nothing."""
    return re.sub(r"\s+", " ", one_line(text)).strip().lstrip("-–— ")
