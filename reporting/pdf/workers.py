"""Several parts at once, each in a process of its own (spawned, so the same on every system)."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from reporting.pdf.request import PartRequest

# Below this much HTML (some 15 pages) starting processes costs more than it saves.
WORTH_SHARING = 120_000


def render_part(request: PartRequest) -> bytes:
    """One part, from HTML to the finished PDF. Runs here or in a worker."""
    from reporting.pdf.engine import typeset
    from reporting.pdf.finish import finish
    from reporting.pdf.places import field_places

    pages = typeset(request.markup)
    places = tuple(field_places(request.plan, dict(pages.anchors)))
    return finish(pages.pdf, request.metadata, places, request.attachments)


def render_all(
    requests: Iterable[PartRequest], workers: int, done: Callable[[PartRequest, bytes], None]
) -> dict[str, bytes]:
    """Name → PDF; `done` is called for each as it comes. `workers` 0: one a processor."""
    waiting = sorted(requests, key=lambda request: len(request.markup.html), reverse=True)
    count = min(workers or os.cpu_count() or 1, len(waiting))
    results: dict[str, bytes] = {}

    def take(request: PartRequest, data: bytes) -> None:
        results[request.name] = data
        done(request, data)

    if count > 1 and sum(len(request.markup.html) for request in waiting) > WORTH_SHARING:
        _render_side_by_side(waiting, count, take)
    for request in waiting:
        if request.name not in results:
            take(request, render_part(request))
    return results


def _render_side_by_side(requests: list[PartRequest], count: int, take: Callable[[PartRequest, bytes], None]) -> None:
    """The longest first. Where processes cannot be started, the caller renders what is left."""
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_prepare_worker)
    try:
        running = {pool.submit(render_part, request): request for request in requests}
        for future in as_completed(running):
            take(running[future], future.result())
    except (BrokenProcessPool, OSError):
        return
    finally:
        pool.shutdown(cancel_futures=True)


def _prepare_worker() -> None:
    """A worker lives for a few parts: it leaves Ctrl+C to its parent and seldom collects garbage."""
    import signal

    from reporting.pdf.engine import GC_THRESHOLDS

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*GC_THRESHOLDS)
