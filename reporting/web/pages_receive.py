"""Forms out, returns in."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reporting.errors import JobError
from reporting.numbers import read_date
from reporting.web.downloads import download, zipped
from reporting.web.uploads import MOST_BYTES, MOST_FILES
from reporting.web.views import NotFoundError, desk, job_folder, page
from reporting.web.work import incoming
from reporting.web.workspace import JobFolder, Workspace


async def receive(request: Request) -> Response:
    folder = job_folder(request)
    job = folder.job()
    ledger = desk(request).ledger
    batch = ledger.last(folder.slug, "receive")
    return page(
        request,
        "nhan.html",
        folder=folder,
        tab="nhan",
        job=job,
        run=ledger.last(folder.slug),
        batch=batch,
        checked=folder.checked(),
        lines=await run_in_threadpool(_lines, folder),
    )


def _lines(folder: JobFolder) -> object:
    from reporting.web.received import received_files

    return received_files(folder, folder.job(), folder.checked())


async def take(request: Request) -> Response:
    """Uploads go into a folder of their own; the worker puts them in their place and checks."""
    folder = job_folder(request)
    here = desk(request)
    async with request.form(max_files=MOST_FILES, max_part_size=MOST_BYTES) as form:
        day = read_date(str(form.get("day", ""))).day or folder.job().task.as_of
        batch, names = await kept_uploads(form, here.workspace, "Nhận báo cáo")
    here.queue.put(folder.slug, "receive", here.ledger.name(), batch=str(batch), names=names, day=day.isoformat())
    if request.headers.get("hx-request"):
        return page(request, "tien_do.html", folder=folder, run=here.ledger.last(folder.slug))
    return RedirectResponse(f"/viec/{folder.slug}/nhan", 303)


async def take_signed(request: Request) -> Response:
    """PDFs that came back signed: the worker looks at them; they go nowhere else."""
    return await _come_back(request, "verify", "Kiểm tra tệp PDF")


async def take_edited(request: Request) -> Response:
    """The report's Word file as somebody edited it: the worker takes the words; the file goes nowhere else."""
    return await _come_back(request, "absorb", "Lấy chỗ sửa trong Word")


async def _come_back(request: Request, kind: str, where: str) -> Response:
    folder = job_folder(request)
    here = desk(request)
    async with request.form(max_files=MOST_FILES, max_part_size=MOST_BYTES) as form:
        batch, names = await kept_uploads(form, here.workspace, where)
    here.queue.put(folder.slug, kind, here.ledger.name(), batch=str(batch), names=names)
    return RedirectResponse(f"/viec/{folder.slug}/lap", 303)


async def kept_uploads(form: FormData, workspace: Workspace, where: str) -> tuple[Path, list[str]]:
    """The files of a form, 0, 1, 2 … in a folder of their own, and the names they came with."""
    uploads = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    if not uploads:
        raise JobError("chưa chọn tệp nào", where=where)
    batch = incoming(workspace) / uuid.uuid4().hex
    batch.mkdir()
    for number, upload in enumerate(uploads):
        if (upload.size or 0) > MOST_BYTES:
            shutil.rmtree(batch)
            raise JobError(f"tệp “{upload.filename}” quá lớn", where=where, accepted="đến 64 MB một tệp")
        with (batch / str(number)).open("wb") as out:
            await run_in_threadpool(shutil.copyfileobj, upload.file, out)
    return batch, [str(one.filename) for one in uploads]


async def set_aside(request: Request) -> Response:
    """A file out of the returns folder, into `khong_dung` beside it: nothing is ever deleted."""
    from reporting.store.job_lock import writing
    from reporting.web.received import set_aside as aside

    folder = job_folder(request)
    here = desk(request)
    name = str((await request.form()).get("file", ""))
    with writing(folder.path):
        moved = aside(folder, folder.job(), name)
    if moved is None:
        raise NotFoundError("Không có tệp này trong thư mục báo cáo nhận.")
    here.ledger.note(folder.slug, here.ledger.name(), "Để riêng, không dùng", moved)
    here.queue.put(folder.slug, "check", here.ledger.name())
    return RedirectResponse(f"/viec/{folder.slug}/nhan", 303)


# ── forms ────────────────────────────────────────────────────────────────────────────────────────


async def forms_zip(request: Request) -> Response:
    folder = job_folder(request)
    here = desk(request)
    data = await run_in_threadpool(lambda: zipped(_forms(folder, ()).items()))
    here.ledger.note(folder.slug, here.ledger.name(), "Tải toàn bộ biểu mẫu")
    return download(data, f"bieu_mau_{folder.slug}.zip")


async def one_form(request: Request) -> Response:
    folder = job_folder(request)
    files = await run_in_threadpool(_forms, folder, (request.path_params["agency"],))
    name, data = next(iter(files.items()))
    return download(data, name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def _forms(folder: JobFolder, codes: tuple[str, ...]) -> dict[str, bytes]:
    from reporting.blank_forms import blank_forms

    return blank_forms(folder.file, codes)[1]
