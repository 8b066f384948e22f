"""A worksheet whose rows fit what is typed into them later, and which is written quickly.

XlsxWriter marks every height as fixed by hand; then Excel would not let a row grow with a long
answer. Here the heights are only a first guess.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import Worksheet


class FormPage(Worksheet):  # type: ignore[misc]  # XlsxWriter has no type hints
    """Rows keep their height until someone types into them."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        if tag == "row":
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """The form's functions all exist since Excel 2007: the search for newer ones took a third of the time."""
        return formula.removeprefix("=")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """Blanks and texts, nearly all of a form, without a search for signs to escape in addresses and numbers."""
        kind = type(cell).__name__
        if kind not in ("Blank", "String") or not cell.format:
            super()._write_cell(row, col, cell)
            return
        start = f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{cell.format._get_xf_index()}"'
        self.fh.write(f"{start}/>" if kind == "Blank" else f'{start} t="s"><v>{cell.string}</v></c>')
