"""The workspace, and a job's overview, settings, next period and history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reporting.errors import JobError
from reporting.job import Job, parse_job
from reporting.numbers import read_date
from reporting.period import parse_calendar
from reporting.store.files import template_data
from reporting.store.job_file import Setting, write_settings
from reporting.store.job_lock import writing
from reporting.web.views import desk, job_folder, page
from reporting.web.workspace import JobFolder, card


async def workspace(request: Request) -> Response:
    here = desk(request)
    return page(request, "khong_gian.html", cards=here.workspace.cards(), place=str(here.workspace.folder), folder=None)


async def set_name(request: Request) -> Response:
    form = await request.form()
    desk(request).ledger.set_name(str(form.get("name", "")).strip()[:100])
    return RedirectResponse("/", 303)


async def make_sample(request: Request) -> Response:
    """The sample's plan, registry and job, where the workspace does not have them yet."""
    from reporting.store.sample import copy_sample_into

    here = desk(request)
    copy_sample_into(here.workspace.folder)
    here.ledger.note("quy_1_2023", here.ledger.name(), "Tạo từ mẫu")
    return RedirectResponse("/", 303)


async def overview(request: Request) -> Response:
    from reporting.web.matrix import matrix_view

    folder = job_folder(request)
    job = folder.job()
    checked = folder.checked()
    return page(
        request,
        "tong_quan.html",
        folder=folder,
        tab="",
        card=card(folder),
        job=job,
        period=folder.period(job),
        checked=checked,
        matrix=matrix_view(folder, job, checked) if checked else None,
        run=desk(request).ledger.last(folder.slug),
    )


async def run_check(request: Request) -> Response:
    folder = job_folder(request)
    here = desk(request)
    here.queue.put(folder.slug, "check", here.ledger.name())
    return RedirectResponse(f"/viec/{folder.slug}", 303)


async def progress(request: Request) -> Response:
    """The bar of the newest run, asked for again and again while it is open."""
    folder = job_folder(request)
    run = desk(request).ledger.last(folder.slug)
    answer = page(request, "tien_do.html", folder=folder, run=run)
    if run and not run.open and request.query_params.get("dang") == "1":
        answer.headers["hx-trigger"] = "xong"
    return answer


async def history(request: Request) -> Response:
    folder = job_folder(request)
    return page(request, "lich_su.html", folder=folder, tab="lich-su", events=desk(request).ledger.history(folder.slug))


# ── settings ─────────────────────────────────────────────────────────────────────────────────────

# (table, key, what the form calls it, kind); what is not here is edited in job.toml itself.
FIELDS = (
    ("job", "as_of", "Ngày chốt số liệu của công việc (“hôm nay”)", "day"),
    ("job", "deadline", "Hạn các đơn vị gửi báo cáo (để trống: theo lịch báo cáo)", "day"),
    ("inputs", "plan", "Tệp kế hoạch", "text"),
    ("inputs", "registry", "Danh mục đơn vị", "text"),
    ("report", "issuing_body", "Cơ quan ban hành", "text"),
    ("report", "superior", "Cơ quan chủ quản (để trống: không in)", "text"),
    ("report", "place", "Địa danh", "text"),
    ("report", "symbol", "Ký hiệu văn bản", "text"),
    ("report", "number", "Số văn bản (khi đã cấp)", "text"),
    ("report", "issued", "Ngày ban hành (khi đã cấp số)", "day"),
    ("report", "outline", "Đề cương", "text"),
    ("report", "annexes", "Phụ lục (I, II, III, IV, V)", "list"),
    ("report", "addressees", "Kính gửi (mỗi dòng một nơi)", "lines"),
    ("report", "recipients", "Nơi nhận (mỗi dòng một nơi)", "lines"),
    ("signing", "lines", "Quyền hạn, chức vụ người ký (mỗi dòng một dòng)", "lines"),
    ("signing", "name", "Họ tên người ký", "text"),
    ("reminder", "issuing_body", "Cơ quan đôn đốc", "text"),
    ("reminder", "symbol", "Ký hiệu công văn đôn đốc", "text"),
    ("reminder", "signing", "Người ký công văn đôn đốc: quyền hạn, chức vụ", "lines"),
    ("reminder", "signer", "Người ký công văn đôn đốc: họ tên", "text"),
    ("reminder", "until", "Hạn gửi lại", "day"),
)


async def settings(request: Request) -> Response:
    folder = job_folder(request)
    return _settings_page(request, folder, _shown(folder.job()))


async def save_settings(request: Request) -> Response:
    folder = job_folder(request)
    form = await request.form()
    given = {f"{table}.{key}": str(form.get(f"{table}.{key}", "")) for table, key, _, _ in FIELDS}
    try:
        wanted = _wanted(folder.job(), given)
        _try_out(folder, wanted)
    except JobError as problem:
        return _settings_page(request, folder, given, problem.message)
    with writing(folder.path):
        write_settings(folder.file, wanted)
    here = desk(request)
    if wanted:
        changed = ", ".join(f"{table}.{key}" for table, key in wanted)
        here.ledger.note(folder.slug, here.ledger.name(), "Sửa thiết lập", changed)
    return RedirectResponse(f"/viec/{folder.slug}/cai-dat?da-luu=1", 303)


def _settings_page(request: Request, folder: JobFolder, shown: Mapping[str, str], said: str = "") -> Response:
    return page(
        request,
        "cai_dat.html",
        409 if said else 200,
        folder=folder,
        tab="cai-dat",
        fields=FIELDS,
        shown=shown,
        said=said,
        saved=request.query_params.get("da-luu") == "1",
    )


def _shown(job: Job) -> dict[str, str]:
    return {f"{table}.{key}": _text(_value(job, table, key)) for table, key, _, _ in FIELDS}


def _value(job: Job, table: str, key: str) -> Any:
    return getattr(getattr(job, {"job": "task"}.get(table, table)), key)


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, date):
        return "" if value == date.min else value.strftime("%d/%m/%Y")
    return str(value)


def _wanted(job: Job, given: Mapping[str, str]) -> dict[tuple[str, str], Setting]:
    """Only what differs from what job.toml says now, so that nothing else in the file is touched."""
    wanted: dict[tuple[str, str], Setting] = {}
    for table, key, title, kind in FIELDS:
        setting = _setting(given[f"{table}.{key}"].replace("\r", "").strip(), kind, title)
        now = _value(job, table, key)
        if setting != (None if now in ("", (), date.min) else now):
            wanted[(table, key)] = setting
    return wanted


def _setting(text: str, kind: str, title: str) -> Setting:
    if not text:
        return None
    if kind == "day":
        day = read_date(text).day
        if day is None:
            raise JobError(f"ngày “{text}” không đọc được", where=title, accepted="ngày/tháng/năm, ví dụ 17/03/2023")
        return day
    if kind == "list":
        return tuple(part.strip() for part in text.replace("\n", ",").split(",") if part.strip())
    return tuple(line.strip() for line in text.split("\n") if line.strip()) if kind == "lines" else text


def _try_out(folder: JobFolder, wanted: Mapping[tuple[str, str], Setting]) -> None:
    """Read job.toml as it would be: what cannot be used is never written."""
    import tomllib

    from reporting.store.job_file import edited

    job = parse_job(tomllib.loads(edited(folder.file.read_text("utf-8-sig"), wanted)), folder.file.name)
    folder.period(job)
    for name, title in ((job.inputs.plan, "Tệp kế hoạch"), (job.inputs.registry, "Danh mục đơn vị")):
        if not (folder.path / name).is_file():
            raise JobError(
                f"không có tệp “{name}”", where=title, accepted="tên tệp tính từ thư mục của kỳ, ../plan.xlsx"
            )


# ── next period ──────────────────────────────────────────────────────────────────────────────────


async def next_form(request: Request) -> Response:
    folder = job_folder(request)
    job = folder.job()
    data, name = template_data("calendars", job.inputs.calendar, folder.path)
    calendar = parse_calendar(data, name)
    now = folder.period(job)
    years = (job.task.year, job.task.year + 1)
    later = [p for year in years for rule in calendar.rules if (p := rule.of(year)).cutoff > now.cutoff]
    return page(request, "ky_moi.html", folder=folder, periods=later, notes=None, opened=None)


async def open_next_period(request: Request) -> Response:
    from reporting.next_period import open_next

    folder = job_folder(request)
    form = await request.form()
    code, _, year = str(form.get("period", "")).partition("-")
    opened = open_next(Path(folder.file), code, int(year) if year.isdecimal() else None)
    here = desk(request)
    slug = opened.job.parent.name
    here.ledger.note(slug, here.ledger.name(), "Mở kỳ mới", f"từ {folder.slug}")
    return page(request, "ky_moi.html", folder=folder, periods=[], notes=opened.notes, opened=slug)
