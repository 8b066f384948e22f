"""The proposed registry has the levels of its province, so that an officer can add districts and communes to it."""

from __future__ import annotations

import pytest

from reporting.agencies import Registry
from reporting.plan_import.parties import Parties
from reporting.plan_import.proposed_registry import proposed_registry
from reporting.plan_import.rules import ImportRules


def levels(registry: Registry) -> set[str]:
    return {level.id for level in registry.levels}


@pytest.mark.parametrize(
    ("used", "present"),
    [
        ({"SNV", "HUYEN"}, {"province", "district", "commune"}),
        ({"SNV", "XA"}, {"province", "commune"}),  # two levels, since 2025
        ({"SNV"}, {"province", "commune"}),
    ],
)
def test_levels_of_the_groups_that_the_plan_names(
    used: set[str], present: set[str], rules: ImportRules, parties: Parties
) -> None:
    assert levels(proposed_registry(parties, used)) == present
