"""A workbook as JSON, between the process that read it and the one that asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from reporting.grid import Grid, Place, Remark, Sheet, Value
from reporting.legacy_text import Encoding


def to_wire(sheet: Sheet) -> dict[str, Any]:
    """A sheet as JSON data; dates and times as tagged lists."""
    return {
        "name": sheet.name,
        "state": sheet.state,
        "rows": [[_packed(value) for value in row] for row in sheet.rows],
        "errors": _with_places(sheet.errors),
        "percents": sorted(sheet.percents),
        "uncalculated": sorted(sheet.uncalculated),
        "formulas": _with_places(sheet.formulas),
        "formats": _with_places(sheet.formats),
        "shown": _with_places(sheet.shown),
        "marked": _with_places(sheet.marked),
        "remarks": [[remark.kind, remark.text, remark.cell] for remark in sheet.remarks],
        "hidden": sorted(sheet.hidden_rows),
        "merged": list(sheet.merged),
    }


def grid_from(answer: Mapping[str, Any], name: str, sha256: str) -> Grid:
    """The Grid of a worker's answer."""
    sheets = sheets_from(answer, name)
    properties, names = dict(answer.get("properties", {})), dict(answer.get("names", {}))
    return Grid(name, sheets, properties, names, bool(answer.get("date_1904")), sha256, str(answer["reader"]))


def sheets_from(answer: Mapping[str, Any], name: str) -> tuple[Sheet, ...]:
    """Its sheets alone."""
    return tuple(_sheet(sheet, name) for sheet in answer["sheets"])


def fonts_from(answer: Mapping[str, Any]) -> dict[str, dict[Place, tuple[Encoding, bool]]]:
    """Cells in pre-Unicode fonts, by sheet."""
    return {
        sheet["name"]: {
            (row, column): (encoding, capitals) for row, column, encoding, capitals in sheet.get("fonts", ())
        }
        for sheet in answer["sheets"]
    }


def _sheet(sheet: Mapping[str, Any], name: str) -> Sheet:
    return Sheet(
        name,
        sheet["name"],
        tuple(tuple(_unpacked(value) for value in row) for row in sheet["rows"]),
        sheet["state"],
        errors=_texts(sheet["errors"]),
        percents=_places(sheet["percents"]),
        uncalculated=_places(sheet["uncalculated"]),
        formulas=_texts(sheet["formulas"]),
        hidden_rows=frozenset(sheet["hidden"]),
        merged=tuple(sheet["merged"]),
        formats=_texts(sheet["formats"]),
        shown=_texts(sheet["shown"]),
        marked=_texts(sheet["marked"]),
        remarks=tuple(Remark(*remark) for remark in sheet["remarks"]),
    )


def _with_places(texts: Mapping[Place, str]) -> list[list[int | str]]:
    return [[*place, text] for place, text in texts.items()]


def _texts(found: list[tuple[int, int, str]]) -> dict[Place, str]:
    return {(row, column): text for row, column, text in found}


def _places(pairs: list[list[int]]) -> frozenset[Place]:
    return frozenset((row, column) for row, column in pairs)


def _packed(value: Value) -> Any:
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, time):
        return ["time", value.isoformat()]
    return ["seconds", value.total_seconds()] if isinstance(value, timedelta) else value


def _unpacked(value: Any) -> Value:
    if not isinstance(value, list):
        return value  # type: ignore[no-any-return]
    kind, content = value
    if kind == "seconds":
        return timedelta(seconds=content)
    if kind == "datetime":
        return datetime.fromisoformat(content)
    return date.fromisoformat(content) if kind == "date" else time.fromisoformat(content)
