"""What comes from outside is parsed in processes of their own: one that aborts, hangs or swells costs its one file.

The processes stay warm and take one file after the other; one that dies is replaced. Memory and time are limited.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import sys
from collections.abc import Callable
from concurrent.futures import TimeoutError as TooLongError
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from reporting.errors import CchcError
from reporting.memory_limit import limit_memory

if TYPE_CHECKING:
    from pebble import ProcessPool

T = TypeVar("T")
_PROCESSES = min(4, os.cpu_count() or 1)
_PER_PROCESS = 500  # files; then a fresh process takes the place
_DOCUMENT_MEMORY = 1024 * 2**20  # bytes for one Word file or PDF
_PATIENCE = 120  # seconds by the clock, on a machine that is busy
_TOO_MUCH = "tệp quá lớn hoặc quá phức tạp để đọc"


def called_apart(
    function: Callable[..., T],
    *arguments: object,
    name: str,
    error: type[CchcError] = CchcError,
    patience: float = _PATIENCE,
) -> T:
    """`function(*arguments)` in another process: the bytes of a file called `name`, or its path, are looked at there
    only. A CchcError comes back as it was raised; `error` where the process died, took too long or too much, or met
    what no reader foresaw."""
    from pebble import ProcessExpired

    accepted = "tệp nguyên vẹn, mở được trong Word hoặc trình đọc PDF"
    try:
        done, answer = pool(_DOCUMENT_MEMORY).schedule(_call, (function, arguments), timeout=patience).result()
    except TooLongError:
        done, answer = False, _TOO_MUCH
    except ProcessExpired:
        done, answer = False, "tệp làm bộ đọc dừng đột ngột"
    if not done:
        raise error(str(answer), where=name, accepted=accepted, action="Mở tệp bằng Word, lưu lại rồi thử lại.")
    found: T = answer
    return found


def _call(function: Callable[..., T], arguments: tuple[object, ...]) -> tuple[bool, Any]:
    """In the other process: whether it worked, and what it gave, or why not."""
    try:
        return True, function(*arguments)
    except CchcError:
        raise
    except MemoryError:
        return False, _TOO_MUCH
    except Exception as problem:  # noqa: BLE001 -- what no reader foresaw costs this one file
        return False, f"tệp làm bộ đọc gặp lỗi ({type(problem).__name__})"


@cache
def pool(memory: int, *preload: str) -> ProcessPool:
    """Processes that may take so much memory each (bytes); `preload`: modules that they are started with."""
    from pebble import ProcessPool

    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    if sys.platform == "win32":
        os.environ["PYTHONSAFEPATH"] = "1"  # each process is started anew
    else:
        context.set_forkserver_preload(["reporting.apart", *preload])
        _start_safely()
    made = ProcessPool(_PROCESSES, max_tasks=_PER_PROCESS, initializer=_limit, initargs=(memory,), context=context)
    atexit.register(_end, made)
    return made


def _start_safely() -> None:
    """A json.py in the current folder is nobody's module, for what the processes descend from neither."""
    from multiprocessing import forkserver

    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        forkserver.ensure_running()
    finally:
        os.environ.pop("PYTHONSAFEPATH")
        if before is not None:
            os.environ["PYTHONSAFEPATH"] = before


def _end(made: ProcessPool) -> None:
    made.stop()  # type: ignore[no-untyped-call]
    made.join()


def _limit(memory: int) -> None:
    """In a process that reads: so much memory, and no word from native code on the user's screen."""
    os.environ["RUST_BACKTRACE"] = "0"  # calamine without memory would wait for itself for ever
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    limit_memory(memory)
