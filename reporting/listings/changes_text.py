"""What changed between two results, in words."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.listings.output_changes import Changes, OutputChange, OutputPiece

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


def changes_lines(found: Changes) -> Iterator[str]:
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


def _told(changes: tuple[OutputChange, ...]) -> tuple[OutputChange, ...]:
    """The parts of a figure (its two numbers, its count of agencies) are told with it: JSON lists all."""
    ids = {change.id for change in changes}
    return tuple(c for c in changes if c.kind != "figure" or "#" not in c.id or c.id.partition("#")[0] not in ids)


def _one(change: OutputChange) -> Iterator[str]:
    if change.kind == "paragraph":
        yield f"  {change.name}: {marked(change.pieces)}"
    elif change.kind == "finding":
        yield f"  {'hết' if change.before else 'mới'}: {change.before or change.after}"
    else:
        yield f"  {change.name}: {change.before or '(chưa có)'} → {change.after or '(không còn)'}"
    if change.kind == "input":
        return
    for source in change.sources[:_SHOWN]:
        said = f": {_cut(source.before) or '(trống)'} → {_cut(source.after) or '(trống)'}"
        both = source.before or source.after
        if source.place:
            yield f"      {source.place}{said if both and change.kind != 'agency' else ''}"
    if len(change.sources) > _SHOWN:
        yield f"      … và {len(change.sources) - _SHOWN} ô khác"


def marked(pieces: tuple[OutputPiece, ...]) -> str:
    """On one line: [-words gone-], {+words new+}, long stretches that did not change without their middle."""
    return "".join(_marked(pieces)).strip()


def _marked(pieces: tuple[OutputPiece, ...]) -> Iterator[str]:
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
