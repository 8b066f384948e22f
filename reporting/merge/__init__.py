"""Step 3, merge: returns → Consolidation. Pure: the order of the returns does not matter."""

from __future__ import annotations

from reporting.merge.consolidate import consolidate
from reporting.merge.cumulative import Earlier, accumulated
from reporting.overrides import Override, overrides_of

__all__ = ["Earlier", "Override", "accumulated", "consolidate", "overrides_of"]
