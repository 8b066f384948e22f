"""The statistics forms of a job: editable lists of indicators (templates/forms/*.toml).

The ministry's seven forms are one such file, a plain list of the province's own another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from reporting.agencies import Agency, Registry
from reporting.errors import TemplateError
from reporting.settings import Reader, did_you_mean, named, one_of

ASKED_OF_ALL = "*"
LEAD = "@chung"  # ends the code of the row that asks the lead for its own count of the whole
_KINDS = ("", "heading", "count", "amount", "ratio", "percent", "yes_no", "choice")
_TIMES = ("", "period", "to_date", "year", "at_day")
_MEASURED_WORDS = ("đồng", "%", "tỷ lệ", "điểm", "km", "ha", "ngày", "giờ")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row. `code` is unique in the job (`3/2.1` is row 2.1 of form 3); a heading has no kind of figure.

    `kind` "": told by the unit. `part`, `whole`: codes of a ratio's two numbers; `sum`: rows that add up to this one;
    `at_least`: rows that together cannot be more. `plan`: a number that the plan and the returns give. `asked`: codes
    of agencies, groups or levels that fill it ("*": everyone); several are added up. `lead`: who has a count of its
    own beside that sum. `time`: over what the figure counts. `same_as`: the row of another form that says the same;
    `bodies`: the level or group of which this percentage is a share; `said`: words with which texts speak of it, all
    of one group in a sentence.
    """

    code: str
    name: str
    unit: str = ""
    asked: tuple[str, ...] = (ASKED_OF_ALL,)
    kind: str = one_of(*_KINDS, default="")
    part: str = ""
    whole: str = ""
    sum: tuple[str, ...] = ()
    at_least: tuple[str, ...] = ()
    plan: str = one_of("", "tasks", "tasks_done", default="")
    lead: str = ""
    time: str = one_of(*_TIMES, default="")
    same_as: str = ""
    bodies: str = ""
    said: tuple[tuple[str, ...], ...] = ()

    @property
    def heading(self) -> bool:
        return self.kind == "heading" or not (self.unit or self.kind)

    @property
    def number(self) -> str:
        """The row's number as printed: `2.1`."""
        return self.code.rpartition("/")[2]

    @property
    def percent(self) -> bool:
        return self.kind in ("ratio", "percent") or not self.kind and "%" in self.unit

    @property
    def counted(self) -> bool:
        """Whole things, or a choice: no decimals."""
        return self.kind in ("count", "yes_no", "choice") if self.kind else not measured(self.unit)

    @property
    def computed(self) -> bool:
        """Follows from other rows or from the plan; what is typed here is only compared."""
        return bool(self.part or self.sum or self.plan)

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The rows that this one is computed from."""
        return tuple(filter(None, (self.part, self.whole, *self.sum)))

    @property
    def choices(self) -> dict[str, int]:
        """`Có = 1; Không = 0`: what the unit offers, by its words."""
        if self.kind not in ("yes_no", "choice"):
            return {}
        pairs = (offer.partition("=") for offer in self.unit.split(";"))
        return {word.strip(): int(number) for word, _, number in pairs if number.strip().isdigit()}

    def asks(self, agency: Agency) -> bool:
        names = {ASKED_OF_ALL, agency.code, agency.level, *agency.groups}
        return any(one in names for one in self.asked)


@dataclass(frozen=True, slots=True)
class StatisticForm:
    """One form (`Biểu mẫu 3`) with its rows."""

    number: str
    title: str
    indicators: tuple[Indicator, ...] = named("indicator", ())


@dataclass(frozen=True)
class Statistics:
    """All that a job asks in numbers beside its plan. `title` of the annex with {period} and {issuer}; `required`:
    who is asked must answer; `remark` stands at the head of the sheet to fill."""

    title: str = ""
    indicator_title: str = "Chỉ tiêu thống kê"
    required: bool = False
    remark: str = ""
    forms: tuple[StatisticForm, ...] = named("form", ())
    indicators: tuple[Indicator, ...] = named("indicator", ())

    def __bool__(self) -> bool:
        return bool(self.indicators)

    @cached_property
    def by_code(self) -> Mapping[str, Indicator]:
        return {one.code: one for one in self.indicators}

    @property
    def parts(self) -> tuple[StatisticForm, ...]:
        """The rows form by form; a plain list is one form without a number."""
        return self.forms or ((StatisticForm("", "", self.indicators),) if self.indicators else ())


def measured(unit: str) -> bool:
    """Whether a unit is one of money, points, shares or size, not of whole things."""
    return any(word in unit.lower() for word in _MEASURED_WORDS)


NO_STATISTICS = Statistics()
_READER = Reader("bảng thống kê")


def parse_statistics(
    data: Mapping[str, Any], where: str, leads: Mapping[str, tuple[str, ...]] | None = None
) -> Statistics:
    """The forms from TOML data: [[form]] with its [[form.indicator]], or [[indicator]] alone. `leads`: the province's
    agencies in place of those that the file proposes. TemplateError where a row is named twice or does not exist."""
    table = _READER.table(Statistics, data, where)
    forms = tuple(_of_form(form, where) for form in table.forms)
    rows = tuple(
        _with_leads(row, leads or {}) for row in (*(r for f in forms for r in f.indicators), *table.indicators)
    )
    codes = [row.code for row in rows]
    twice = next((code for code in codes if codes.count(code) > 1), "")
    if twice:
        raise TemplateError(f"mã chỉ tiêu thống kê '{twice}' lặp lại", where=where, accepted="mỗi mã một dòng")
    for row in rows:
        for other in (row.part, row.whole, *row.sum, *row.at_least, row.same_as):
            if other and other not in codes:
                wrong = f"dòng '{row.code}' dẫn tới dòng '{other}' không có trong bảng"
                raise TemplateError(wrong, where=where, accepted="mã của một dòng", action=did_you_mean(other, codes))
        if row.kind == "ratio" and not (row.part and row.whole):
            raise TemplateError(
                f"tỷ lệ '{row.code}' thiếu tử số hoặc mẫu số", where=where, accepted='part = "…" và whole = "…"'
            )
    by_code = {row.code: row for row in rows}
    for row in rows:
        if _circles(row, by_code, ()):
            wrong = f"dòng '{row.code}' được tính từ chính nó hoặc từ một dòng tiêu đề"
            raise TemplateError(wrong, where=where, accepted="các dòng thành phần, không vòng lại")
    return replace(
        table,
        forms=tuple(replace(f, indicators=tuple(by_code[row.code] for row in f.indicators)) for f in forms),
        indicators=rows,
    )


def _circles(row: Indicator, rows: Mapping[str, Indicator], above: tuple[str, ...]) -> bool:
    """Whether a row rests on itself, or on a heading, which has no figure."""
    if row.code in above or above and row.heading:
        return True
    return any(_circles(rows[code], rows, (*above, row.code)) for code in row.rests_on)


def _of_form(form: StatisticForm, where: str) -> StatisticForm:
    """The rows of a form under codes that are unique in the job; inside the file they name each other without the
    form's number."""

    def whole(code: str) -> str:
        return code if not code or "/" in code else f"{form.number}/{code}"

    if not form.number:
        raise TemplateError("biểu mẫu không có số", where=f"{where} › [[form]]", accepted='number = "1"')
    rows = tuple(
        replace(
            row,
            code=whole(row.code),
            part=whole(row.part),
            whole=whole(row.whole),
            sum=tuple(map(whole, row.sum)),
            at_least=tuple(map(whole, row.at_least)),
            same_as=whole(row.same_as),
        )
        for row in form.indicators
    )
    return replace(form, indicators=rows)


def _with_leads(row: Indicator, leads: Mapping[str, tuple[str, ...]]) -> Indicator:
    if not leads:
        return row
    asked = tuple(dict.fromkeys(new for code in row.asked for new in leads.get(code, (code,))))
    lead = leads.get(row.lead, (row.lead,))
    return replace(row, asked=asked, lead=lead[0] if lead else "")


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A row in one agency's form; `whole`: the lead's own count of all, beside the sum."""

    indicator: Indicator
    whole: bool = False

    @property
    def code(self) -> str:
        return self.indicator.code + (LEAD if self.whole else "")


@dataclass(frozen=True, slots=True)
class AskedForm:
    """What one agency fills of one form, with the headings above its rows."""

    number: str
    title: str
    rows: tuple[AskedRow, ...] = field(default_factory=tuple)


def asked_of(statistics: Statistics, agency: Agency, registry: Registry | None = None) -> tuple[AskedForm, ...]:
    """What one agency fills, form by form; also what units ask that report through it."""
    below = registry.children(agency.code) if registry else ()
    senders = (agency, *(one for one in below if not one.expected or one.parent))
    made = ((part, tuple(_rows(part.indicators, agency, senders))) for part in statistics.parts)
    return tuple(AskedForm(part.number, part.title, rows) for part, rows in made if rows)


def _rows(indicators: tuple[Indicator, ...], agency: Agency, senders: Iterable[Agency]) -> Iterator[AskedRow]:
    own = {i.code for i in indicators if not i.heading and any(map(i.asks, senders))}
    led = {i.code for i in indicators if i.lead and i.lead == agency.code}
    kept = own | led
    for one in indicators:
        if one.heading and any(code.startswith(one.code + ".") for code in kept):
            yield AskedRow(one)
        if one.code in own:
            yield AskedRow(one)
        if one.code in led:
            yield AskedRow(one, whole=True)
