"""The plan as data: sections, items (targets, tasks, duties), roles, measures, due dates.

Codes are made from the plan's own numbering (`I.1.b.07`, `II.2.03`, `III.12.01`) and never
change when text is corrected. Measures are `<item code>/<n>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from reporting.agencies import Registry
from reporting.location import NOWHERE, Location


class ItemKind(Enum):
    TARGET = "target"
    TASK = "task"
    DUTY = "duty"

    @property
    def label(self) -> str:
        return {"target": "Chỉ tiêu", "task": "Nhiệm vụ", "duty": "Trách nhiệm"}[self.value]


class Role(Enum):
    """The five roles of the plan, in the plan's own verbs."""

    LEAD = "lead"
    IMPLEMENT = "implement"
    COORDINATE = "coordinate"
    MONITOR = "monitor"
    GUIDE = "guide"

    @property
    def label(self) -> str:
        return {
            "lead": "Chủ trì",
            "implement": "Triển khai, thực hiện",
            "coordinate": "Phối hợp",
            "monitor": "Theo dõi, đôn đốc",
            "guide": "Hướng dẫn",
        }[self.value]


class MeasureKind(Enum):
    """ratio: numerator/denominator in %; count: a number; decrease: % below a baseline
    (numerator = this year, denominator = baseline); milestone: a status; units: share of units
    that answer yes."""

    RATIO = "ratio"
    COUNT = "count"
    DECREASE = "decrease"
    MILESTONE = "milestone"
    UNITS = "units"

    @property
    def label(self) -> str:
        return {
            "ratio": "Tỷ lệ",
            "count": "Số lượng",
            "decrease": "Mức giảm",
            "milestone": "Mốc công việc",
            "units": "Tỷ lệ đơn vị đạt",
        }[self.value]


class Comparator(Enum):
    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="

    def holds(self, value: Decimal, threshold: Decimal) -> bool:
        if self is Comparator.AT_LEAST:
            return value >= threshold
        return value <= threshold if self is Comparator.AT_MOST else value == threshold


class Combine(Enum):
    """How a measure adds up over agencies (contract, "Targets and measures")."""

    SUM = "sum"
    LEAD = "lead"
    COUNT = "count"
    LEAD_CHECKED = "lead_checked"

    @property
    def label(self) -> str:
        return {
            "sum": "Cộng các đơn vị thực hiện",
            "lead": "Theo cơ quan chủ trì",
            "count": "Đếm đơn vị trả lời Có",
            "lead_checked": "Theo cơ quan chủ trì, đối chiếu với tổng",
        }[self.value]


class Adding(Enum):
    """What of a measure may be added up over adjoining periods. `numerator`: work done among a fixed number
    (agencies inspected of all agencies), which is taken from the later period. A number that has no
    denominator adds up unless the plan says no; a ratio only where the plan says so."""

    UNSAID = "unsaid"
    ALL = "all"
    NUMERATOR = "numerator"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        return {"unsaid": "", "all": "có", "numerator": "chỉ tử số", "nothing": "không"}[self.value]


class DueKind(Enum):
    DATE = "date"
    REGULAR = "regular"
    IN_YEAR = "in_year"
    CENTRAL = "central"
    NONE = "none"

    @property
    def label(self) -> str:
        return {
            "date": "Đến ngày",
            "regular": "Thường xuyên",
            "in_year": "Trong năm",
            "central": "Theo quy định của Trung ương",
            "none": "Không quy định",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Due:
    """`day` is the last day allowed (Quý II/2023 → 30/6/2023); `text` the plan's own words;
    `added` marks a due date that an officer added to the plan."""

    kind: DueKind = DueKind.NONE
    day: date | None = None
    text: str = ""
    added: bool = False

    @property
    def label(self) -> str:
        return self.text or (f"{self.day:%d/%m/%Y}" if self.day else self.kind.label)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a target measures. `threshold` is in % for ratio, units and decrease, a plain number
    for count, None for a milestone. `standing`: judged in every period, not only when due.
    `stock` counts what exists on the cutoff day (it may fall), else what was done since the start;
    `adding`: what of it adds up over periods.
    `proposed` names the fields that the plan's text does not give (`comparator`, `unit` …). `exemption` is what the
    plan leaves out in its own words, `excluded` the agencies and groups that are not asked."""

    id: str
    item: str
    name: str
    kind: MeasureKind
    unit: str = ""
    numerator: str = ""
    denominator: str = ""
    comparator: Comparator | None = None
    threshold: Decimal | None = None
    threshold_text: str = ""
    combine: Combine = Combine.SUM
    standing: bool = False
    exemption: str = ""
    tolerance: Decimal = Decimal(0)
    same_as: str = ""
    proposed: tuple[str, ...] = ()
    source: Location = NOWHERE
    stock: bool = False
    adding: Adding = Adding.UNSAID
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """One role of one party: an agency code, a group code, or an open phrase ("các đơn vị được
    giao nhiệm vụ"). `proposed` until an officer confirms it; `why` then says from where."""

    role: Role
    party: str
    proposed: bool = False
    why: str = ""
    verb: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A reportable item. `text` as used in the report, `source_text` as scanned; `focal` is the
    agency proposed as đầu mối tổng hợp where the plan names no lead; `number` counts in its section;
    `roles_text` is the plan's own sentence on who does what, as scanned."""

    code: str
    kind: ItemKind
    section: str
    number: int
    text: str
    source_text: str = ""
    assignments: tuple[Assignment, ...] = ()
    focal: str = ""
    measures: tuple[Measure, ...] = ()
    due: Due = Due()
    evidence: str = ""
    footnote: str = ""
    source_line: int = 0
    source: Location = NOWHERE
    roles_text: str = ""

    def parties(self, role: Role) -> tuple[Assignment, ...]:
        return tuple(a for a in self.assignments if a.role is role)

    @property
    def lead(self) -> str:
        """The lead's code, else the focal agency's ("" when neither is one agency)."""
        leads = [a.party for a in self.parties(Role.LEAD) if not a.open]
        return leads[0] if leads else self.focal

    @property
    def only_if_concerned(self) -> bool:
        """The plan means only those whom it concerns ("các sở, ban ngành có liên quan"): everybody is asked
        as a precaution, by groups that are proposed."""
        parties = self.parties(Role.IMPLEMENT)
        named = [a for a in parties if not a.open]
        return len(named) < len(parties) and all(a.proposed for a in named)

    @property
    def lead_is_focal(self) -> bool:
        return bool(self.focal) and not any(not a.open for a in self.parties(Role.LEAD))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the plan: id `II.2`, number as printed `2.`, title, id of the heading above."""

    section: str
    number: str
    title: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A scanning slip: proposed, listed, confirmed by the officer (`confirmed`)."""

    where: str
    wrong: str
    right: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan. `id` is stable (`KH-CCHC-2023`); forms made from it carry it."""

    id: str
    year: int
    title: str
    type_name: str = ""
    number: str = ""
    symbol: str = ""
    issuer: str = ""
    place: str = ""
    day: date | None = None
    annex_of: str = ""
    legal_bases: tuple[str, ...] = ()
    signing: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    items: tuple[Item, ...] = ()
    corrections: tuple[Correction, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    _items: Mapping[str, Item] = field(init=False, repr=False, compare=False)
    _measures: Mapping[str, Measure] = field(init=False, repr=False, compare=False)
    _sections: Mapping[str, Section] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """The look-ups below are asked for every row of every return; of two with one code the first counts."""
        object.__setattr__(self, "_items", {i.code: i for i in reversed(self.items)})
        object.__setattr__(self, "_measures", {m.id: m for i in reversed(self.items) for m in reversed(i.measures)})
        object.__setattr__(self, "_sections", {s.section: s for s in reversed(self.sections)})

    def item(self, code: str) -> Item | None:
        return self._items.get(code)

    def measure(self, id: str) -> Measure | None:
        return self._measures.get(id)

    def section(self, id: str) -> Section | None:
        return self._sections.get(id)

    def path(self, id: str) -> tuple[Section, ...]:
        """A section and those above it, outermost first; () for none."""
        found = self.section(id)
        if found is None:
            return ()
        return (*self.path(found.parent), found)

    def of_kind(self, kind: ItemKind) -> tuple[Item, ...]:
        return tuple(i for i in self.items if i.kind is kind)


def with_confirmed_corrections(plan: Plan) -> Plan:
    """The plan with the scanning slips mended that an officer has confirmed; the others stay as printed."""
    by_place: dict[str, list[Correction]] = {}
    for correction in plan.corrections:
        if correction.confirmed and correction.wrong:
            by_place.setdefault(correction.where, []).append(correction)
    if not by_place:
        return plan
    items = tuple(replace(i, text=_mended(i.text, by_place.get(i.code, ()))) for i in plan.items)
    recipients = tuple(_mended(r, by_place.get("Nơi nhận", ())) for r in plan.recipients)
    return replace(plan, items=items, recipients=recipients, title=_mended(plan.title, by_place.get("Trích yếu", ())))


def _mended(text: str, corrections: Iterable[Correction]) -> str:
    for correction in corrections:
        if not (correction.wrong in correction.right and correction.right in text):
            text = text.replace(correction.wrong, correction.right)
    return text


def roles_of(item: Item, agency: str, registry: Registry) -> frozenset[Role]:
    """The roles that an agency holds in an item, groups expanded by the registry (focal not included)."""
    return frozenset(
        a.role for a in item.assignments if not a.open and any(m.code == agency for m in registry.expand(a.party))
    )


def holders(item: Item, role: Role, registry: Registry) -> tuple[str, ...]:
    """Codes of the agencies that hold a role in an item, in registry order, each once."""
    codes = {m.code for a in item.parties(role) if not a.open for m in registry.expand(a.party)}
    return tuple(a.code for a in registry.agencies if a.code in codes)


def by_role(assignments: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """Assignments in the order of the roles, within a role as given: the order of the plan workbook."""
    order = list(Role)
    return tuple(sorted(assignments, key=lambda a: order.index(a.role)))


def items_by_section(items: Iterable[Item]) -> dict[str, tuple[Item, ...]]:
    """Items grouped by section, both in plan order."""
    grouped: dict[str, list[Item]] = {}
    for item in items:
        grouped.setdefault(item.section, []).append(item)
    return {section: tuple(members) for section, members in grouped.items()}
