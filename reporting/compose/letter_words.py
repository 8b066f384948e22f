"""The words of reminder letters: data (templates/letters/*.toml) that a province can change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from reporting.errors import TemplateError
from reporting.settings import Reader, did_you_mean

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


_READER = Reader("mẫu công văn")


def parse_letter_words(data: Mapping[str, Any], where: str) -> LetterWords:
    """LetterWords from TOML data. TemplateError names the key or the place in braces that is unknown."""
    words = _READER.table(LetterWords, data, where)
    _check_texts(data, where)
    return words


def _check_texts(value: Any, where: str) -> None:
    """Every text names known places in braces only; a line that is all `{table}` may."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _check_texts(inner, f"{where} › {f'[{key}]' if isinstance(inner, Mapping) else key}")
    elif isinstance(value, list):
        for number, line in enumerate(value, 1):
            if str(line).strip() != TABLE:
                _check_texts(line, f"{where} {number}")
    elif isinstance(value, str):
        _check_places(value, where)


def _check_places(text: str, where: str) -> None:
    try:
        named = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError as problem:
        raise TemplateError("dấu ngoặc nhọn không khớp", where=where, action="Viết {{ và }} để in dấu.") from problem
    for name in named:
        if name not in PLACES:
            places = [f"{{{place}}}" for place in PLACES]
            action = did_you_mean(f"{{{name}}}", places)
            wrong = f"chỗ điền '{{{name}}}' không có"
            raise TemplateError(wrong, where=where, accepted=", ".join(PLACES), action=action)
