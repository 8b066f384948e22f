"""Who owes what: plan × registry → the rows of each agency's form."""

from __future__ import annotations

import pytest

from reporting.agencies import Agency
from reporting.obligations import Obligation, Roster, obligations
from reporting.plan import MeasureKind, Role, roles_of
from tests.helpers.checking import with_measure
from tests.helpers.small import PLAN, REGISTRY


def owed(code: str) -> dict[str, Obligation]:
    agency = REGISTRY.agency(code)
    assert agency
    return {row.row: row for row in obligations(PLAN, REGISTRY, agency)}


@pytest.mark.parametrize("agency", REGISTRY.agencies, ids=lambda agency: agency.code)
def test_a_roster_says_what_plan_and_registry_say(agency: Agency) -> None:
    roster = Roster(REGISTRY)
    assert all(roster.roles(item, agency.code) == roles_of(item, agency.code, REGISTRY) for item in PLAN.items)
    assert roster.children(agency.code) == {child.code for child in REGISTRY.children(agency.code)}
    assert obligations(PLAN, REGISTRY, agency, roster) == obligations(PLAN, REGISTRY, agency)


def test_lead_and_implementer_owe_and_coordinating_agencies_may_answer() -> None:
    rows = owed("STP")
    assert {row for row, one in rows.items() if one.required} == {
        "I.1.b.01/1",
        "I.1.b.03/1",
        "II.1.01",
        "II.1.02",
        "III.1.01",
    }
    assert (rows["I.1.b.02"].role, rows["I.1.b.02"].answer) == (Role.COORDINATE, None)


@pytest.mark.parametrize(
    ("excluded", "asked"),
    [
        ((), {"SNV", "STP", "SKHDT", "HDAKHA", "HDAKHA@commune"}),
        (("STP",), {"SNV", "SKHDT", "HDAKHA", "HDAKHA@commune"}),
        (("SBN",), {"HDAKHA", "HDAKHA@commune"}),
        (("HUYEN",), {"SNV", "STP", "SKHDT", "HDAKHA@commune"}),  # the district itself is not asked, its communes are
        (("XA",), {"SNV", "STP", "SKHDT", "HDAKHA"}),
        (("X1",), {"SNV", "STP", "SKHDT", "HDAKHA", "HDAKHA@commune"}),
        (("SBN", "HUYEN", "XA"), set()),
    ],
)
def test_who_is_left_out_of_a_measure_is_not_asked(excluded: tuple[str, ...], asked: set[str]) -> None:
    plan = with_measure("I.1.b.01/1", excluded=excluded)
    rows = [row for agency in REGISTRY.agencies if not agency.parent for row in obligations(plan, REGISTRY, agency)]
    said = {row.agency + ("@commune" if row.level == "commune" else "") for row in rows if row.item == "I.1.b.01"}
    assert said == asked


def test_the_focal_agency_leads_where_the_plan_names_no_lead() -> None:
    assert (owed("STP")["I.1.b.03/1"].focal, owed("SNV")["I.1.b.03/1"].focal) == (True, False)


def test_a_district_answers_for_its_communes_on_a_row_of_their_own() -> None:
    rows = owed("HDAKHA")
    assert (rows["I.1.b.01/1@commune"].level, rows["I.1.b.01/1@commune"].answer) == ("commune", MeasureKind.RATIO)
    assert "I.1.b.03/1@commune" not in rows  # the communes have no part in it


def test_a_lead_only_figure_is_the_whole_provinces() -> None:
    assert owed("SNV")["I.1.b.02/1"].total
    assert not owed("SNV")["I.1.b.01/1"].total
