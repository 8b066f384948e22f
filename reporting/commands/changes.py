"""cchc changes: what a late or mended return changed between two result folders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reporting.listings.output_changes import Change, Changes, Piece

_TITLES = {
    "input": "TỆP ĐẦU VÀO",
    "agency": "CƠ QUAN",
    "state": "TRẠNG THÁI NỘI DUNG",
    "figure": "SỐ LIỆU",
    "paragraph": "ĐOẠN VĂN",
    "finding": "PHÁT HIỆN",
}
_AROUND = 6  # words kept on either side of a changed word
_SHOWN = 4  # cells named under one change; --format json names them all


@click.command(name="changes")
@click.argument("old", metavar="KẾT_QUẢ_CŨ", type=click.Path(path_type=Path))
@click.argument("new", metavar="KẾT_QUẢ_MỚI", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="human: để đọc; json: đủ mọi ô nguồn, cho chương trình khác.",
)
def command(old: Path, new: Path, form: str) -> None:
    """So hai thư mục kết quả: một báo cáo đến muộn hoặc gửi lại đã đổi gì.

    Nêu tệp vào, trạng thái của cơ quan và từng nội dung, số liệu cũ → mới, đoạn văn (trong đó [-chữ bỏ-] và
    {+chữ thêm+}), phát hiện mới và đã hết, mỗi thay đổi kèm ô nguồn. Cần hai thư mục do cchc check hoặc cchc build ghi.
    """
    found = _changes(old, new)
    click.echo(_as_json(found) if form == "json" else "\n".join(_human(found)))


def _changes(old: Path, new: Path) -> Changes:
    from reporting.errors import OutputError
    from reporting.listings.output_changes import changes_between
    from reporting.store.output_set import PROVENANCE_NAME, read_output_set

    before, after = read_output_set(old), read_output_set(new)
    if (before.provenance is None) != (after.provenance is None):
        lacking = before if before.provenance is None else after
        raise OutputError(
            f"thư mục không có {PROVENANCE_NAME}, thư mục kia thì có",
            where=lacking.name,
            accepted="hai thư mục cùng của cchc check, hoặc cùng của cchc build",
            action="Chạy cchc build (--draft khi còn lỗi) vào thư mục này.",
        )
    try:
        return changes_between(
            before.check, after.check, before.provenance, after.provenance, (before.manifest, after.manifest)
        )
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        raise OutputError(
            f"kết quả ghi bởi một bản cchc khác, không so được ({problem})",
            where=f"{old.as_posix()}, {new.as_posix()}",
            action="Lập lại cả hai thư mục bằng bản đang dùng.",
        ) from problem


def _human(found: Changes) -> Iterator[str]:
    if not found.changes:
        yield "Hai kết quả giống nhau."
        return
    for kind, title in _TITLES.items():
        changes = _told(found.of(kind))
        if changes:
            yield f"{title} ({len(changes)})"
            for change in changes:
                yield from _one(change)
            yield ""
    if found.of("figure") or found.same:
        yield f"Số liệu giữ nguyên: {found.same}."


def _told(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The parts of a figure (its two numbers, its count of agencies) are told with it: JSON lists all."""
    ids = {change.id for change in changes}
    return tuple(c for c in changes if c.kind != "figure" or "#" not in c.id or c.id.partition("#")[0] not in ids)


def _one(change: Change) -> Iterator[str]:
    if change.kind == "paragraph":
        yield f"  {change.name}: {''.join(_marked(change.pieces)).strip()}"
    elif change.kind == "finding":
        yield f"  {'hết' if change.before else 'mới'}: {change.before or change.after}"
    else:
        yield f"  {_called(change)}: {change.before or '(chưa có)'} → {change.after or '(không còn)'}"
    if change.kind == "input":
        return
    for source in change.sources[:_SHOWN]:
        said = f": {_cut(source.before) or '(trống)'} → {_cut(source.after) or '(trống)'}"
        both = source.before or source.after
        if source.place:
            yield f"      {source.place}{said if both and change.kind != 'agency' else ''}"
    if len(change.sources) > _SHOWN:
        yield f"      … và {len(change.sources) - _SHOWN} ô khác"


def _called(change: Change) -> str:
    return change.name


def _marked(pieces: tuple[Piece, ...]) -> Iterator[str]:
    marks = {"-": ("[-", "-] "), "+": ("{+", "+} ")}
    for number, piece in enumerate(pieces):
        text = piece.text.replace("\n", " ")
        if piece.kind:
            start, end = marks[piece.kind]
            yield f"{start}{text.strip()}{end}"
        else:
            yield _middle_cut(text, first=number == 0, last=number == len(pieces) - 1)


def _middle_cut(text: str, *, first: bool, last: bool) -> str:
    """A long stretch that did not change, without its middle."""
    words = text.split()
    if len(words) <= 2 * _AROUND + 2:
        return text if text.endswith((" ", "\n")) else f"{text} "
    head = "" if first else " ".join(words[:_AROUND]) + " "
    tail = "" if last else " " + " ".join(words[-_AROUND:])
    return f"{head}…{tail} "


def _cut(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= 60 else line[:59] + "…"


def _as_json(found: Changes) -> str:
    import json

    data = {"same_figures": found.same, "changes": [asdict(change) for change in found.changes]}
    return json.dumps(data, ensure_ascii=False, indent=2)
