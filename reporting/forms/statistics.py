"""The statistics table of a job: an editable list of indicators (templates/forms/*.toml).

The table that ships with the program is a sample to change, not the ministry's form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reporting.agencies import Agency
from reporting.errors import TemplateError

ASKED_OF_ALL = "*"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row; a heading has no unit. `asked`: agency or group codes that fill it ("*": everyone)."""

    code: str
    name: str
    unit: str = ""
    asked: tuple[str, ...] = (ASKED_OF_ALL,)

    @property
    def heading(self) -> bool:
        return not self.unit

    @property
    def depth(self) -> int:
        return self.code.count(".")

    def asks(self, agency: Agency) -> bool:
        return ASKED_OF_ALL in self.asked or agency.code in self.asked or any(g in self.asked for g in agency.groups)


def parse_statistics(data: Mapping[str, Any], where: str) -> tuple[Indicator, ...]:
    """Indicators from TOML data: [[indicator]] with code, name, unit ("" = heading), asked (list)."""
    try:
        rows = tuple(_indicator(row) for row in data.get("indicator", ()))
    except (KeyError, TypeError, AttributeError) as problem:
        raise TemplateError(f"bảng thống kê thiếu hoặc sai khóa {problem}", where=where) from problem
    codes = [row.code for row in rows]
    twice = next((code for code in codes if codes.count(code) > 1), "")
    if twice:
        raise TemplateError(f"mã chỉ tiêu thống kê '{twice}' lặp lại", where=where, accepted="mỗi mã một dòng")
    return rows


def _indicator(row: Mapping[str, Any]) -> Indicator:
    asked = tuple(map(str, row.get("asked", (ASKED_OF_ALL,))))
    return Indicator(str(row["code"]), str(row["name"]), str(row.get("unit", "")), asked)


def asked_of(indicators: tuple[Indicator, ...], agency: Agency) -> tuple[Indicator, ...]:
    """What one agency fills, with the headings above it."""
    kept = {i.code for i in indicators if not i.heading and i.asks(agency)}
    return tuple(
        i for i in indicators if i.code in kept or i.heading and any(code.startswith(i.code + ".") for code in kept)
    )
