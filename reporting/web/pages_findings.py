"""Findings: filtered, each on its very cell, decided in place."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reporting.errors import JobError
from reporting.listings.check_matrix import columns
from reporting.web.matrix import SEVERITIES, Filter, filtered, plan_of
from reporting.web.views import NotFoundError, desk, job_folder, page
from reporting.web.workspace import JobFolder

_SHOWN = 200
_AROUND = 4  # rows above and below the cell


async def findings(request: Request) -> Response:
    folder = job_folder(request)
    checked = folder.checked()
    asked = request.query_params
    wanted = Filter(*(asked.get(name, "") for name in ("agency", "part", "severity", "kind", "words")))
    if checked is None:
        return page(request, "phat_hien.html", folder=folder, tab="phat-hien", checked=None, run=_run(request, folder))
    plan = plan_of(folder, folder.job())
    found = filtered(checked, plan, wanted)
    return page(
        request,
        "phat_hien.html",
        folder=folder,
        tab="phat-hien",
        checked=checked,
        run=_run(request, folder),
        found=found[:_SHOWN],
        count=len(found),
        wanted=wanted,
        severities=SEVERITIES,
        parts=columns(plan),
        kinds=sorted({(f["finding"], f["title"]) for f in checked["findings"]}, key=lambda pair: pair[1]),
        today=date.today().strftime("%d/%m/%Y"),
    )


def _run(request: Request, folder: JobFolder) -> Any:
    return desk(request).ledger.last(folder.slug)


async def cell_picture(request: Request) -> Response:
    """The cell of a finding among its neighbours, as its sheet shows them."""
    folder = job_folder(request)
    asked = {name: request.query_params.get(name, "") for name in ("file", "sheet", "cell")}
    view = await run_in_threadpool(_picture, folder, asked)
    return page(request, "o.html", folder=folder, view=view, place=" › ".join(filter(None, asked.values())))


def _picture(folder: JobFolder, asked: dict[str, str]) -> Any:
    from reporting.web.cell_picture import picture

    return picture(folder.path, folder.job(), asked["file"], asked["sheet"], asked["cell"], _AROUND)


async def decide(request: Request) -> Response:
    """One decision into quyet_dinh.xlsx, then the check again."""
    folder = job_folder(request)
    form = {name: str(value).strip() for name, value in (await request.form()).items()}
    checked = folder.checked()
    found = next((f for f in (checked or {}).get("findings", ()) if f["key"] == form.get("key")), None)
    if found is None:
        raise NotFoundError("Phát hiện này không còn; tải lại trang.")
    here = desk(request)
    who = form.get("who", "") or here.ledger.name()
    await run_in_threadpool(_write, folder, found, form, who)
    said = f"{found['title']} ({found['name']}): {form.get('value') or 'chấp nhận'}; {form.get('why', '')}"
    here.ledger.note(folder.slug, who, "Quyết định", said)
    here.queue.put(folder.slug, "check", here.ledger.name())
    if request.headers.get("hx-request"):
        return page(request, "da_ghi.html", folder=folder, run=_run(request, folder))
    return RedirectResponse(f"/viec/{folder.slug}/phat-hien", 303)


def _write(folder: JobFolder, found: Any, form: dict[str, str], who: str) -> None:
    from reporting.excel.decisions_workbook import decision_row, with_decision
    from reporting.excel.needed import read_needed
    from reporting.numbers import read_date
    from reporting.sources import DECISIONS_NAME
    from reporting.store.files import replace_file
    from reporting.store.job_lock import must_be_closed, writing

    day = read_date(form.get("day", "")).day
    missing = [
        title for title, there in (("người quyết định", who), ("ngày", day), ("lý do", form.get("why"))) if not there
    ]
    if missing or not (form.get("accepted") or form.get("value")):
        wanted = ", ".join(missing) or "chấp nhận, hoặc giá trị được chọn"
        raise JobError(f"quyết định chưa đủ: thiếu {wanted}", where="Quyết định")
    job = folder.job()
    path = folder.path / job.inputs.decisions
    with writing(folder.path):
        must_be_closed(path)
        written = folder.output / DECISIONS_NAME
        row = decision_row(read_needed(written, DECISIONS_NAME, JobError), found["key"])
        if row is None or day is None:
            raise JobError("phát hiện này không có dòng trong bảng quyết định; hãy kiểm tra lại", where=DECISIONS_NAME)
        base = path if path.is_file() else written
        answers = {"accepted": "Có" if form.get("accepted") else "", "value": form.get("value", "")}
        answers |= {"who": who, "why": form.get("why", "")}
        replace_file(path, with_decision(base.read_bytes(), path.name, row, answers, day))
