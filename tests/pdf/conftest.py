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


# The second engine at its heaviest: what it draws is looked at in all other tests.
_HEAVY = ("test_two_thousand_rows", "test_data_attached_makes_it_pdf_a_3a", "test_every_pdf_is_archival_and_accessible")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.name in [f"{name}[weasyprint]" for name in _HEAVY]:
            item.add_marker(pytest.mark.long)
