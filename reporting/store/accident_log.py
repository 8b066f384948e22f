"""What happened when something unexpected did: one line for the user, the full story in a log of this machine."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path

from reporting import __version__


def accident(problem: Exception) -> str:
    """The line for the exception being handled, with the path of its log."""
    what = f"{type(problem).__name__}: {problem}".splitlines()[0]
    head = f"Lỗi ngoài dự kiến ({what})."
    try:
        return f"{head} Nhật ký đầy đủ: {_write_log()}"
    except OSError as failure:
        return f"{head} Không ghi được nhật ký: {failure}"


def _write_log() -> Path:
    """The full story of the exception being handled, for whoever maintains the program."""
    folder = log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"loi-{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}.log"
    system = f"cchc {__version__}, Python {platform.python_version()}, {platform.platform()}"
    path.write_text(f"{system}\n{sys.argv}\n\n{traceback.format_exc()}", encoding="utf-8")
    return path


def log_folder() -> Path:
    """Where this system keeps a user's logs."""
    from platformdirs import user_log_path

    return user_log_path("cchc", appauthor=False)
