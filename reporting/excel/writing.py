"""XlsxWriter's Workbook, whose .xlsx has the same bytes on every system: a zip names the system it was made on."""

from __future__ import annotations

from typing import Any
from zipfile import ZipInfo

import xlsxwriter.workbook
from xlsxwriter import Workbook

__all__ = ["Workbook"]

UNIX = 3


class _Entry(ZipInfo):
    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.create_system = UNIX


xlsxwriter.workbook.ZipInfo = _Entry
