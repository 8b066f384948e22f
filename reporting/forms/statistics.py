"""The statistics table of a job: an editable list of indicators (templates/forms/*.toml).

The table that ships with the program is a sample to change, not the ministry's form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reporting.agencies import Agency
from reporting.errors import TemplateError
from reporting.settings import Reader, named

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


@dataclass(frozen=True, slots=True)
class _Table:
    """The whole file."""

    indicators: tuple[Indicator, ...] = named("indicator", ())


_READER = Reader("bảng thống kê")


def parse_statistics(data: Mapping[str, Any], where: str) -> tuple[Indicator, ...]:
    """Indicators from TOML data: [[indicator]] with code, name, unit ("" = heading), asked (list)."""
    rows = _READER.table(_Table, data, where).indicators
    codes = [row.code for row in rows]
    twice = next((code for code in codes if codes.count(code) > 1), "")
    if twice:
        raise TemplateError(f"mã chỉ tiêu thống kê '{twice}' lặp lại", where=where, accepted="mỗi mã một dòng")
    return rows


def asked_of(indicators: tuple[Indicator, ...], agency: Agency) -> tuple[Indicator, ...]:
    """What one agency fills, with the headings above it."""
    kept = {i.code for i in indicators if not i.heading and i.asks(agency)}
    return tuple(
        i for i in indicators if i.code in kept or i.heading and any(code.startswith(i.code + ".") for code in kept)
    )
