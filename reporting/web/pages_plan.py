"""A plan's own document in, its items looked through beside their sentences, plan.xlsx out."""

from __future__ import annotations

import shutil

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reporting.web import plan_draft
from reporting.web.pages_receive import kept_uploads
from reporting.web.uploads import MOST_BYTES, safe_name
from reporting.web.views import NotFoundError, desk, page

_HERE = "/ke-hoach"


async def plan(request: Request) -> Response:
    draft = await run_in_threadpool(plan_draft.draft_of, desk(request).workspace)
    show = request.query_params.get("xem", "")
    return page(
        request, "ke_hoach.html", folder=None, draft=draft, roles=plan_draft.ROLES, choices=plan_draft.CHOICES, show=show,
        saved=request.query_params.getlist("da_luu"),
    )  # fmt: skip


async def take_plan(request: Request) -> Response:
    """One document; it is read apart, and stays with its draft only."""
    here = desk(request)
    async with request.form(max_files=1, max_part_size=MOST_BYTES) as form:
        batch, (given, *_) = await kept_uploads(form, here.workspace, "Nhập kế hoạch")
    document = batch / safe_name(given)
    (batch / "0").rename(document)
    try:
        await run_in_threadpool(plan_draft.read_in, here.workspace, document, document.name)
    finally:
        shutil.rmtree(batch, ignore_errors=True)
    here.ledger.note("", here.ledger.name(), "Nhập kế hoạch", document.name)
    return RedirectResponse(_HERE, 303)


async def answer_questions(request: Request) -> Response:
    """Answers that settle several items at once."""
    given = {key: str(value) for key, value in (await request.form()).items()}
    here = desk(request)
    if await run_in_threadpool(plan_draft.draft_of, here.workspace) is None:
        raise NotFoundError("Không có kế hoạch nào đang nhập.")
    await run_in_threadpool(plan_draft.answer, here.workspace, given)
    here.ledger.note("", here.ledger.name(), "Trả lời câu hỏi của kế hoạch", "")
    return RedirectResponse(f"{_HERE}#cau-hoi", 303)


async def correct_item(request: Request) -> Response:
    form = {key: str(value) for key, value in (await request.form()).items()}
    code = form.get("code", "")
    here = desk(request)
    await run_in_threadpool(plan_draft.correct, here.workspace, code, form, "confirm" in form)
    if not request.headers.get("hx-request"):
        return RedirectResponse(f"{_HERE}#{code}", 303)
    draft = await run_in_threadpool(plan_draft.draft_of, here.workspace)
    if draft is None:
        raise NotFoundError("Không có kế hoạch nào đang nhập.")
    item = next(one for one in draft.items if one.code == code)
    return page(
        request, "ke_hoach_muc.html", folder=None, item=item, roles=plan_draft.ROLES, choices=plan_draft.CHOICES, saved=True
    )  # fmt: skip


async def keep_plan(request: Request) -> Response:
    here = desk(request)
    if await run_in_threadpool(plan_draft.draft_of, here.workspace) is None:
        raise NotFoundError("Không có kế hoạch nào đang nhập.")
    names = await run_in_threadpool(plan_draft.keep, here.workspace)
    here.ledger.note("", here.ledger.name(), "Lưu kế hoạch đã nhập", ", ".join(names))
    return RedirectResponse(_HERE + "?" + "&".join(f"da_luu={name}" for name in names), 303)
