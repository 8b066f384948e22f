"""When the return came, against the calendar's deadline for agencies; never a file's modification time."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.check_input import JoinedRows
from reporting.completeness import Timeliness
from reporting.findings import Finding, finding
from reporting.location import Location
from reporting.numbers import format_date
from reporting.period import Period
from reporting.returns import Return

CODES = ("return-late", "received-unknown", "received-before-sent")


def check(joined: JoinedRows) -> Iterator[Finding]:
    period = joined.given.period
    for one in joined.agencies:
        if not one.sent:
            continue
        level, deadline = one.agency.level, period.deadline_of(one.agency.level)
        when = timeliness(one.sent, period, level)
        name, place = one.agency.label, Location(one.sent.file)
        received, sent = one.sent.received, one.sent.sent
        if received and sent and received < sent:
            days = {"received": format_date(received), "sent": format_date(sent)}
            yield finding("received-before-sent", place, agency=one.agency.code, name=name, **days)
        if received is None:
            yield finding("received-unknown", place, agency=one.agency.code, name=name)
        elif when is Timeliness.LATE and deadline:
            days = {"received": format_date(received), "deadline": deadline.text}
            yield finding("return-late", place, agency=one.agency.code, name=name, **days)


def timeliness(sent: Return | None, period: Period, level: str) -> Timeliness:
    """A return of an agency of this level received on the last day is on time; without a date or a deadline nobody
    can say."""
    deadline = period.deadline_of(level)
    if sent is None:
        return Timeliness.MISSING
    if sent.received is None or deadline is None:
        return Timeliness.UNKNOWN
    return Timeliness.ON_TIME if sent.received <= deadline.day else Timeliness.LATE
