"""What is not in a job's folder: runs with their progress, and the history of who did what when.

SQLAlchemy Core, so that PostgreSQL can take the place of SQLite by its address alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Integer, MetaData, String, Table, Text, create_engine, event, insert, select, update
from sqlalchemy.engine import Engine, RowMapping

_META = MetaData()
_RUNS = Table(
    "runs",
    _META,
    Column("id", Integer, primary_key=True),
    Column("job", String(200), index=True, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("who", String(200), nullable=False, default=""),
    Column("options", Text, nullable=False, default="{}"),
    Column("state", String(20), nullable=False, default="waiting"),
    Column("step", Integer, nullable=False, default=0),
    Column("done", Integer, nullable=False, default=0),
    Column("of", Integer, nullable=False, default=0),
    Column("tries", Integer, nullable=False, default=0),
    Column("started", String(20), nullable=False, default=""),
    Column("ended", String(20), nullable=False, default=""),
    Column("result", Text, nullable=False, default="{}"),
)
_HISTORY = Table(
    "history",
    _META,
    Column("id", Integer, primary_key=True),
    Column("at", String(20), nullable=False),
    Column("who", String(200), nullable=False, default=""),
    Column("job", String(200), index=True, nullable=False),
    Column("what", String(40), nullable=False),
    Column("detail", Text, nullable=False, default=""),
    Column("sha256", String(64), nullable=False, default=""),
)
_NAMES = Table("names", _META, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False))

WAITING, RUNNING, DONE, REFUSED, FAILED, CUT_OFF = "waiting", "running", "done", "refused", "failed", "cut_off"
OPEN = (WAITING, RUNNING)


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One piece of long work. `step` 1–7 with `done` of `of` parts; `result` is what it came to, as data."""

    id: int
    job: str
    kind: str
    who: str
    options: dict[str, Any]
    state: str
    step: int
    done: int
    of: int
    tries: int
    started: str
    ended: str
    result: dict[str, Any]

    @property
    def open(self) -> bool:
        return self.state in OPEN

    @property
    def percent(self) -> int:
        """How much is done: seven steps, each counting alike."""
        part = self.done / self.of if self.of else 0
        return round(100 * (max(self.step - 1, 0) + part) / 7) if self.open else 100


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the history."""

    at: str
    who: str
    job: str
    what: str
    detail: str
    sha256: str


def now() -> str:
    """The moment as people write it down, to the second."""
    return datetime.now().strftime("%Y-%m-%dT%H:%M:%S")


class Ledger:
    """The tables behind the page. `url`: an SQLAlchemy address (`sqlite:///…`, `postgresql+psycopg://…`)."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = create_engine(url)
        if url.startswith("sqlite"):
            event.listen(self.engine, "connect", _patient)
        _META.create_all(self.engine)

    # ── runs ─────────────────────────────────────────────────────────────────────────────────────

    def begin(self, job: str, kind: str, who: str, options: dict[str, Any]) -> int:
        values = {"job": job, "kind": kind, "who": who, "options": json.dumps(options, ensure_ascii=False)}
        with self.engine.begin() as connection:
            key = connection.execute(insert(_RUNS).values(**values)).inserted_primary_key
        assert key is not None
        return int(key[0])

    def set_run(self, run: int, **values: Any) -> None:
        if "result" in values:
            values["result"] = json.dumps(values["result"], ensure_ascii=False)
        with self.engine.begin() as connection:
            connection.execute(update(_RUNS).where(_RUNS.c.id == run).values(**values))

    def run(self, run: int) -> RunRecord | None:
        found = self._runs(select(_RUNS).where(_RUNS.c.id == run))
        return found[0] if found else None

    def last(self, job: str, *kinds: str) -> RunRecord | None:
        """The newest run of a job, of these kinds if any are named."""
        query = select(_RUNS).where(_RUNS.c.job == job).order_by(_RUNS.c.id.desc()).limit(1)
        found = self._runs(query.where(_RUNS.c.kind.in_(kinds)) if kinds else query)
        return found[0] if found else None

    def unfinished(self) -> Sequence[RunRecord]:
        return self._runs(select(_RUNS).where(_RUNS.c.state.in_(OPEN)).order_by(_RUNS.c.id))

    def _runs(self, query: Any) -> Sequence[RunRecord]:
        with self.engine.connect() as connection:
            return [_run(row) for row in connection.execute(query).mappings()]

    # ── history and names ────────────────────────────────────────────────────────────────────────

    def note(self, job: str, who: str, what: str, detail: str = "", sha256: str = "") -> None:
        line = {"at": now(), "who": who, "job": job, "what": what, "detail": detail, "sha256": sha256}
        with self.engine.begin() as connection:
            connection.execute(insert(_HISTORY).values(**line))

    def history(self, job: str, most: int = 500) -> Sequence[Event]:
        query = select(_HISTORY).where(_HISTORY.c.job == job).order_by(_HISTORY.c.id.desc()).limit(most)
        with self.engine.connect() as connection:
            return [Event(*(row[key] for key in Event.__slots__)) for row in connection.execute(query).mappings()]

    def name(self) -> str:
        """The name that the user gave, once."""
        with self.engine.connect() as connection:
            return connection.execute(select(_NAMES.c.value).where(_NAMES.c.key == "user")).scalar() or ""

    def set_name(self, name: str) -> None:
        with self.engine.begin() as connection:
            connection.execute(_NAMES.delete().where(_NAMES.c.key == "user"))
            connection.execute(insert(_NAMES).values(key="user", value=name))


def _run(row: RowMapping) -> RunRecord:
    values = {key: row[key] for key in RunRecord.__slots__}
    return RunRecord(**values | {"options": json.loads(row["options"]), "result": json.loads(row["result"])})


def _patient(connection: Any, _record: Any) -> None:
    """Page and worker write the same file: wait for each other, read while the other writes."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.close()
