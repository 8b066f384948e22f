"""Looks of kiem_tra.xlsx: Times New Roman, quiet colours that survive a grey printer."""

from __future__ import annotations

from typing import Any

from reporting.codes import Severity
from reporting.completeness import CellState, Timeliness
from reporting.listings.check_matrix import Share

# Background of a state, light enough for black text; the counts say the same without colour.
FILLS = {
    CellState.FULL: "#DDEFDD",
    CellState.NOT_ARISING: "#E4E8EE",
    CellState.NO_EVIDENCE: "#FFF2CC",
    CellState.NO_FIGURE: "#FBDCC4",
    CellState.SILENT: "#F4C7C3",
}
_TIMELINESS = {Timeliness.LATE: "#FFF2CC", Timeliness.MISSING: "#F4C7C3"}
_SEVERITIES = {Severity.ERROR: "#F4C7C3", Severity.WARNING: "#FFF2CC", Severity.NOTE: "#E4E8EE"}
_WORDS = {severity.label: fill for severity, fill in _SEVERITIES.items()} | {
    state.label: fill for state, fill in FILLS.items()
}
_WORDS |= {"Chưa gửi báo cáo": "#F4C7C3", "Quá hạn": "#FBDCC4"}

_BASE = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter", "text_wrap": True}
_BOX = _BASE | {"border": 1, "border_color": "#A6A6A6"}


class CheckStyles:
    """All cell formats of the workbook, made once each."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.title = self._look(_BASE, bold=True, font_size=14, align="center", text_wrap=False)
        self.sentence = self._look(_BASE, text_wrap=False)
        self.strong = self._look(_BASE, bold=True, text_wrap=False)
        self.head = self._look(_BOX, bold=True, align="center", bg_color="#1F4E79", font_color="#FFFFFF")
        self.text = self._look(_BOX)
        self.top = self._look(_BOX, valign="top")
        self.centred = self._look(_BOX, align="center")
        self.bold = self._look(_BOX, align="center", bold=True)
        self.sum = self._look(_BOX, align="center", bold=True, bg_color="#DDE7F2")
        self.sum_name = self._look(_BOX, bold=True, bg_color="#DDE7F2")

    def filled(self, state: CellState) -> Any:
        return self._look(_BOX, bg_color=FILLS[state])

    def share(self, share: Share) -> Any:
        if share.state is None:
            return self._look(_BOX, bg_color="#F7F7F7")
        return self._look(_BOX, align="center", bg_color=FILLS[share.state])

    def timeliness(self, when: Timeliness) -> Any:
        return self._look(_BOX, align="center", **_fill(_TIMELINESS.get(when)))

    def severity(self, severity: Severity) -> Any:
        return self._look(_BOX, align="center", bg_color=_SEVERITIES[severity])

    def cell(self, value: str) -> Any:
        """A list's cell: words of state and severity in their colour."""
        return self._look(_BOX, valign="top", **_fill(_WORDS.get(value)))

    def _look(self, base: dict[str, Any], **more: Any) -> Any:
        look = base | more
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def _fill(colour: str | None) -> dict[str, str]:
    return {"bg_color": colour} if colour else {}
