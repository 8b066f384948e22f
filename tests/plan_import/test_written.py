"""Plans in the manner of real ones, and the small plans that once came in wrongly: what must come out of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporting.plan_import.rules import Rules
from tests.helpers.mutations import flipped
from tests.plan_import.documents import boxed, nested_tables
from tests.plan_import.plans import FOLDER
from tests.plan_import.reading import codes, imported, listing, measured
from tests.plan_import.scoring import WRITTEN, Score, of_plan, score
from tests.plan_import.written import as_word, written

CASES = FOLDER / "cases"
WHOLE, WANTED = written(CASES / "day_du.txt")
TEXT = (CASES / "day_du.txt").read_text(encoding="utf-8").partition("\n===\n")[0]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_what_comes_out_of_a_written_plan(path: Path) -> None:
    wanted, made = of_plan(path)
    assert score(wanted, made).to_correct == 0, made
