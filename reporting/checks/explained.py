"""Findings with what their senders explained about them. An explanation is shown, it settles nothing:
a warning goes out with it, an error still waits for a mended value or a decision.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reporting.completeness import Completeness
from reporting.findings import Finding
from reporting.returns import Return


def explained(completeness: Completeness, returns: Iterable[Return]) -> Completeness:
    """`completeness` with the explanations of the returns that count, matched by the findings' keys."""
    said = {r.agency: {key: text.text for key, text in r.explanations} for r in returns if r.explanations}
    if not said:
        return completeness
    findings = tuple(_with(found, said.get(found.agency, {})) for found in completeness.findings)
    decided = tuple((_with(found, said.get(found.agency, {})), one) for found, one in completeness.decided)
    return replace(completeness, findings=findings, decided=decided)


def _with(found: Finding, said: dict[str, str]) -> Finding:
    words = said.get(explained_key(found), "")
    return replace(found, explanation=words) if words else found


def explained_key(found: Finding) -> str:
    """The finding's key without the name of the file it was found in: a mended copy has a new one."""
    file = found.location.file
    return found.key.replace(file, "*") if file else found.key
