"""Whether a row's hidden code fits what the row shows: sorting or pasting part of a table tears them apart."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.forms.form import Form, FormRow
from reporting.forms.layout import COLUMNS
from reporting.parse.sheets import SheetTable
from reporting.text import fold

_SHOWN = 60


def misfit(table: SheetTable, number: int, row: FormRow, rows: Iterable[FormRow]) -> str:
    """What a row shows that belongs to another row than its hidden code says; "" when the two fit.

    Item and level tell most rows apart; two measures of one item, and the headings of the assessment, only
    their words do. Words that are nobody's (the plan was reworded since) tear nothing.
    """
    item, level = row.cells.get("item", ""), row.cells.get("level", "")
    key = "measure" if item else "text"
    words = row.cells.get(key, "")
    if (
        (table.value(number, "item") or "") == item
        and (not level or table.value(number, "level") == level)
        and (not words or table.value(number, key) == words)
    ):
        return ""
    shown, shown_level = table.text(number, "item"), table.text(number, "level")
    if _differ(shown, item) or _differ(shown_level, level):
        return " ".join(filter(None, (shown, shown_level)))
    said = table.text(number, key)
    if said and fold(said) != fold(str(words)) and _of_another(said, item, key, rows):
        return " — ".join(filter(None, (shown, said[:_SHOWN])))
    return ""


def _differ(shown: str, meant: str | int) -> bool:
    return bool(shown and meant) and fold(shown) != fold(str(meant))


def _of_another(said: str, item: str | int, key: str, rows: Iterable[FormRow]) -> bool:
    return any(r.cells.get("item", "") == item and fold(str(r.cells.get(key, ""))) == fold(said) for r in rows)


def homes_of(form: Form) -> dict[str, str]:
    """Row code → the sheet that it belongs on. Pasted under another sheet's titles, its answers stand in cells that
    mean something else."""
    return {row.code: sheet.key for sheet in form.sheets for row in sheet.rows if row.code}


def is_elsewhere(home: str, kind: str) -> bool:
    """Whether a sheet of this kind has other columns than the one where a row belongs; unknown sheets do not tell."""
    return kind in COLUMNS and COLUMNS[kind] is not COLUMNS[home]
