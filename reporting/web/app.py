"""The page as an ASGI application: which address is whose."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from reporting.errors import CchcError
from reporting.resources import resource
from reporting.web import pages_findings, pages_jobs, pages_plan, pages_receive, pages_report
from reporting.web.guard import Guard
from reporting.web.views import Desk, NotFoundError, page, trouble

_STATIC = {"htmx.min.js": "text/javascript", "trang.js": "text/javascript", "trang.css": "text/css"}
_JOB = "/viec/{slug}"


def make_app(desk: Desk, *, token: str, port: int, stop: Callable[[], None] = lambda: None) -> Starlette:
    """The application for one workspace. `token` lets the browser in, `port` is part of our own name, `stop` ends
    the server: started from the Start menu it has no window to close."""
    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(Guard, token=token, port=port)],
        exception_handlers={CchcError: _trouble, NotFoundError: _trouble},
    )
    app.state.desk, app.state.stop = desk, stop
    return app


async def _trouble(request: Request, problem: Exception) -> Response:
    return trouble(request, problem)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        return PlainTextResponse("Không có tệp này.", 404)
    return FileResponse(resource("web", name), media_type=_STATIC[name])


async def _alive(request: Request) -> Response:
    """What a second start asks to find the one that runs."""
    return PlainTextResponse("cchc")


async def _close(request: Request) -> Response:
    answer = page(request, "da_dong.html", folder=None)
    answer.background = BackgroundTask(request.app.state.stop)
    return answer


def _routes() -> list[Route]:
    jobs, plan, receive, findings, report = pages_jobs, pages_plan, pages_receive, pages_findings, pages_report
    return [
        Route("/", jobs.workspace),
        Route("/song", _alive),
        Route("/tinh/{name}", _static),
        Route("/dong", _close, methods=["POST"]),
        Route("/ten", jobs.set_name, methods=["POST"]),
        Route("/mau", jobs.make_sample, methods=["POST"]),
        Route("/ke-hoach", plan.plan),
        Route("/ke-hoach", plan.take_plan, methods=["POST"]),
        Route("/ke-hoach/muc", plan.correct_item, methods=["POST"]),
        Route("/ke-hoach/hoi", plan.answer_questions, methods=["POST"]),
        Route("/ke-hoach/luu", plan.keep_plan, methods=["POST"]),
        Route(_JOB, jobs.overview),
        Route(f"{_JOB}/kiem-tra", jobs.run_check, methods=["POST"]),
        Route(f"{_JOB}/tien-do", jobs.progress),
        Route(f"{_JOB}/cai-dat", jobs.settings),
        Route(f"{_JOB}/cai-dat", jobs.save_settings, methods=["POST"]),
        Route(f"{_JOB}/ky-moi", jobs.next_form),
        Route(f"{_JOB}/ky-moi", jobs.open_next_period, methods=["POST"]),
        Route(f"{_JOB}/lich-su", jobs.history),
        Route(f"{_JOB}/nhan", receive.receive),
        Route(f"{_JOB}/nhan", receive.take, methods=["POST"]),
        Route(f"{_JOB}/de-rieng", receive.set_aside, methods=["POST"]),
        Route(f"{_JOB}/bieu.zip", receive.forms_zip),
        Route(f"{_JOB}/bieu/{{agency}}", receive.one_form),
        Route(f"{_JOB}/phat-hien", findings.findings),
        Route(f"{_JOB}/o", findings.cell_picture),
        Route(f"{_JOB}/quyet-dinh", findings.decide, methods=["POST"]),
        Route(f"{_JOB}/don-doc", report.remind),
        Route(f"{_JOB}/don-doc", report.run_remind, methods=["POST"]),
        Route(f"{_JOB}/soan", report.compose),
        Route(f"{_JOB}/soan", report.run_compose, methods=["POST"]),
        Route(f"{_JOB}/soan/luu", report.save_text, methods=["POST"]),
        Route(f"{_JOB}/lap", report.build),
        Route(f"{_JOB}/lap", report.run_build, methods=["POST"]),
        Route(f"{_JOB}/da-ky", receive.take_signed, methods=["POST"]),
        Route(f"{_JOB}/da-sua", receive.take_edited, methods=["POST"]),
        Route(f"{_JOB}/tep/{{name:path}}", report.file),
        Route(f"{_JOB}/tep.zip", report.all_files),
        Route(f"{_JOB}/trang/{{number:int}}/{{name:path}}", report.picture),
    ]
