"""Looks of the return form: Times New Roman, yellow to fill, light blue if any, grey closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from reporting.excel.writing import Workbook

FONT = "Times New Roman"
REQUIRED, OPTIONAL, CLOSED = "#FFF9DB", "#E8F1FA", "#EDEDED"
HEAD, ASKED, SECTION, LINE, MUTED = "#1F4E79", "#8A6D1B", "#DDE7F2", "#A6A6A6", "#7F7F7F"

_CENTRED = frozenset({"stt", "item", "required", "level", "plan", "due", "unit", "role"})
_BASE = {"font_name": FONT, "font_size": 11, "valign": "vcenter", "text_wrap": True}
_BOX = _BASE | {"border": 1, "border_color": LINE}


class Styles:
    """All cell formats of one workbook, made once each."""

    def __init__(self, book: Workbook) -> None:
        def made(*parts: dict[str, Any], **more: Any) -> Format:
            look: dict[str, Any] = {}
            for part in parts:
                look |= part
            return book.add_format(look | more)

        self._book = book
        self._cells: dict[object, Format] = {}
        self.key = made(_BASE, font_color=MUTED, font_size=8)
        self.spare = made(_BASE, locked=False)
        self.code_cell = made(_BASE, locked=False, font_color=MUTED, font_size=8)
        self.title = made(_BASE, bold=True, font_size=14, text_wrap=False, font_color=HEAD)
        self.remark = made(_BASE, italic=True, text_wrap=False)
        heading = _BOX | {"bold": True, "align": "center", "font_color": "#FFFFFF", "border_color": "#FFFFFF"}
        self.heading = made(heading, bg_color=HEAD)
        self.heading_to_fill = made(heading, bg_color=ASKED)
        self.section = made(_BOX, bold=True, bg_color=SECTION, text_wrap=False, locked=False)
        self.closed = made(_BOX, bg_color=CLOSED, locked=False)
        self.rate = made(_BOX, bg_color=CLOSED, align="center", num_format="0.0#;;0", locked=False)
        self.done = made(
            _BOX, bg_color=CLOSED, align="center", bold=True, font_color="#2E7D32", num_format='"✓";;', locked=False
        )
        self._cover(made)

    def _cover(self, made: Any) -> None:
        self.cover = made(_BASE, bold=True, font_size=16, align="center", font_color=HEAD)
        self.cover_period = made(_BASE, bold=True, font_size=13, align="center")
        self.cover_head = made(_BASE, bold=True, font_size=12, font_color=HEAD, bottom=2, bottom_color=HEAD)
        self.fact_title = made(_BOX, bold=True, bg_color=SECTION, indent=1)
        self.fact = made(_BOX, indent=1)
        field = _BOX | {"bg_color": REQUIRED, "locked": False, "align": "left", "indent": 1}
        self.field = made(field)
        self.field_date = made(field, num_format="dd/mm/yyyy")
        self.progress = made(_BOX, bold=True, font_color="#2E7D32", indent=1)
        self.code = made(_BOX, font_color=MUTED, indent=1)
        self.guide_line = made(_BASE)
        self.notice = made(_BASE, bold=True, align="center", font_color="#B00020")

    def heading_of(self, kind: str) -> Format:
        """Columns to fill have a heading of their own colour."""
        return self.heading if kind in ("key", "fixed", "computed") else self.heading_to_fill

    def fill(self, kind: str, required: bool, whole: bool, unit: str = "") -> Format:
        """A cell to fill: yellow when owed, light blue when voluntary; a sum of money shows its unit."""
        asked = (kind, required, whole, unit)
        return self._cells.get(asked) or self._keep(asked, self._to_fill(*asked))

    def fixed(self, key: str) -> Format:
        """A text of the plan; last period's answer in grey."""
        return self._cells.get(key) or self._keep(key, self._fixed(key))

    def _keep(self, key: object, look: dict[str, Any]) -> Format:
        return self._cells.setdefault(key, self._book.add_format(look))

    @staticmethod
    def _to_fill(kind: str, required: bool, whole: bool, unit: str) -> dict[str, Any]:
        look: dict[str, Any] = _BOX | {"bg_color": REQUIRED if required else OPTIONAL, "locked": False}
        if kind == "date":
            look |= {"align": "left", "num_format": "dd/mm/yyyy"}
        elif kind == "number":
            look |= {"align": "right", "num_format": "#,##0" if whole else f'General" {unit}"' if unit else "General"}
        else:
            look |= {"align": "center"} if kind in ("status", "yes_no") else {"indent": 1}
        return look

    @staticmethod
    def _fixed(key: str) -> dict[str, Any]:
        look: dict[str, Any] = _BOX | {"locked": False}
        if key == "previous":
            look |= {"font_color": MUTED, "italic": True, "font_size": 10}
        look |= {"align": "center"} if key in _CENTRED else {"indent": 1}
        return look
