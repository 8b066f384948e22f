"""Step 2, parse: what was read → what it means. Pure: grids and data in, values and findings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from reporting.agencies import Registry
from reporting.checks import Thresholds, parse_thresholds
from reporting.chosen_values import decision_on
from reporting.compiler_sheet import NO_SHEET, CompilerSheet
from reporting.completeness import Decision
from reporting.compose.outline import Outline, parse_outline, topics_of, with_leads
from reporting.compose.sentences import sentences_are_known
from reporting.errors import JobError, PlanError
from reporting.findings import Finding, errors_of, finding
from reporting.forms.build import Forms
from reporting.forms.statistics import ASKED_OF_ALL, NO_STATISTICS, Statistics, parse_statistics
from reporting.job import Job, Task
from reporting.location import Location
from reporting.obligations import Campaign, InCampaign
from reporting.parse.compiler_sheet import copied_from, parse_compiler, with_sheet_here
from reporting.parse.decisions import DecisionRow, parse_decisions, with_rows_here
from reporting.parse.folder import SUPERSEDED, FileFate, fates, settle
from reporting.parse.last_period import comparable_plan, comparable_returns, inherited
from reporting.parse.leftovers import Before, leftovers, other_periods_in
from reporting.parse.plan_workbook import parse_plan
from reporting.parse.register import parse_register, possible_days, with_received
from reporting.parse.registry_workbook import parse_registry
from reporting.parse.returns import parse_all
from reporting.period import Period, parse_calendar, parse_days_off
from reporting.profile import Profile, parse_profile
from reporting.returns import Return
from reporting.sources import Data, Sources
from reporting.store.files import JOB_FILE


@dataclass(frozen=True, slots=True)
class Inputs(InCampaign):
    """A job, understood. `returns` are those that count; `findings` all that reading and parsing
    noticed; `previous` is last period's job, without its own previous one: there `inherited` are the returns as
    today's agencies would have sent them; `files`: what became of each file of the returns folder;
    `filled_here` names what was filled in the output folder and counts."""

    job: Job
    campaign: Campaign
    outline: Outline
    profile: Profile
    thresholds: Thresholds
    returns: tuple[Return, ...] = ()
    decision_rows: tuple[DecisionRow, ...] = ()
    compiler: CompilerSheet = NO_SHEET
    statistics: Statistics = NO_STATISTICS
    findings: tuple[Finding, ...] = ()
    filled_here: tuple[str, ...] = ()
    previous: Inputs | None = None
    inherited: tuple[Return, ...] = ()
    files: tuple[FileFate, ...] = ()

    @property
    def forms(self) -> Forms:
        """The forms of this job's agencies, as they are made and as they are read."""
        return Forms(self.campaign, self.statistics, topics_of(self.outline, self.plan, self.period))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return tuple(row.decision for row in self.decision_rows if row.filled)


def parse_inputs(sources: Sources) -> Inputs:
    """Everything the job named, as values. A plan or registry that cannot be used raises."""
    inputs, findings = _frame(sources)
    if sources.previous:
        previous, about_previous = _last_period(parse_inputs(sources.previous), inputs)
        inputs, findings = replace(inputs, previous=previous), (*findings, *about_previous)
    findings += tuple(_left_over(sources, inputs))
    decisions, about_decisions = parse_decisions(sources.decisions) if sources.decisions else ((), ())
    decided_here: tuple[str, ...] = ()
    written_here: tuple[str, ...] = ()
    if sources.decisions_here:
        decisions, decided_here = with_rows_here(decisions, sources.decisions_here)
    decided = tuple(row.decision for row in decisions if row.filled)
    returns, about_returns = _returns(sources, inputs, decided)
    compiler, about_compiler = _compiler(sources, inputs)
    if sources.compiler_here:
        compiler, about_here, written_here = with_sheet_here(compiler, sources.compiler_here, inputs.outline)
        about_compiler = (*about_compiler, *about_here)
    return replace(
        inputs,
        returns=returns,
        decision_rows=decisions,
        compiler=compiler,
        filled_here=(*decided_here, *written_here),
        findings=(*sources.findings, *findings, *about_returns, *about_decisions, *about_compiler),
        files=fates(sources.received, sources.litter, returns, (*sources.findings, *about_returns)),
    )


def _last_period(before: Inputs, now: Inputs) -> tuple[Inputs, tuple[Finding, ...]]:
    """Last period as far as it can be compared, and what of it cannot."""
    where = Location(JOB_FILE, "[inputs] previous")
    if before.job.task.invented and not now.job.task.invented:
        # made-up figures must not stand beside real ones, let alone be added to them
        raise JobError(
            "kỳ trước là công việc mẫu, số liệu minh họa (invented = true), không đối chiếu được với số liệu thật",
            where=where,
            accepted="job.toml của kỳ trước có số liệu thật",
            action="Sửa khóa previous trong [inputs], hoặc bỏ đi nếu không có kỳ trước.",
        )
    if before.period.cutoff >= now.period.cutoff:
        raise JobError(
            f"kỳ trước là {before.period.title}, không trước {now.period.title}",
            where=where,
            accepted="job.toml của một kỳ trước kỳ này",
            action="Sửa khóa previous trong [inputs], hoặc bỏ đi nếu không có kỳ trước.",
        )
    before, about_heirs = _inherited(before, now)
    plan = comparable_plan(before.plan, now.plan)
    if plan == before.plan:
        return before, about_heirs
    said = {"period": before.period.title, "plan": before.plan.id, "expected": now.plan.id}
    count = len(before.plan.items) - sum(item in before.plan.items for item in plan.items)
    about = finding("previous-other-plan", where, subject=before.plan.id, count=count, **said)
    campaign = Campaign(plan, before.registry, before.period)
    returns, inherited_ones = (comparable_returns(r, plan) for r in (before.returns, before.inherited))
    return replace(before, campaign=campaign, returns=returns, inherited=inherited_ones), (*about_heirs, about)


def _inherited(before: Inputs, now: Inputs) -> tuple[Inputs, tuple[Finding, ...]]:
    registry = Location(now.job.inputs.registry)
    returns, findings = inherited(before.campaign, before.returns, now.registry, now.period.cutoff, registry)
    return replace(before, inherited=returns), findings


def _frame(sources: Sources) -> tuple[Inputs, tuple[Finding, ...]]:
    """What the returns are held against: registry, plan, period and settings."""
    job = sources.job
    registry = _registry(sources)
    plan, findings = parse_plan(sources.plan, registry)
    _stop_at_errors(findings)
    inputs = Inputs(
        job=job,
        campaign=Campaign(plan, registry, period_of(job.task, sources.calendar, sources.holidays)),
        outline=with_leads(parse_outline(sources.outline.values, sources.outline.name), job.inputs.leads),
        profile=parse_profile(sources.profile.values, sources.profile.name),
        thresholds=parse_thresholds(sources.thresholds.values, sources.thresholds.name),
        statistics=_statistics(sources),
    )
    if not sources.alone:  # a form carries a few of the agencies only
        _leads_exist(inputs)
    sentences_are_known(inputs.outline, inputs.statistics, sources.outline.name)
    return inputs, findings


def _statistics(sources: Sources) -> Statistics:
    found = sources.statistics
    return parse_statistics(found.values, found.name, sources.job.inputs.leads) if found else NO_STATISTICS


def _leads_exist(inputs: Inputs) -> None:
    """Whom outline and statistics forms ask must be somebody: JobError with the codes that nobody bears."""
    registry = inputs.registry
    known = {"", ASKED_OF_ALL, *(a.code for a in registry.agencies), *(g.code for g in registry.groups)}
    known |= {level.id for level in registry.levels}
    asked = [code for row in inputs.statistics.indicators for code in (*row.asked, row.lead, row.bodies)]
    unknown = sorted({*asked, *(section.lead for section in inputs.outline.sections)} - known)
    if unknown:
        raise JobError(
            f"biểu mẫu thống kê hoặc bố cục giao việc cho đơn vị không có trong danh mục: {', '.join(unknown)}",
            where=Location(JOB_FILE, "[inputs] leads"),
            accepted="mã đơn vị, mã nhóm hoặc cấp trong danh mục đơn vị",
            action=f'Khai trong [inputs]: leads = {{ {unknown[0]} = ["mã đơn vị của tỉnh"] }}.',
        )


def _left_over(sources: Sources, inputs: Inputs) -> Iterator[Finding]:
    """What job.toml says of another period, or still as the sample."""
    before = Before(inputs.previous.job, inputs.previous.period) if inputs.previous else None
    return leftovers(inputs.job, inputs.plan, inputs.period, _periods(sources), before, sources.sample)


def _periods(sources: Sources) -> tuple[Period, ...]:
    """The year's periods, as the calendar has them."""
    calendar = parse_calendar(sources.calendar.values, sources.calendar.name)
    return tuple(rule.of(sources.job.task.year) for rule in calendar.rules)


def period_of(task: Task, calendar: Data, holidays: Data) -> Period:
    """The period of a job, its deadlines on working days, with the job's own where it has one."""
    days_off = parse_days_off(holidays.values, holidays.name)
    period = parse_calendar(calendar.values, calendar.name).period(task.period, task.year, days_off)
    return period.with_deadline(task.deadline, days_off) if task.deadline != date.min else period


def _registry(sources: Sources) -> Registry:
    registry = parse_registry(sources.registry)
    if sources.job.inputs.communes_report == "directly":
        return replace(
            registry,
            agencies=tuple(replace(a, parent="", expected=a.expected or bool(a.parent)) for a in registry.agencies),
        )
    return registry


def _compiler(sources: Sources, inputs: Inputs) -> tuple[CompilerSheet, tuple[Finding, ...]]:
    if sources.compiler is None:
        return NO_SHEET, ()
    sheet, findings = parse_compiler(sources.compiler, inputs.outline)
    before = inputs.previous.compiler if inputs.previous else NO_SHEET
    titles = {key.key: key.title for key in inputs.outline.keys}
    elsewhere = other_periods_in(sheet, titles, inputs.period, _periods(sources))
    return sheet, (*findings, *copied_from(before, sheet, inputs.outline.keys), *elsewhere)


def _stop_at_errors(findings: tuple[Finding, ...]) -> None:
    """A plan with an error in it cannot be the yardstick: say all of them at once and stop."""
    errors = errors_of(findings)
    if errors:
        rest = "\n".join(found.message() for found in errors[1:])
        raise PlanError(
            f"{errors[0].wrong}{chr(10) + rest if rest else ''}",
            where=errors[0].location,
            accepted=errors[0].accepted,
            action=errors[0].action,
        )


def _returns(
    sources: Sources, inputs: Inputs, decisions: tuple[Decision, ...]
) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """Every return of the folder parsed, the received dates of the register added, one kept per agency.

    Of a file that a later send (or an equal copy) took the place of nothing is asked any more: what was
    wrong in it has been mended, or is found again in the one that counts. What was decided about it stays.
    """
    registry, period = inputs.registry, inputs.period
    before = {one.agency: one for one in inputs.previous.inherited} if inputs.previous else {}
    forms = inputs.forms
    read: list[Return] = []
    findings: list[Finding] = []
    for parsed, found in parse_all(forms, sources.returns, before):
        findings += found
        read += [parsed] if parsed else []
    register, about_register = parse_register(sources.register, registry) if sources.register else (None, ())
    as_of = inputs.job.task.as_of
    received, about_lines = with_received(read, register, _files_of(sources), as_of)
    dated, about_days = possible_days(received, registry, period, as_of)
    about_register += about_lines
    kept, about_folder = settle(dated, inputs.campaign, decisions, _doubtful(findings, decisions, period))
    superseded = {found.location.file for found in about_folder if found.code in SUPERSEDED}
    still = (
        found
        for found in (*findings, *about_days)
        if found.location.file not in superseded or decision_on(found, decisions, period.id)
    )
    return kept, (*still, *about_register, *about_folder)


def _doubtful(findings: Iterable[Finding], decisions: tuple[Decision, ...], period: Period) -> frozenset[str]:
    """Forms that another agency seems to have filled, as long as no officer has said whose they are."""
    found = (f for f in findings if f.code == "return-name-conflict")
    return frozenset(f.location.file for f in found if not decision_on(f, decisions, period.id))


def _files_of(sources: Sources) -> Iterator[str]:
    """The names of all files in the returns folder, read or not."""
    folder = sources.job.inputs.returns.strip("/")
    return (name for name in sources.hashes if folder in ("", ".") or name.startswith(f"{folder}/"))
