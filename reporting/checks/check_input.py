"""What the checks look at: every owed or optional form row joined with what came, now and last period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from reporting.agencies import Agency
from reporting.checks.thresholds import DEFAULT, Thresholds
from reporting.codes import Severity
from reporting.completeness import Decision
from reporting.consolidation import Consolidation
from reporting.findings import Finding, finding
from reporting.forms.statistics import NO_STATISTICS, Statistics
from reporting.forms.topics import Topic
from reporting.location import NOWHERE, Location
from reporting.obligations import Campaign, InCampaign, Obligation
from reporting.period import Period
from reporting.plan import Item, Measure, MeasureKind, Role
from reporting.returns import Answer, Return, Status

TITLE_LENGTH = 70


@dataclass(frozen=True, slots=True)
class Previous:
    """Last period: which one, and the returns that counted."""

    period: Period
    returns: tuple[Return, ...]


@dataclass(frozen=True, slots=True)
class CheckInput(InCampaign):
    """Everything that a check is given. `consolidation` is the merge without officers' choices, so
    that a contradiction stays in sight, decided; `findings` come from reading and merging."""

    campaign: Campaign
    as_of: date
    returns: tuple[Return, ...]
    consolidation: Consolidation
    findings: tuple[Finding, ...] = ()
    decisions: tuple[Decision, ...] = ()
    previous: Previous | None = None
    thresholds: Thresholds = DEFAULT
    statistics: Statistics = NO_STATISTICS
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class JoinedRow:
    """One form row of one agency. `own` is the agency's own row where this one is its communes'."""

    agency: Agency
    obligation: Obligation
    item: Item
    measure: Measure | None = None
    answer: Answer | None = None
    before: Answer | None = None
    own: Answer | None = None

    @property
    def required(self) -> bool:
        return self.obligation.required

    @property
    def leads(self) -> bool:
        return self.obligation.role is Role.LEAD or self.obligation.focal

    @property
    def commune(self) -> bool:
        return self.obligation.level == "commune"

    @property
    def kind(self) -> MeasureKind | None:
        return self.obligation.answer

    @property
    def status(self) -> Status | None:
        return self.answer.status if self.answer else None

    @property
    def not_arising(self) -> bool:
        return self.status is Status.NOT_ARISING

    @property
    def silent(self) -> bool:
        return self.answer is None or self.answer.empty

    @property
    def title(self) -> str:
        return self.measure.name if self.measure else shortened(self.item.text)

    @property
    def place(self) -> Location:
        """The row's first cell to fill: where a gap is shown."""
        return self.answer.location if self.answer else NOWHERE

    @property
    def answered_at(self) -> Location:
        """The cell that settles the row: its figure, else its status."""
        if self.answer is None:
            return NOWHERE
        return self.answer.numerator.location if self.answer.numerator else self.answer.status_at or self.place

    def finding(
        self,
        code: str,
        location: Location = NOWHERE,
        subject: str = "",
        related: tuple[Location, ...] = (),
        fields: tuple[str, ...] = (),
        **params: object,
    ) -> Finding:
        """A finding about this row: agency, item, measure and names filled in."""
        parts = [part for part in (subject, "commune" if self.commune else "") if part]
        return finding(
            code,
            location or self.place,
            agency=self.agency.code,
            item=self.item.code,
            measure=self.obligation.measure,
            form_row=self.obligation.row,
            asked=self.obligation.asked,
            fields=fields,
            subject="@".join(parts),
            related=related,
            name=self.agency.label,
            title=self.title,
            which=self.obligation.measure or self.item.code,
            role=self.obligation.role.label.lower() + (", đầu mối tổng hợp" if self.obligation.focal else ""),
            level=" (cấp xã)" if self.commune else "",
            **params,
        )


@dataclass(frozen=True, slots=True)
class AgencyRows:
    """One expected agency: its rows, and its return if one came."""

    agency: Agency
    rows: tuple[JoinedRow, ...]
    sent: Return | None = None
    before: Return | None = None


@dataclass(frozen=True, slots=True)
class JoinedRows:
    """Plan, registry and returns, joined. `unread` holds (agency, form row) of cells with an error from reading."""

    given: CheckInput
    agencies: tuple[AgencyRows, ...]
    unread: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def rows(self) -> Iterator[JoinedRow]:
        """The rows of all agencies that sent a return."""
        for one in self.agencies:
            if one.sent:
                yield from one.rows


def join_rows(given: CheckInput) -> JoinedRows:
    """Joins plan, registry, returns and last period's returns, agencies in registry order."""
    now = {r.agency: r for r in given.returns}
    before = {r.agency: r for r in given.previous.returns} if given.previous else {}
    wanted = [a for a in given.registry.agencies if a.code in given.campaign.expected or a.code in now]
    items = {item.code: item for item in given.plan.items}
    measures = {measure.id: measure for item in given.plan.items for measure in item.measures}
    agencies = []
    for agency in wanted:
        owed = given.campaign.owed(agency)
        answers, earlier = _answers(now.get(agency.code)), _answers(before.get(agency.code))
        rows = tuple(
            JoinedRow(
                agency,
                row,
                items[row.item],
                measures.get(row.measure),
                answers.get(row.row),
                earlier.get(row.row),
                answers.get(row.measure or row.item),
            )
            for row in owed
        )
        agencies.append(AgencyRows(agency, rows, now.get(agency.code), before.get(agency.code)))
    return JoinedRows(given, tuple(agencies), _unread(given.findings))


def _answers(sent: Return | None) -> dict[str, Answer]:
    return {answer.row: answer for answer in sent.answers} if sent else {}


def _unread(findings: Iterable[Finding]) -> frozenset[tuple[str, str]]:
    """Rows that reading has already reported as errors: they are not reported again as missing."""
    return frozenset((f.agency, f.form_row) for f in findings if f.severity is Severity.ERROR and f.form_row)


def shortened(text: str) -> str:
    """The beginning of an item's text, cut between words."""
    if len(text) <= TITLE_LENGTH:
        return text
    return text[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;.") + "…"
