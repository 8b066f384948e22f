"""Step 3, merge: returns → Consolidation. Pure: the order of the returns does not matter."""

from __future__ import annotations

from reporting.chosen_values import ChosenValue, chosen_values
from reporting.merge.consolidate import consolidate
from reporting.merge.cumulative import Earlier, accumulated

__all__ = ["ChosenValue", "Earlier", "accumulated", "chosen_values", "consolidate"]
