"""Several parts at once: in threads where the engine lets them run side by side, else each in a process of its own
(spawned, so the same on every system)."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process

from reporting.pdf.engine import engine_named
from reporting.pdf.request import PartRequest

# Below this much HTML (some 15 pages) starting processes costs more than it saves.
WORTH_SHARING = 120_000


def render_part(request: PartRequest) -> bytes:
    """One part, from its source to the finished PDF. Runs here, in a thread or in a worker."""
    from reporting.pdf.finish import finish
    from reporting.pdf.places import field_places

    engine = engine_named(request.source.engine)
    pages = engine.typeset(request.source, request.metadata.archive_part)
    places = tuple(field_places(request.plan, pages.room))
    return finish(pages.pdf, request.metadata, engine.tidy, places, request.attachments)


def render_all(
    requests: Iterable[PartRequest], workers: int, done: Callable[[PartRequest, bytes], None]
) -> dict[str, bytes]:
    """Name → PDF; `done` is called for each as it comes. `workers` 0: one a processor."""
    waiting = sorted(requests, key=lambda request: len(request.source.text), reverse=True)
    count = min(workers or os.cpu_count() or 1, len(waiting))
    results: dict[str, bytes] = {}

    def take(request: PartRequest, data: bytes) -> None:
        results[request.name] = data
        done(request, data)

    if count > 1:
        _render_side_by_side(waiting, count, take)
    for request in waiting:
        if request.name not in results:
            take(request, render_part(request))
    return results


def _render_side_by_side(requests: list[PartRequest], count: int, take: Callable[[PartRequest, bytes], None]) -> None:
    """The longest first. Where processes cannot be started, the caller renders what is left."""
    with _pool(requests, count) as pool:
        if pool is None:
            return
        try:
            running = {pool.submit(render_part, request): request for request in requests}
            for future in as_completed(running):
                take(running[future], future.result())
        except (BrokenProcessPool, OSError):
            return


@contextmanager
def _pool(requests: list[PartRequest], count: int) -> Iterator[Executor | None]:
    """None: not worth it."""
    pool: Executor
    if not engine_named(requests[0].source.engine).in_processes:
        pool = ThreadPoolExecutor(count)
    elif sum(len(request.source.text) for request in requests) > WORTH_SHARING:
        pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_prepare_worker)
    else:
        yield None
        return
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _prepare_worker() -> None:
    """A worker lives for a few parts and not longer than its parent, which may be killed: it leaves Ctrl+C to it, and
    seldom collects garbage."""
    import signal
    import threading

    from reporting.pdf.weasy_engine import GC_THRESHOLDS

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*GC_THRESHOLDS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
