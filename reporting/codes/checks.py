"""Findings: see AREAS in reporting.codes for the area's name."""

from __future__ import annotations

from reporting.codes._code import Code

CHECKS: tuple[Code, ...] = ()
