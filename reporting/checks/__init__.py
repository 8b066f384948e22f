"""Step 4, check: plan × returns × consolidation → Completeness. One small module per kind of check."""

from __future__ import annotations

from reporting.checks.check import CHECKS, check
from reporting.checks.check_input import CheckInput, Previous
from reporting.checks.thresholds import Thresholds, parse_thresholds

__all__ = ["CHECKS", "CheckInput", "Previous", "Thresholds", "check", "parse_thresholds"]
