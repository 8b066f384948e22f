"""What a job still says of another period, of another year or of the sample: it would go out in the final report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from reporting.compiler_sheet import CompilerSheet
from reporting.findings import Finding, finding
from reporting.job import Job
from reporting.location import Location
from reporting.numbers import format_date
from reporting.period import Period
from reporting.plan import Plan

JOB = "job.toml"
_COMPARES = re.compile(r"so với|so sánh|cùng kỳ|kỳ trước|kể từ|\bhơn\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.;\n]+")
_ALSO = {"I": "(?:I|1)", "II": "(?:II|2)", "III": "(?:III|3)", "6": "(?:0?6|sáu)", "9": "(?:0?9|chín)"}
_PLACEHOLDER = re.compile(r"(?:\w{1,20}\s{1,9}){1,8}[A-ZĐ]\.?")  # Nguyễn Văn A


@dataclass(frozen=True, slots=True)
class Before:
    """Last period's job, as far as something of it may have been left."""

    job: Job
    period: Period


def leftovers(
    job: Job, plan: Plan, period: Period, others: Iterable[Period], before: Before | None, sample: Job
) -> Iterator[Finding]:
    """`others`: the calendar's periods of the year, this one among them; `sample`: the job that `cchc init` copies."""
    periods = tuple(others)
    if plan.year != job.task.year:
        where = Location(JOB, "[inputs] plan")
        yield finding("plan-other-year", where, plan=plan.id, plan_year=plan.year, year=job.task.year)
    yield from _number_and_day(job, period, before)
    yield from _texts(job, period, periods)
    if before is None and periods and period.code != periods[0].code:
        yield finding("previous-missing", Location(JOB, "[inputs]"), period=period.title)
    if not job.task.invented:
        yield from _of_the_sample(job, sample)


def _number_and_day(job: Job, period: Period, before: Before | None) -> Iterator[Finding]:
    number, issued = job.report.number, job.report.issued
    last = before.job.report if before else None
    why = ""
    if date.min < issued <= period.cutoff:
        why = f"không sau ngày chốt số liệu {format_date(period.cutoff)}"
    elif last and date.min < issued <= last.issued:
        why = f"không sau ngày ban hành của kỳ trước ({format_date(last.issued)})"
    if why:
        yield finding("issued-early", Location(JOB, "[report] issued"), issued=format_date(issued), why=why)
    if before and last and number and number == last.number and before.period.year == period.year:
        yield finding("number-reused", Location(JOB, "[report] number"), number=number, period=before.period.title)
    elif number and issued == date.min:
        yield finding("number-without-day", Location(JOB, "[report] number"), number=number)


# --- periods named in words -----------------------------------------------------------------------


def _texts(job: Job, period: Period, periods: tuple[Period, ...]) -> Iterator[Finding]:
    report = job.report
    for key, text in (("subject", report.subject), ("introduction", report.introduction), ("closing", report.closing)):
        said = _other_period(text, period, periods)
        if said:
            shown = {"key": f"[report] {key}", "said": said, "period": period.title}
            yield finding("text-other-period", Location(JOB, f"[report] {key}"), subject=key, **shown)


def other_periods_in(
    sheet: CompilerSheet, titles: dict[str, str], period: Period, periods: tuple[Period, ...]
) -> Iterator[Finding]:
    """Texts of the compiling officer that name an earlier period of the year without comparing with it."""
    parts = [(t.key, titles.get(t.key, t.key), t.text, t.location) for t in sheet.texts]
    parts += [(r.block, r.block, r.text, r.location) for r in sheet.replacements]
    for key, title, text, where in parts:
        said = _other_period(text, period, periods)
        if said:
            shown = {"title": title, "said": said, "period": period.title}
            yield finding("compiler-other-period", where, subject=key, **shown)


def _other_period(text: str, period: Period, periods: tuple[Period, ...]) -> str:
    """An earlier period of the calendar, or this one of another year, named in a sentence that compares nothing."""
    for sentence in _SENTENCE.findall(text):
        if _COMPARES.search(sentence):
            continue
        for other in periods:
            for found in _named(other, sentence):
                year = int(found["year"] or period.year)
                earlier = other.cutoff < period.cutoff and other.code != period.code
                if year != period.year and other.code == period.code or earlier and year <= period.year:
                    return " ".join(found[0].split())
    return ""


def _named(period: Period, sentence: str) -> Iterator[re.Match[str]]:
    """`Quý I`, `6 tháng đầu năm 2023`; "năm 2023" alone is no name of a period: every plan bears one."""
    if period.name.casefold() == "năm":
        return iter(())
    name = r"\s+".join(_ALSO.get(word, re.escape(word)) for word in period.name.split())
    year = r"(?:(?:\s+năm)?\s*[/\s]\s*(?P<year>20\d\d))?"
    return re.finditer(rf"(?<!\w){name}(?!\w){year}", sentence, re.IGNORECASE)


# --- what the sample says -------------------------------------------------------------------------


def _of_the_sample(job: Job, sample: Job) -> Iterator[Finding]:
    for key, name in (("[signing] name", job.signing.name), ("[reminder] signer", job.reminder.signer)):
        if name and (name in (sample.signing.name, sample.reminder.signer) or _PLACEHOLDER.fullmatch(name)):
            yield finding("signer-sample", Location(JOB, key), subject=key, key=key, name=name)
    kept = [line for line in job.report.recipients if line.startswith("Lưu") and line in sample.report.recipients]
    symbol = job.reminder.symbol if job.reminder.symbol == sample.reminder.symbol else ""
    for key, name in (("[report] recipients", "; ".join(kept)), ("[reminder] symbol", symbol)):
        if name:
            yield finding("symbol-sample", Location(JOB, key), subject=key, key=key, name=name)
