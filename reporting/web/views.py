"""Pages out of templates/web: one environment, every text escaped, numbers and days as people write them."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from reporting.errors import CchcError
from reporting.numbers import format_date
from reporting.resources import resource
from reporting.web.ledger import Ledger
from reporting.web.work import Queue
from reporting.web.workspace import JobFolder, Workspace

TABS = (
    ("", "Tổng quan"),
    ("nhan", "Nhận báo cáo"),
    ("phat-hien", "Phát hiện"),
    ("don-doc", "Đôn đốc"),
    ("soan", "Soạn"),
    ("lap", "Lập báo cáo"),
    ("cai-dat", "Thiết lập"),
    ("lich-su", "Lịch sử"),
)
RUN_NAMES = {
    "receive": "Nhận báo cáo",
    "check": "Kiểm tra",
    "remind": "Lập công văn đôn đốc",
    "compose": "Soạn",
    "build": "Lập báo cáo",
    "verify": "Kiểm tra tệp PDF",
    "absorb": "Lấy chỗ sửa trong Word",
}
STEPS = ("đọc tệp", "hiểu số liệu", "tổng hợp", "kiểm tra", "soạn báo cáo", "trình bày", "ghi tệp")


class Desk:
    """What every route has at hand: the workspace, the ledger, the queue. Kept in `app.state`."""

    def __init__(self, workspace: Workspace, ledger: Ledger, queue: Queue) -> None:
        self.workspace, self.ledger, self.queue = workspace, ledger, queue


def desk(request: Request) -> Desk:
    found: Desk = request.app.state.desk
    return found


class NotFoundError(Exception):
    """The address names a job or a file that is not there."""


def job_folder(request: Request) -> JobFolder:
    folder = desk(request).workspace.job(request.path_params["slug"])
    if folder is None:
        raise NotFoundError("Không có công việc này trong thư mục làm việc.")
    return folder


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resource("web")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = _day
    environment.filters["moment"] = _moment
    return environment


def page(request: Request, name: str, status: int = 200, **values: Any) -> Response:
    """A page (or a fragment of one) of templates/web."""
    shown = {"user": desk(request).ledger.name(), "tabs": TABS, "steps": STEPS, "run_names": RUN_NAMES, "tab": None}
    text = _environment().get_template(name).render(shown | values)
    return HTMLResponse(text, status)


def trouble(request: Request, problem: Exception) -> Response:
    """A problem that a person can mend, as a page; as a fragment for htmx."""
    status = 404 if isinstance(problem, NotFoundError) else 409
    said = problem.message if isinstance(problem, CchcError) else str(problem)
    name = "loi_nho.html" if request.headers.get("hx-request") else "loi.html"
    return page(request, name, status, said=said, folder=None)


def _day(value: date | str | None) -> str:
    if not value:
        return ""
    return format_date(date.fromisoformat(value[:10]) if isinstance(value, str) else value)


def _moment(value: str) -> str:
    return datetime.fromisoformat(value).strftime("%H:%M:%S %d/%m/%Y") if value else ""
