"""The blank returns of a job: one per expected agency, as `forms` writes them and the page hands them out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reporting.agencies import Agency, agency_named
from reporting.carried_job import carried_lines, form_sources, is_form
from reporting.compose.own_report import proposed_head
from reporting.compose.section import own_settings
from reporting.errors import CchcError, PlanError, RegistryError
from reporting.forms.build import NO_ANSWERS
from reporting.forms.form import Form
from reporting.forms.previous import previous_texts
from reporting.forms.texts import INVENTED
from reporting.inputs import Inputs, parse_inputs
from reporting.outputs import Tick
from reporting.period import Period
from reporting.sources import Sources, read_frame

_SHOWN = 5  # codes named in a message


def blank_forms(
    job: Path, codes: tuple[str, ...] = (), tick: Tick = lambda done, of: None
) -> tuple[Period, dict[str, bytes]]:
    """One blank return per expected agency (or those asked for by code or name), by file name. `job` may be a body's
    form: then those of the units below it."""
    from reporting.excel.form_writer import form_workbook

    sources, inputs = _below(job) if is_form(job) else _of_job(job)
    _stop_at_another_years_plan(inputs)
    forms = [_form(sources, inputs, agency) for agency in _agencies(inputs, codes)]
    files: dict[str, bytes] = {}
    for done, form in enumerate(forms, 1):
        files[form.file_name] = form_workbook(form)
        tick(done, len(forms))
    return inputs.period, files


def _of_job(job: Path) -> tuple[Sources, Inputs]:
    sources = read_frame(job)
    return sources, parse_inputs(sources)


def _below(form: Path) -> tuple[Sources, Inputs]:
    """The round that the body of the form holds among those below it, headed by that body."""
    sources = form_sources(form)
    inputs = parse_inputs(sources)
    body = agency_named(inputs.registry, sources.alone)
    head, _ = own_settings(inputs.job, inputs.registry, body)
    report = replace(inputs.job.report, issuing_body=head.issuing_body, place=head.place)
    job = replace(inputs.job, report=report, task=replace(inputs.job.task, agency=""))
    return sources, replace(inputs, job=job, campaign=inputs.campaign.below(body))


def _stop_at_another_years_plan(inputs: Inputs) -> None:
    """Forms of the wrong plan would come back from everybody; the check finds it too late."""
    for found in inputs.findings:
        if found.code == "plan-other-year":
            raise PlanError(found.wrong, where=found.location, accepted=found.accepted, action=found.action)


def _agencies(inputs: Inputs, codes: tuple[str, ...]) -> tuple[Agency, ...]:
    """All expected agencies, or those asked for by code or name."""
    expected = inputs.registry.expected(inputs.period.cutoff)
    if not expected:
        raise _nobody(inputs)
    if not codes:
        return expected
    chosen = []
    for code in codes:
        found = inputs.registry.agency(inputs.registry.find(code) or code)
        if found is None:
            known = ", ".join(agency.code for agency in expected)
            raise RegistryError(f"không có đơn vị “{code}” trong danh mục", where="--agency", accepted=known)
        chosen.append(found)
    return tuple(dict.fromkeys(chosen))


def _nobody(inputs: Inputs) -> CchcError:
    """Why there is no form to make, and which cell or key to change."""
    below = [a for a in inputs.registry.agencies if a.expected and a.parent]
    if below:
        shown = ", ".join(a.code for a in below[:_SHOWN]) + (", …" if len(below) > _SHOWN else "")
        return RegistryError(
            f"không có đơn vị nào để lập biểu: {len(below)} đơn vị ghi “Báo cáo” là “có” ({shown}) đều có “Đơn vị cấp "
            "trên”, tức là báo cáo qua đơn vị đó, mà đơn vị đó ghi “không”",
            where=inputs.job.inputs.registry,
            accepted='communes_report = "directly" trong [inputs] của job.toml, nếu các đơn vị này tự gửi biểu',
            action="Thêm khóa này, hoặc xóa ô “Đơn vị cấp trên”, hoặc ghi “có” cho đơn vị cấp trên.",
        )
    return RegistryError(
        f"không có đơn vị nào phải báo cáo {inputs.period.title}",
        where=inputs.job.inputs.registry,
        accepted="ít nhất một đơn vị ghi “Báo cáo” là “có” và còn hiệu lực vào ngày chốt số liệu",
        action="Xem các cột “Báo cáo”, “Hiệu lực từ”, “Hiệu lực đến” của danh mục đơn vị.",
    )


def _form(sources: Sources, inputs: Inputs, agency: Agency) -> Form:
    before = inputs.previous
    last = next((r for r in before.inherited if r.agency == agency.code), None) if before else None
    previous = previous_texts(last, inputs.plan) if last else NO_ANSWERS
    form = inputs.forms.made(agency, previous, INVENTED if inputs.job.task.invented else "")
    head = proposed_head(inputs.job, inputs.registry, agency)
    return replace(form, carried=carried_lines(sources, inputs, agency), own_report=head)
