"""A worksheet whose rows fit what is typed into them later.

XlsxWriter marks every height as fixed by hand; then Excel would not let a row grow with a long
answer. Here the heights are only a first guess.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet


class FormPage(Worksheet):  # type: ignore[misc]  # XlsxWriter has no type hints
    """Rows keep their height until someone types into them."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        if tag == "row":
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)
