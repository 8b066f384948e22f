"""Reminding, composing, building, and what lies in the output folder."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from reporting.outputs import COPIES_FOLDER, LETTERS_FOLDER
from reporting.store.manifest import NAME as MANIFEST
from reporting.web.downloads import download, zipped
from reporting.web.views import NotFoundError, desk, job_folder, page
from reporting.web.workspace import JobFolder

_INLINE = (".html", ".pdf", ".png")


# ── remind ───────────────────────────────────────────────────────────────────────────────────────


async def remind(request: Request) -> Response:
    folder = job_folder(request)
    checked = folder.checked()
    owing = [a for a in (checked or {}).get("agencies", ()) if not a["file"] or a["settled"] < a["owed"]]
    made = [name for name in _files(folder) if name.startswith((f"{LETTERS_FOLDER}/", f"{COPIES_FOLDER}/"))]
    last = desk(request).ledger.last(folder.slug, "remind")
    run = desk(request).ledger.last(folder.slug)
    return page(
        request,
        "don_doc.html",
        folder=folder,
        tab="don-doc",
        checked=checked,
        owing=owing,
        made=[name for name in made if not name.endswith(MANIFEST)],
        last=last,
        run=run,
    )


async def run_remind(request: Request) -> Response:
    folder = job_folder(request)
    here = desk(request)
    asked = [str(code) for code in (await request.form()).getlist("agency")]
    here.queue.put(folder.slug, "remind", here.ledger.name(), agencies=asked)
    return RedirectResponse(f"/viec/{folder.slug}/don-doc", 303)


# ── build ────────────────────────────────────────────────────────────────────────────────────────


async def build(request: Request) -> Response:
    folder = job_folder(request)
    here = desk(request)
    checked = folder.checked()
    blocking = [f for f in (checked or {}).get("findings", ()) if f["severity"] == "error" and not f["decided"]]
    built = folder.built()
    names = [row["file"] for row in built["outputs"]] if built else []
    return page(
        request,
        "lap.html",
        folder=folder,
        tab="lap",
        checked=checked,
        blocking=blocking,
        built=built,
        names=names,
        pages=await run_in_threadpool(_pages, folder, names),
        last=here.ledger.last(folder.slug, "build"),
        signed=here.ledger.last(folder.slug, "verify"),
        absorbed=here.ledger.last(folder.slug, "absorb"),
        run=here.ledger.last(folder.slug),
    )


async def run_build(request: Request) -> Response:
    folder = job_folder(request)
    here = desk(request)
    draft = (await request.form()).get("draft") == "1"
    here.queue.put(folder.slug, "build", here.ledger.name(), draft=draft)
    return RedirectResponse(f"/viec/{folder.slug}/lap", 303)


def _pages(folder: JobFolder, names: list[str]) -> dict[str, int]:
    """PDF → how many pages it has."""
    from reporting.pdf.picture import page_count

    found = {}
    for name in (one for one in names if one.endswith(".pdf")):
        with suppress(OSError):  # a build may be replacing it at this moment
            found[name] = page_count((folder.output / name).read_bytes())
    return found


async def picture(request: Request) -> Response:
    """One page of a PDF of the output folder as a picture."""
    from reporting.pdf.picture import page_picture

    folder = job_folder(request)
    path = _file(folder, request.path_params["name"])
    try:
        whole = path.read_bytes()
    except OSError as problem:
        raise NotFoundError("Tệp đang được thay; tải lại trang.") from problem
    data = await run_in_threadpool(page_picture, whole, int(request.path_params["number"]))
    if data is None:
        raise NotFoundError("Tệp không có trang này.")
    return Response(data, media_type="image/png")


# ── files ────────────────────────────────────────────────────────────────────────────────────────


async def file(request: Request) -> Response:
    """One file of the output folder."""
    folder = job_folder(request)
    path = _file(folder, request.path_params["name"])
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    shown = "inline" if path.suffix in _INLINE and path.suffix != ".html" else "attachment"
    return FileResponse(path, media_type=kind, filename=path.name, content_disposition_type=shown)


async def all_files(request: Request) -> Response:
    """The report's whole set, or one subfolder, as one archive."""
    folder = job_folder(request)
    part = request.query_params.get("phan", "")
    names = [name for name in _files(folder) if name.startswith(f"{part}/" if part else "")]
    if not part:
        built = folder.built()
        listed = {row["file"] for row in built["outputs"]} | {MANIFEST} if built else set()
        names = [name for name in names if name in listed]
    data = await run_in_threadpool(_zipped, folder, names)
    name = f"{folder.slug}_{part or 'bao_cao'}.zip"
    return download(data, name)


def _zipped(folder: JobFolder, names: list[str]) -> bytes:
    return zipped((name, (folder.output / name).read_bytes()) for name in names)


def _files(folder: JobFolder) -> list[str]:
    return sorted(_walk(folder.output))


def _walk(output: Path) -> Iterator[str]:
    for path in output.rglob("*") if output.is_dir() else ():
        inside = path.relative_to(output)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield inside.as_posix()


def _file(folder: JobFolder, name: str) -> Path:
    """Only what a listing of the folder shows can be asked for: no address reaches outside it."""
    if name not in _files(folder):
        raise NotFoundError("Không có tệp này trong thư mục kết quả.")
    return folder.output / name


# ── compose ──────────────────────────────────────────────────────────────────────────────────────


async def compose(request: Request) -> Response:
    """The report as it will read, block by block, with the officer's own parts above it."""
    folder = job_folder(request)
    here = desk(request)
    run = here.ledger.last(folder.slug)
    return page(request, "soan.html", folder=folder, tab="soan", composed=_composed(here, folder), run=run)


async def run_compose(request: Request) -> Response:
    folder = job_folder(request)
    here = desk(request)
    here.queue.put(folder.slug, "compose", here.ledger.name())
    return RedirectResponse(f"/viec/{folder.slug}/soan", 303)


def _composed(here: Any, folder: JobFolder) -> Any:
    path = here.workspace.state / f"soan_{folder.slug}.json"
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


async def save_text(request: Request) -> Response:
    """The officer's words for one key or one paragraph, into phan_tong_hop.xlsx."""
    folder = job_folder(request)
    here = desk(request)
    form = {name: str(value) for name, value in (await request.form()).items()}
    await run_in_threadpool(_save_text, here, folder, form)
    what = form.get("key") or form.get("block", "")
    here.ledger.note(folder.slug, here.ledger.name(), "Soạn nội dung", what)
    here.queue.put(folder.slug, "compose", here.ledger.name())
    if request.headers.get("hx-request"):
        return page(request, "da_ghi.html", folder=folder, run=here.ledger.last(folder.slug))
    return RedirectResponse(f"/viec/{folder.slug}/soan#{what}", 303)


def _save_text(here: Any, folder: JobFolder, form: dict[str, str]) -> None:
    from reporting.excel.table_edit import with_row
    from reporting.next_period import COMPILER_NAME
    from reporting.parse.compiler_sheet import REPLACEMENTS, TEXTS
    from reporting.store.files import replace_file
    from reporting.store.job_file import write_settings
    from reporting.store.job_lock import must_be_closed, writing

    named = folder.job().inputs.compiler
    path = folder.path / (named or COMPILER_NAME)
    text = form.get("text", "").replace("\r\n", "\n").strip()
    with writing(folder.path):
        must_be_closed(path)
        data = path.read_bytes() if path.is_file() else _new_sheet(folder)
        if "key" in form:
            data = with_row(data, path.name, TEXTS, "key", {"key": form["key"], "text": text})
        else:
            block = _block(here, folder, form.get("block", ""))
            row = {"block": block["id"], "composed": block["composed"], "text": text}
            data = with_row(data, path.name, REPLACEMENTS, "block", row | {"fingerprint": block["fingerprint"]})
        replace_file(path, data)
        if not named:
            write_settings(folder.file, {("inputs", "compiler"): COMPILER_NAME})


def _new_sheet(folder: JobFolder) -> bytes:
    from reporting.compose.outline import parse_outline
    from reporting.excel.compiler_workbook import compiler_workbook
    from reporting.store.files import template_data

    return compiler_workbook(parse_outline(*template_data("outlines", folder.job().report.outline, folder.path)))


def _block(here: Any, folder: JobFolder, wanted: str) -> Any:
    composed = _composed(here, folder) or {}
    block = next((b for b in composed.get("blocks", ()) if b["id"] == wanted), None)
    if block is None or not block["fingerprint"]:
        raise NotFoundError("Đoạn này không còn trong báo cáo; tải lại trang.")
    return block
