"""Who owes what: plan × registry → what each agency must or may answer (contract, "Who owes what").

The one place that says it. The form prints these rows, the check holds the return to them, the
merge adds up what they bring.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from reporting.agencies import Agency, Registry
from reporting.period import Period
from reporting.plan import Combine, Item, Measure, MeasureKind, Plan, Role

Level = Literal["own", "commune"]

# The strongest role decides what an agency owes of an item.
_STRENGTH = (Role.LEAD, Role.IMPLEMENT, Role.COORDINATE, Role.MONITOR, Role.GUIDE)


@dataclass(frozen=True, slots=True)
class Obligation:
    """One row of an agency's form.

    `measure` is "" for a task, a duty, or a target's row without a figure. `answer` is the kind
    of figure asked (None: status and narrative). `level`: the agency's own figure, or that of the
    communes which report through it. `total`: the figure is the whole province's, from the lead.
    `required`: lead, focal agency and implementers owe it; the others may answer.
    """

    agency: str
    item: str
    measure: str = ""
    level: Level = "own"
    role: Role = Role.IMPLEMENT
    focal: bool = False
    answer: MeasureKind | None = None
    total: bool = False
    required: bool = True

    @property
    def row(self) -> str:
        """The hidden code of the form's row: `I.1.b.07/1`, `I.1.b.07/1@commune`, `II.2.03`."""
        return (self.measure or self.item) + ("@commune" if self.level == "commune" else "")

    @property
    def asked(self) -> tuple[str, ...]:
        """The form's columns that make this row's answer: its figure, yes or no, else its status."""
        if self.answer is None or self.answer is MeasureKind.MILESTONE:
            return ("status",)
        if self.yes_no:
            return ("answer",)
        if self.answer is MeasureKind.COUNT or self.answer is MeasureKind.UNITS and self.level == "commune":
            return ("numerator",)
        return ("numerator", "denominator")

    @property
    def yes_no(self) -> bool:
        """Whether the agency answers yes or no for itself: neither for its communes nor for the province."""
        return self.answer is MeasureKind.UNITS and self.level == "own" and not self.total


class Roster:
    """A registry with its groups and parents expanded once: joining a ministry's thousands of agencies
    with the plan stays linear."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._parties: dict[str, frozenset[str]] = {}
        self._assigned: dict[int, tuple[object, tuple[tuple[Role, frozenset[str]], ...]]] = {}
        self._children: dict[str, set[str]] = {}
        for agency in registry.agencies:
            self._children.setdefault(agency.parent, set()).add(agency.code)

    def members(self, party: str) -> frozenset[str]:
        """Codes of the agencies behind a party of a role."""
        if party not in self._parties:
            self._parties[party] = frozenset(agency.code for agency in self.registry.expand(party))
        return self._parties[party]

    def children(self, agency: str) -> frozenset[str]:
        """Codes of the agencies that report through this one; through its successor, where a registry that has been
        brought up to date is asked about a time before a merger."""
        own = self._children.get(agency)
        known = None if own else self.registry.agency(agency)
        return frozenset(
            own or (c for heir in (known.successors if known else ()) for c in self._children.get(heir, ()))
        )

    def below(self, agency: str) -> frozenset[str]:
        """The same with those that report through them, at every level."""
        found: set[str] = set()
        asked = set(self.children(agency))
        while asked:
            found |= asked
            asked = {code for one in asked for code in self._children.get(one, ())} - found
        return frozenset(found)

    def communes(self, agency: str) -> int:
        """How many agencies report through this one, at every level, as far as the registry can say."""
        return len(self.below(agency)) if agency in self._children else 0

    def roles(self, item: Item, agency: str) -> frozenset[Role]:
        """As `plan.roles_of`."""
        return frozenset(self.held(item, agency))

    def held(self, item: Item, agency: str) -> list[Role]:
        """The same as a list, a role perhaps twice: enums hash slowly, and this is asked for every pair."""
        parties = self._assigned.get(id(item.assignments))
        if parties is None:
            found = tuple((a.role, self.members(a.party)) for a in item.assignments if not a.open)
            self._assigned[id(item.assignments)] = parties = (item.assignments, found)
        return [role for role, members in parties[1] if agency in members]


def obligations(plan: Plan, registry: Registry, agency: Agency, roster: Roster | None = None) -> tuple[Obligation, ...]:
    """All rows of one agency's form, in plan order. Who asks for many agencies hands in one `roster`."""
    known = roster or Roster(registry)
    return tuple(row for item in plan.items for row in _of_item(item, known, agency))


@dataclass(frozen=True)
class Campaign:
    """One round of reporting: the plan, the agencies of a registry, the period. Who owes what is worked out once."""

    plan: Plan
    registry: Registry
    period: Period
    _owed: dict[str, tuple[Obligation, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def roster(self) -> Roster:
        return Roster(self.registry)

    @cached_property
    def expected(self) -> frozenset[str]:
        """Codes of the agencies that must send a return."""
        return frozenset(agency.code for agency in self.registry.expected(self.period.cutoff))

    def owed(self, agency: Agency) -> tuple[Obligation, ...]:
        """All rows of one agency's form, in plan order."""
        if agency.code not in self._owed:
            self._owed[agency.code] = obligations(self.plan, self.registry, agency, self.roster)
        return self._owed[agency.code]

    def below(self, body: Agency) -> Campaign:
        """The round that this body holds among those that report through it: they send, everybody else is only named."""
        agencies = tuple(
            replace(one, parent="", expected=True) if one.parent == body.code else replace(one, expected=False)
            for one in self.registry.agencies
        )
        return Campaign(self.plan, replace(self.registry, agencies=agencies), self.period)


class InCampaign:
    """What belongs to a campaign, with the campaign's parts under their own names."""

    __slots__ = ()
    campaign: Campaign

    @property
    def plan(self) -> Plan:
        return self.campaign.plan

    @property
    def registry(self) -> Registry:
        return self.campaign.registry

    @property
    def period(self) -> Period:
        return self.campaign.period


def _of_item(item: Item, roster: Roster, agency: Agency) -> Iterator[Obligation]:
    roles = roster.held(item, agency.code)
    focal = item.lead_is_focal and item.focal == agency.code
    if focal and Role.IMPLEMENT not in roles:
        roles.append(Role.LEAD)
    if not roles:
        return
    role = next(r for r in _STRENGTH if r in roles)
    required = role in (Role.LEAD, Role.IMPLEMENT)
    measures = [m for m in item.measures if _asked(m, role, focal)]
    if not measures:
        yield Obligation(agency.code, item.code, role=role, focal=focal, required=required)
    for measure in measures:
        leads = role is Role.LEAD or focal
        kind = _answer_kind(measure, leads)
        total = leads and measure.combine in (Combine.LEAD, Combine.LEAD_CHECKED)
        excluded = frozenset(code for party in measure.excluded for code in roster.members(party))
        if agency.code not in excluded:
            yield Obligation(agency.code, item.code, measure.id, "own", role, focal, kind, total, required)
        if not total and _through(item, agency, roster, excluded):
            yield Obligation(agency.code, item.code, measure.id, "commune", role, focal, kind, False, required)


def _asked(measure: Measure, role: Role, focal: bool) -> bool:
    """Whether this role is asked for a figure at all (contract: coordinate may give one that is checked)."""
    if role is Role.IMPLEMENT or focal and role is not Role.LEAD:
        return True
    if role is Role.LEAD:
        return measure.combine in (Combine.LEAD, Combine.LEAD_CHECKED)
    return role is Role.COORDINATE and measure.combine is Combine.LEAD_CHECKED


def _answer_kind(measure: Measure, leads: bool) -> MeasureKind:
    """Where only the lead's list counts, an implementer answers yes or no for itself."""
    if measure.combine is Combine.LEAD and not leads:
        return MeasureKind.UNITS
    return measure.kind


def _through(item: Item, agency: Agency, roster: Roster, excluded: frozenset[str]) -> bool:
    """Whether communes that implement this item, and are not left out of the measure, report through this agency."""
    children = roster.below(agency.code) - excluded
    return bool(children) and any(children & roster.members(a.party) for a in item.parties(Role.IMPLEMENT))
