"""What several rows of one agency say together."""

from __future__ import annotations

import pytest

from reporting.merge.statuses import combined_status
from reporting.returns import Status

DONE, ONGOING, NOT_STARTED, NOT_ARISING = Status.DONE, Status.ONGOING, Status.NOT_STARTED, Status.NOT_ARISING


@pytest.mark.parametrize(
    ("said", "together"),
    [
        ((), None),
        ((None, None), None),
        ((DONE, None), DONE),
        ((DONE, DONE), DONE),
        ((DONE, NOT_STARTED), ONGOING),
        ((NOT_STARTED, NOT_STARTED), NOT_STARTED),
        ((NOT_ARISING, NOT_ARISING), NOT_ARISING),
        ((DONE, NOT_ARISING), DONE),
        ((NOT_ARISING, NOT_STARTED), NOT_STARTED),
    ],
)
def test_done_only_when_all_are_and_not_arising_only_when_nothing_else_is_said(
    said: tuple[Status | None, ...], together: Status | None
) -> None:
    assert combined_status(said) is together
    assert combined_status(reversed(said)) is together
