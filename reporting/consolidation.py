"""What all returns together say, per plan item, each figure with the cells behind it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from reporting.location import Location
from reporting.obligations import Level
from reporting.plan import Role
from reporting.returns import Below, FreeRow, Status


@dataclass(frozen=True, slots=True)
class Source:
    """One cell behind a figure or a text. `value` is what it contributes (None for a text); `below`: the subordinates'
    cells that were merged into it."""

    agency: str
    location: Location
    value: Decimal | None = None
    raw: str = ""
    level: Level = "own"
    decided_by: str = ""
    below: tuple[Below, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of its sources' values: `value` always equals the sum over `sources`."""

    value: Decimal
    sources: tuple[Source, ...] = ()


class Formula(Enum):
    """How a Figure's value follows from its operands."""

    VALUE = "value"
    RATIO = "ratio"
    DECREASE = "decrease"
    DIFFERENCE = "difference"
    RATIO_DIFFERENCE = "ratio_difference"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as the report prints it, recomputable from its operands' cells.

    VALUE: operands[0]; RATIO: 100 × operands[0] / operands[1]; DECREASE: 100 × (operands[1] -
    operands[0]) / operands[1]; DIFFERENCE: operands[0] - operands[1]. Unrounded.
    RATIO_DIFFERENCE: operands[0] / operands[1] against operands[2] / operands[3], in percentage
    points, each ratio rounded first as the report prints it, so that a reader's own subtraction agrees.
    """

    id: str
    value: Decimal
    formula: Formula
    operands: tuple[Total, ...]
    unit: str = ""


class Verdict(Enum):
    """A target is judged when it is due, or always where it is a standing condition."""

    NONE = "none"
    MET = "met"
    EXCEEDED = "exceeded"
    NOT_MET = "not_met"

    @property
    def label(self) -> str:
        return {"none": "", "met": "Đạt", "exceeded": "Vượt", "not_met": "Chưa đạt"}[self.value]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of those who owe an answer gave one, with one cell of each (`sources`); communes apart
    (số xã đã báo cáo n/N), with the cells that say how many reported."""

    answered: int
    owing: int
    missing: tuple[str, ...] = ()
    communes_reported: int | None = None
    communes_total: int | None = None
    commune_sources: tuple[Source, ...] = ()
    sources: tuple[Source, ...] = ()


class NotAdded(Enum):
    """Why a measure that counts work done has no cumulative figure, where last period's could be added."""

    UNSAID = "unsaid"
    REDEFINED = "redefined"
    NO_FIGURE = "no_figure"
    INCOMPLETE = "incomplete"
    OTHER_SENDERS = "other_senders"
    DISPUTED = "disputed"
    OVER = "over"

    @property
    def label(self) -> str:
        return {
            "unsaid": "kế hoạch chưa nêu tử số, mẫu số có cộng dồn qua các kỳ hay không",
            "redefined": "kế hoạch của hai kỳ không quy định phép đo này như nhau",
            "no_figure": "có kỳ không có số liệu hoặc không phát sinh",
            "incomplete": "có kỳ còn thiếu số liệu của cơ quan, đơn vị hoặc của xã",
            "other_senders": "cơ quan, đơn vị báo cáo ở hai kỳ không giống nhau",
            "disputed": "kỳ trước còn lỗi chưa xử lý, hoặc giá trị đã chọn ở kỳ trước không áp dụng được",
            "over": "tử số cộng lại lớn hơn mẫu số",
        }[self.value]


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """The agreed figure of one measure. `figure` None: nobody reported, or only "không phát sinh".

    `by_agency`: each contributor's own figure, for the annexes. `previous`: last period's figure.
    `cumulative`: both added up, where this period is a slice that continues the last one; else `not_added`
    says why not, where a reader would expect it.
    """

    measure: str
    figure: Figure | None = None
    previous: Figure | None = None
    status: Status | None = None
    verdict: Verdict = Verdict.NONE
    coverage: Coverage = Coverage(0, 0)
    by_agency: tuple[tuple[str, Figure], ...] = ()
    not_arising: tuple[str, ...] = ()
    own: Figure | None = None
    communes: Figure | None = None
    cumulative: Figure | None = None
    not_added: NotAdded | None = None


@dataclass(frozen=True, slots=True)
class Narrative:
    """A text with everyone who sent it (near-identical texts once), lead's first in the item."""

    text: str
    role: Role
    sources: tuple[Source, ...]

    @property
    def agencies(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s.agency for s in self.sources))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A cited document or other proof, as the sender wrote it."""

    text: str
    agency: str
    source: Source
    measure: str = ""


@dataclass(frozen=True, slots=True)
class ItemResult:
    """Everything known of one plan item. `status` follows the lead (or focal agency);
    `status_sources`: the cells of everyone's statuses."""

    code: str
    status: Status | None = None
    status_source: Source | None = None
    previous_status: Status | None = None
    measures: tuple[MeasureResult, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    statuses: tuple[tuple[str, Status], ...] = ()
    reasons: tuple[Narrative, ...] = ()
    coverage: Coverage = Coverage(0, 0)
    status_sources: tuple[Source, ...] = ()

    def measure(self, id: str) -> MeasureResult | None:
        return next((m for m in self.measures if m.measure == id), None)


@dataclass(frozen=True, slots=True)
class StatisticResult:
    """One row of the statistics forms. `figure` None: nobody gave a number, or it does not follow.

    `reasons`: why there is none, from those who said so; `owing`: who was asked and said nothing, of `asked`; `typed`:
    cells that say what the row works out by itself; `lead`: the lead's own count of the whole, `by_lead` where it is
    the figure because the sum is not whole; `of_nothing`: a ratio over zero; `several`: percentages of several senders,
    which do not add up.
    """

    code: str
    figure: Figure | None = None
    reasons: tuple[Source, ...] = ()
    owing: tuple[str, ...] = ()
    asked: int = 0
    typed: tuple[Source, ...] = ()
    lead: Total | None = None
    by_lead: bool = False
    of_nothing: bool = False
    several: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicResult:
    """What the lead wrote for one subsection of the report."""

    section: str
    agency: str
    result: Source | None = None
    documents: Source | None = None
    limits: Source | None = None


@dataclass(frozen=True, slots=True)
class Consolidation:
    """One result per plan item, in plan order; assessments by key ("ket_qua", "ton_tai" …)."""

    period: str
    items: tuple[ItemResult, ...] = ()
    assessments: tuple[tuple[str, tuple[Narrative, ...]], ...] = ()
    free_rows: tuple[tuple[str, FreeRow], ...] = ()
    statistics: tuple[StatisticResult, ...] = ()
    topics: tuple[TopicResult, ...] = ()
    agencies: tuple[str, ...] = ()

    def item(self, code: str) -> ItemResult | None:
        return next((i for i in self.items if i.code == code), None)

    def statistic(self, code: str) -> StatisticResult | None:
        return next((s for s in self.statistics if s.code == code), None)

    def topic(self, section: str) -> TopicResult | None:
        return next((t for t in self.topics if t.section == section), None)
