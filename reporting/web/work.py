"""Long work of the page: a queue between the page and its worker process.

huey keeps the queue in SQLite, or in PostgreSQL by its own address; what a run is and how far it has come stands in
the ledger, so that a worker that was killed is seen and its run is repeated once.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from huey import Huey, SqliteHuey

from reporting.errors import CchcError
from reporting.web.ledger import CUT_OFF, DONE, FAILED, REFUSED, RUNNING, WAITING, Ledger, RunRecord, now
from reporting.web.workspace import JobFolder, Workspace

Progress = Callable[[int, int, int], None]
# What a kind of work comes to: (refused?, its result as data).
Work = Callable[[JobFolder, RunRecord, Progress, Ledger], tuple[bool, dict[str, Any]]]

MOST_TRIES = 2
_EVERY = 0.15  # seconds between two writes of progress


def ledger_of(workspace: Workspace) -> Ledger:
    return Ledger(f"sqlite:///{(workspace.state / 'so.db').as_posix()}")


class Queue:
    """The queue as both sides use it: the page puts runs in, the worker takes them out."""

    def __init__(self, workspace: Workspace, ledger: Ledger, huey: Huey | None = None) -> None:
        self.workspace, self.ledger = workspace, ledger
        self.huey = huey or SqliteHuey("cchc", filename=str(workspace.state / "hang_doi.db"), results=False)
        self._task = self.huey.task()(self._perform)

    def put(self, job: str, kind: str, who: str = "", **options: Any) -> int:
        """Begin a run; the worker takes it up. One that waits already for the same work is not put in twice."""
        waiting = self.ledger.last(job, kind)
        if waiting and waiting.state == WAITING and waiting.options == options:
            return waiting.id
        run = self.ledger.begin(job, kind, who, options)
        self._task(run)
        return run

    def repeat_interrupted(self) -> None:
        """Runs that a worker left behind: once more, or told as cut off. Nothing of them was half written."""
        for run in self.ledger.unfinished():
            if run.tries < MOST_TRIES:
                self.ledger.set_run(run.id, state=WAITING)
                self._task(run.id)
            else:
                said = "Máy hoặc chương trình đã dừng giữa chừng hai lần; kết quả cũ còn nguyên. Hãy làm lại."
                self.ledger.set_run(run.id, state=CUT_OFF, ended=now(), result={"message": said})

    def _perform(self, number: int) -> None:
        run = self.ledger.run(number)
        if run is None or run.state != WAITING:
            return
        self.ledger.set_run(number, state=RUNNING, started=now(), tries=run.tries + 1)
        state, result = self._done(run)
        self.ledger.set_run(number, state=state, ended=now(), result=result)

    def _done(self, run: RunRecord) -> tuple[str, dict[str, Any]]:
        from reporting.web.runs import RUNS

        folder = self.workspace.job(run.job)
        if folder is None:
            return FAILED, {"message": "Không còn thư mục công việc này."}
        try:
            refused, result = RUNS[run.kind](folder, run, _Reporter(self.ledger, run.id), self.ledger)
        except CchcError as problem:
            return FAILED, {"message": problem.message}
        except Exception as problem:  # noqa: BLE001 -- the worker goes on; the page says what happened
            from reporting.store.accident_log import accident

            return FAILED, {"message": accident(problem)}
        return REFUSED if refused else DONE, result


class _Reporter:
    """Progress of a run into the ledger, not more often than a person can see."""

    def __init__(self, ledger: Ledger, run: int) -> None:
        self.ledger, self.run = ledger, run
        self.told, self.step = 0.0, 0

    def __call__(self, step: int, done: int, of: int) -> None:
        moment = time.monotonic()
        if step == self.step and moment - self.told < _EVERY:
            return
        self.told, self.step = moment, step
        self.ledger.set_run(self.run, step=step, done=done, of=of)


def incoming(workspace: Workspace) -> Path:
    """Where uploads wait for the worker, each batch in a folder of its own."""
    folder = workspace.state / "den"
    folder.mkdir(exist_ok=True)
    return folder
