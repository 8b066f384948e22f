"""What reads a plan: the rules that ship, the parties they know, the registry of the sample."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporting.agencies import Registry
from reporting.commands.plan_import import load_rules
from reporting.excel.read import read_grid
from reporting.parse.registry_workbook import parse_registry
from reporting.plan_import.parties import Parties
from reporting.plan_import.rules import ImportRules

SAMPLES = Path(__file__).parents[2] / "sample_inputs"


@pytest.fixture(scope="session")
def rules() -> ImportRules:
    return load_rules()


@pytest.fixture
def parties(rules: ImportRules) -> Parties:
    """Without a registry: the usual agencies of a province."""
    return Parties(rules)


@pytest.fixture(scope="session")
def registry_2023() -> Registry:
    grid, _ = read_grid(SAMPLES / "don_vi.xlsx", "don_vi.xlsx")
    assert grid is not None
    return parse_registry(grid)
