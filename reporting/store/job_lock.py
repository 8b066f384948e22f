"""One writer at a time in a job's folder: the page, its worker and the command line each take this lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from reporting.errors import OutputError

NAME = ".cchc.lock"
_OPEN_MARKS = ("~${0}", ".~lock.{0}#")


@contextmanager
def writing(folder: Path, wait: float = 20) -> Iterator[None]:
    """Hold the job's lock; raises OutputError when somebody else has held it for `wait` seconds."""
    try:
        with FileLock(folder / NAME, timeout=wait):
            yield
    except Timeout:
        raise OutputError(
            "một lệnh hoặc một cửa sổ khác đang ghi vào công việc này",
            where=folder.as_posix(),
            action="Đợi việc kia xong rồi làm lại.",
        ) from None


def must_be_closed(path: Path) -> None:
    """Raise OutputError when Excel or LibreOffice has the workbook open: it would be overwritten on saving there."""
    if any((path.parent / mark.format(path.name)).exists() for mark in _OPEN_MARKS):
        raise OutputError(
            "tệp đang mở trong Excel, chưa ghi được",
            where=path.name,
            action="Lưu và đóng tệp trong Excel rồi làm lại; không có gì bị mất.",
        )
