"""Settings that people write (TOML) → typed values, one reader for all files.

A frozen dataclass says what a table holds: its fields are the keys, their types what is accepted; those without
a default must be given. What is unknown, missing or of another kind is refused, with its place and the nearest
known word. cattrs and msgspec were tried: 70 to 120 ms to load them, for messages that had to be made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from reporting.errors import CchcError, TemplateError

T = TypeVar("T")
_ACCEPTED = {
    str: 'chữ trong dấu nháy "…"',
    int: "số nguyên",
    float: "số",
    bool: "true hoặc false",
    date: "ngày dạng 2023-03-17",
    Decimal: "số không âm, ví dụ 0.1",
}


def named(key: str, default: Any) -> Any:
    """A field that the file calls `key`."""
    return field(default=default, metadata={"key": key})


def one_of(*choices: str, default: Any) -> Any:
    """A field (or the members of a list) that takes one of the words only."""
    return field(default=default, metadata={"choices": choices})


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Có phải ý anh/chị là '…'?`; "" where nothing known is near."""
    near = get_close_matches(word, list(known), n=1)
    return f"Có phải ý anh/chị là '{near[0]}'?" if near else ""


@dataclass(frozen=True, slots=True)
class Reader:
    """`what` the file is called, `error` what its faults are raised as, `remedy` for a key that is missing."""

    what: str
    error: type[CchcError] = TemplateError
    remedy: str = ""

    def table(self, kind: type[T], data: Any, where: str, **given: Any) -> T:
        """A `kind` from a table; `given`: fields that the program knows. Raises `error`."""
        named = {key: part for key, part in _fields(kind).items() if part.name not in given}
        needed = [key for key, part in named.items() if part.default is part.default_factory is MISSING]
        hints = get_type_hints(kind)
        tables: dict[str, Any] = {
            key: {} for key in needed if is_dataclass(hints[named[key].name])
        }  # what is missing in them is told
        rows = tables | dict(self.rows(data, where))
        self.keys(rows, named, needed, where)
        values = {key: self._value(value, hints[named[key].name], _inside(where, key)) for key, value in rows.items()}
        for key, value in values.items():
            self._chosen(value, named[key].metadata.get("choices"), _inside(where, key)[0])
        return kind(**{named[key].name: value for key, value in values.items()}, **given)

    def keys(self, data: Mapping[str, Any], known: Iterable[str], needed: Iterable[str], where: str) -> None:
        """Refuses a key that is not known and the lack of one that is needed."""
        for key in data:
            if key not in known:
                raise self.unknown(f"khóa '{key}' không có trong {self.what}", key, known, where)
        missing = [key for key in needed if key not in data]
        if missing:
            raise self.error(f"thiếu khóa: {', '.join(missing)}", where=where, action=self.remedy)

    def unknown(self, wrong: str, word: str, known: Iterable[str], where: str) -> CchcError:
        known = tuple(known)
        return self.error(wrong, where=where, accepted=", ".join(known), action=did_you_mean(word, known))

    def rows(self, data: Any, where: str) -> Mapping[str, Any]:
        if isinstance(data, Mapping):
            return data
        name = where.rpartition("[")[2].rstrip("]")
        raise self.error(f"'{name}' phải là một bảng [{name}]", where=where)

    def number(self, value: Any, where: str) -> Decimal:
        """Not negative, as written in the file."""
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            number = Decimal(-1)
        if isinstance(value, bool) or not number.is_finite() or number < 0:
            raise self.error(f"giá trị '{value}' không dùng được", where=where, accepted=_ACCEPTED[Decimal])
        return number

    def _value(self, value: Any, hint: Any, places: tuple[str, str, str]) -> Any:
        """`places`: of a plain value, of a table, of one table among several."""
        plain, table, several = places
        if isinstance(hint, type) and is_dataclass(hint):
            return self.table(hint, value, table)
        kinds = get_args(hint)
        if get_origin(hint) is tuple:
            return self._tuple(value, kinds, plain, several)
        if kinds:  # a mapping
            rows = self.rows(value, table)
            return {name: self._value(row, kinds[1], _inside(table, name)) for name, row in rows.items()}
        if hint is float and type(value) is int:
            return float(value)
        if type(value) is not hint:
            raise self.error(f"giá trị '{value}' sai kiểu", where=plain, accepted=_ACCEPTED[hint])
        return value

    def _tuple(self, value: Any, kinds: tuple[Any, ...], plain: str, several: str) -> tuple[Any, ...]:
        if isinstance(value, Mapping) and get_origin(kinds[0]) is tuple:  # pairs, written as a table
            return tuple(sorted((str(name), str(row)) for name, row in value.items()))
        if kinds[1:] == (...,):
            kinds = (kinds[0],) * (len(value) if isinstance(value, list) else 1)
        if not isinstance(value, list) or len(value) != len(kinds):
            raise self.error("giá trị sai kiểu", where=plain, accepted=_listed(kinds))
        return tuple(
            self._value(row, kind, (plain, f"{several} {number}", several))
            for number, (row, kind) in enumerate(zip(value, kinds, strict=True), 1)
        )

    def _chosen(self, value: Any, choices: tuple[str, ...] | None, where: str) -> None:
        for word in value if isinstance(value, tuple) else (value,):
            if choices and word not in choices:
                wrong = f"giá trị '{word}' không dùng được"
                raise self.unknown(wrong, word, filter(None, choices), where)


def _inside(where: str, key: str) -> tuple[str, str, str]:
    """The places of a key: of a plain value, of a table, of one table among several."""
    within = where.rpartition(" › ")[2].startswith("[")
    table = f"{where[:-1]}.{key}]" if where.endswith("]") else f"{where} › [{key}]"
    return f"{where} {key}" if within else f"{where} › {key}", table, f"{where} › [[{key}]]"


def how_written(hint: Any) -> str:
    """How a value of that type stands in the file."""
    if get_origin(hint) is Mapping:
        return '{ tên = ["…"] }'
    return _listed(get_args(hint)) if get_args(hint) else _ACCEPTED[hint]


def _listed(kinds: tuple[Any, ...]) -> str:
    return '["…", "…"]' if kinds[:1] == (str,) else f"[{', '.join('…' for _ in kinds)}]"


def _fields(kind: type) -> dict[str, Field[Any]]:
    """Key in the file → field."""
    return {part.metadata.get("key", part.name): part for part in fields(kind)}
