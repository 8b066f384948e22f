"""Every test of this folder that renders runs once with each engine: one is the other's proof."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reporting.pdf.engine import ENGINES
from tests.helpers.pdfs import IN_USE


@pytest.fixture(scope="module", params=ENGINES)
def each_engine(request: pytest.FixtureRequest) -> Iterator[str]:
    before, IN_USE.engine = IN_USE.engine, request.param
    yield request.param
    IN_USE.engine = before
