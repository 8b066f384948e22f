"""The words of reminder letters: data (templates/letters/*.toml) that a province can change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from string import Formatter
from typing import Any, get_type_hints

from reporting.errors import TemplateError

TABLE = "{table}"
PLACES = (
    "agency period plan issuer receiver channel deadline as_of until owed missing count".split()
)  # what a letter may name


@dataclass(frozen=True, slots=True)
class LetterCase:
    """One kind of letter: its V/v line and its paragraphs; one of them may be `{table}`."""

    subject: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles of the tables' columns."""

    number: str
    item: str
    gap: str
    cell: str
    agency: str
    state: str
    gaps: str


@dataclass(frozen=True, slots=True)
class LetterWords:
    """`none`: nothing came; `unusable`: nothing that can be used; `incomplete`: something is lacking or
    wrong; `all`: one letter to everybody. `most_names`: so many addressees are named one by one."""

    id: str
    title: str
    none: LetterCase
    unusable: LetterCase
    incomplete: LetterCase
    all: LetterCase
    table: Titles
    many_addressees: str
    receiver: str
    channel: str
    symbol_part: str = ""
    most_names: int = 8


_PARTS: dict[str, type] = {"none": LetterCase, "unusable": LetterCase, "incomplete": LetterCase, "all": LetterCase}


def parse_letter_words(data: Mapping[str, Any], where: str) -> LetterWords:
    """LetterWords from TOML data; TemplateError names the key or the place in braces that is unknown."""
    values = _read(LetterWords, data, where, dict(data))
    values |= {name: _part(kind, data[name], f"{where} › [{name}]") for name, kind in _PARTS.items()}
    return LetterWords(**(values | {"table": _part(Titles, data["table"], f"{where} › [table]")}))


def _part(kind: type, data: Any, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise TemplateError("phải là một bảng", where=where)
    return kind(**_read(kind, data, where, dict(data)))


def _read(kind: type, data: Mapping[str, Any], where: str, values: dict[str, Any]) -> dict[str, Any]:
    known = [field.name for field in fields(kind)]
    for key in data:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            action = f"Có phải ý anh/chị là '{near[0]}'?" if near else ""
            raise TemplateError(
                f"khóa '{key}' không có trong mẫu công văn", where=where, accepted=", ".join(known), action=action
            )
    missing = [f.name for f in fields(kind) if f.default is f.default_factory and f.name not in data]
    if missing:
        raise TemplateError(f"thiếu khóa: {', '.join(missing)}", where=where)
    return {key: _value(value, get_type_hints(kind)[key], f"{where} › {key}") for key, value in values.items()}


def _value(value: Any, hint: Any, where: str) -> Any:
    """Texts with known places in braces only; lists of them as tuples; numbers."""
    if hint is str and isinstance(value, str):
        _check_places(value, where)
        return value
    if hint == tuple[str, ...] and isinstance(value, list) and all(isinstance(line, str) for line in value):
        for number, line in enumerate(value, 1):
            if line.strip() != TABLE:
                _check_places(line, f"{where} {number}")
        return tuple(value)
    if hint is int and type(value) is not int or hint is str or hint == tuple[str, ...]:
        raise TemplateError("giá trị sai kiểu", where=where, accepted='chữ "…", danh sách ["…"] hoặc số')
    return value


def _check_places(text: str, where: str) -> None:
    try:
        named = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError as problem:
        raise TemplateError("dấu ngoặc nhọn không khớp", where=where, action="Viết {{ và }} để in dấu.") from problem
    for name in named:
        if name not in PLACES:
            near = get_close_matches(name, PLACES, n=1)
            action = f"Có phải ý anh/chị là '{{{near[0]}}}'?" if near else ""
            raise TemplateError(
                f"chỗ điền '{{{name}}}' không có", where=where, accepted=", ".join(PLACES), action=action
            )
