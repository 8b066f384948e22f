"""What every composing step reads: the job, the plan, and the results, with names looked up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from reporting.compiler_sheet import NO_SHEET, CompilerSheet
from reporting.completeness import Completeness
from reporting.compose.grammar import join_some
from reporting.compose.outline import Outline
from reporting.consolidation import Consolidation, ItemResult
from reporting.forms.statistics import NO_STATISTICS, Statistics
from reporting.job import Job
from reporting.numbers import format_date
from reporting.obligations import Campaign, InCampaign
from reporting.period import Period
from reporting.plan import Item
from reporting.text import fold, lower_first, upper_first

UNITS = "cơ quan, đơn vị"


@dataclass(frozen=True)
class Material(InCampaign):
    """Everything that composing reads; nothing here changes. `previous`: last period, for its name; `statistics`:
    the job's forms; `reference`: how an annex cites its report where the job says nothing; `codes`: of items, in what is not sent."""

    job: Job
    campaign: Campaign
    consolidation: Consolidation
    completeness: Completeness
    outline: Outline
    compiler: CompilerSheet = NO_SHEET
    draft: bool = False
    previous: Period | None = None
    statistics: Statistics = NO_STATISTICS
    reference: str = "blanks"
    codes: bool = False

    def named(self, item: Item) -> tuple[str, ...]:
        """The lines of an item's cell in an annex; what stays inside has the plan's codes too."""
        return (item.text, f"(Mã: {item.code})") if self.codes else (item.text,)

    @cached_property
    def results(self) -> dict[str, ItemResult]:
        return {result.code: result for result in self.consolidation.items}

    def result(self, item: Item) -> ItemResult:
        """What came for an item: an empty result where nothing did."""
        return self.results.get(item.code) or ItemResult(item.code)

    @cached_property
    def overdue(self) -> frozenset[str]:
        """Items that their lead (or focal agency) has not finished in time."""
        cells = (cell.obligation for a in self.completeness.agencies for cell in a.cells if cell.overdue)
        return frozenset(o.item for o in cells if self._answers_for(o.item, o.agency))

    @cached_property
    def silent(self) -> frozenset[str]:
        """Agencies whose return never came."""
        return frozenset(state.agency for state in self.completeness.missing)

    def _answers_for(self, code: str, agency: str) -> bool:
        item = self.plan.item(code)
        return item is not None and item.lead == agency

    def name(self, party: str) -> str:
        return self.registry.name_of(party)

    def names(self, codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.name(code) for code in codes)

    def some(self, codes: Sequence[str]) -> str:
        """The names in a sentence; beyond the outline's limit the rest are counted."""
        return join_some(self.names(codes), self.outline.limits.names)

    @property
    def since(self) -> str:
        """`quý I năm 2023`, or `kỳ trước` where the last period is not named."""
        return lower_first(self.previous.title) if self.previous else "kỳ trước"

    @property
    def cutoff(self) -> str:
        return format_date(self.period.cutoff)

    @property
    def so_far(self) -> str:
        return "lũy kế" if self.period.cumulative else "trong kỳ"

    @property
    def adds_up(self) -> bool:
        """Whether this period is a slice whose figures, added to last period's, count since the year began."""
        return self.previous is not None and self.period.continues(self.previous)

    @cached_property
    def accumulates(self) -> bool:
        """Whether the report prints cumulative figures beside those of a slice."""
        return any(m.cumulative for result in self.consolidation.items for m in result.measures)

    @property
    def whole_start(self) -> str:
        """Since when the cumulative figures count."""
        return format_date((self.previous or self.period).start)

    def annex(self, kind: str) -> str:
        """`Phụ lục II`: how the text calls an annex of this job ("" where the job has none)."""
        if kind not in self.job.report.annexes:
            return ""
        return annex_number(self.job.report.annexes, kind)

    @cached_property
    def issuer(self) -> str:
        """The issuing body as written inside a sentence: Ủy ban nhân dân tỉnh …"""
        settings = self.job.report
        return self.body(settings.issuing_body, settings.place)

    def body(self, capitals: str, place: str) -> str:
        """A body's name out of its capitals: the registry's or the plan's spelling, else by rule."""
        agency = self.registry.agency(self.registry.find(capitals))
        if agency:
            return agency.name
        known = (self.plan.issuer,) if self.plan.issuer != self.plan.issuer.upper() else ()
        return next((name for name in known if fold(name) == fold(capitals)), body_in_prose(capitals, place))

    def levels(self, codes: Iterable[str]) -> tuple[str, ...]:
        """`cấp tỉnh`, `cấp huyện`: the levels of these agencies, in the registry's order."""
        present = {agency.level for code in codes if (agency := self.registry.agency(code))}
        return tuple(lower_first(level.name) for level in self.registry.levels if level.id in present)

    @cached_property
    def below(self) -> str:
        """The level that reports through others: `cấp xã`."""
        codes = [agency.code for agency in self.registry.agencies if agency.parent]
        return next(iter(self.levels(codes)), "cấp dưới")


def body_in_prose(capitals: str, place: str) -> str:
    """ỦY BAN NHÂN DÂN TỈNH …, … → Ủy ban nhân dân tỉnh … (NĐ 30/2020, Phụ lục II)."""
    text = " ".join(capitals.split())
    if text != text.upper():
        return text
    text = upper_first(text.lower())
    return text.replace(place.lower(), place) if place else text


def annex_number(annexes: Sequence[str], kind: str) -> str:
    """Numbered in the order of the job; no number where there is only one (NĐ 30/2020, Phụ lục I, Mục III.1)."""
    roman = ("I", "II", "III", "IV", "V")
    return "Phụ lục" if len(annexes) == 1 else f"Phụ lục {roman[list(annexes).index(kind)]}"
