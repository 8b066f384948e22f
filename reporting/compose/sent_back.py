"""What goes back to a sender: which files, and which findings of each. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reporting.codes import Severity
from reporting.completeness import Completeness
from reporting.findings import Finding
from reporting.obligations import Campaign
from reporting.plan import Plan

# Of a file that another one took the place of nothing is asked any more.
_SUPERSEDED = ("return-replaced", "return-copy", "return-not-chosen")
# What the compiling officer has to look at, and no sender can mend in the file.
NOT_THE_SENDERS = ("return-older-plan", "received-before-sent", "received-early")
# A form filled by another agency than its own: to whom would it go?
ANOTHERS_FORM = "return-name-conflict"


@dataclass(frozen=True, slots=True)
class SentBackRemark:
    """One row of the first sheet; `title` is the plan's text of the item ("" where a finding has none)."""

    finding: Finding
    title: str = ""


@dataclass(frozen=True, slots=True)
class SentBack:
    """One file to send back; `name` of the agency is "" where the file does not say whose it is."""

    file: str
    agency: str
    name: str
    period: str
    remarks: tuple[SentBackRemark, ...]

    def count(self, severity: Severity) -> int:
        return sum(remark.finding.severity is severity for remark in self.remarks)


def files_to_send_back(completeness: Completeness, campaign: Campaign, files: Iterable[str]) -> tuple[SentBack, ...]:
    """The files, of those that could be read, with an error or a warning that nobody has decided, by name.

    Notes go along with them; a file with notes alone needs nothing from its sender. A form that bears the file name
    of another agency goes back to nobody: both get a letter.
    """
    left_out = {f.location.file for f in completeness.findings if f.code in _SUPERSEDED} | anothers_files(completeness)
    return tuple(made for file in files if file not in left_out and (made := _sent_back(file, completeness, campaign)))


def anothers_files(completeness: Completeness) -> frozenset[str]:
    """Files that one agency seems to have filled in another's form, until an officer has said whose they are."""
    found = (f for f in completeness.findings if f.code == ANOTHERS_FORM and f.key not in completeness.decided_keys)
    return frozenset(f.location.file for f in found)


def _sent_back(file: str, completeness: Completeness, campaign: Campaign) -> SentBack | None:
    decided = completeness.decided_keys
    found = [
        f
        for f in completeness.findings
        if f.location.file == file and f.key not in decided and f.code not in NOT_THE_SENDERS
    ]
    if all(f.severity is Severity.NOTE for f in found):
        return None
    agency = next((state.agency for state in completeness.agencies if state.file == file), "")
    agency = agency or next((f.agency for f in found if f.agency), "")
    name = campaign.registry.name_of(agency) if agency else ""
    return SentBack(file, agency, name, campaign.period.title, tuple(_remarks(found, campaign.plan)))


def _remarks(found: Iterable[Finding], plan: Plan) -> Iterator[SentBackRemark]:
    for one in sorted(found, key=lambda f: f.severity.rank):
        item = plan.item(one.item) if one.item else None
        yield SentBackRemark(one, item.text if item else "")
