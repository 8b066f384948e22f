"""The form's rows are the agency's own obligations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.agencies import Level
from reporting.errors import TemplateError
from reporting.forms import layout
from reporting.forms.build import Forms, form_of, with_free_rows
from reporting.forms.form import Form
from reporting.forms.previous import previous_texts
from reporting.forms.statistics import asked_of, parse_statistics
from reporting.obligations import Campaign, obligations
from tests.helpers.returned import FULL_CAMPAIGN, FULL_PLAN, STATISTICS, form, understood, workbook
from tests.helpers.small import CAMPAIGN, PERIOD, PLAN, REGISTRY


def rows(made: Form, sheet: str) -> dict[str, frozenset[str]]:
    return {row.code: row.fill for s in made.sheets if s.key == sheet for row in s.rows if row.code}


@pytest.mark.parametrize("agency", REGISTRY.expected(), ids=lambda a: a.code)
def test_rows_are_exactly_the_obligations(agency: object) -> None:
    made = form_of(agency, FULL_CAMPAIGN)  # type: ignore[arg-type]
    owed = obligations(FULL_PLAN, REGISTRY, agency)  # type: ignore[arg-type]
    assert [row.obligation for row in made.rows().values() if row.obligation] == list(owed)
    assert made.required == sum(row.required for row in owed)


def test_each_kind_of_figure_has_its_cells() -> None:
    figures = {
        code: fill - {"status", "evidence", "narrative", "note"} for code, fill in rows(form(), "targets").items()
    }
    assert figures == {
        "I.1.b.01/1": {"numerator", "denominator"},
        "I.1.b.01/1@commune": {"numerator", "denominator", "reported", "communes"},
        "I.1.b.02": set(),
        "I.1.b.03/1": set(),
        "I.1.b.04/1": {"numerator"},
        "I.1.b.05/1": {"answer"},
        "I.1.b.06/1": {"numerator"},
    }


def test_headings_of_the_plan_stand_above_their_rows() -> None:
    tasks = next(s for s in form().sheets if s.key == "tasks")
    assert [row.cells["text"] for row in tasks.rows if row.heading] == ["1. Cải cách thể chế"]


def test_the_fingerprint_follows_the_plan_only() -> None:
    agency = REGISTRY.agency("SNV")
    assert agency
    before = form_of(agency, CAMPAIGN)
    dressed = form_of(agency, CAMPAIGN, previous={"I.1.b.01/1": "12"}, statistics=STATISTICS, invented=True)
    changed = replace(PLAN, items=(replace(PLAN.items[0], text="Tối thiểu 85% hồ sơ."), *PLAN.items[1:]))
    after = form_of(agency, Campaign(changed, REGISTRY, PERIOD))
    assert before.identity == dressed.identity
    assert before.identity.fingerprint != after.identity.fingerprint


def test_last_periods_answers_are_one_short_text_each() -> None:
    returned, _ = understood(workbook())
    assert returned
    texts = previous_texts(returned, FULL_PLAN)
    assert texts["I.1.b.01/1"] == "850/1.000 (85%)"
    assert texts["I.1.b.04/1"] == "2"
    assert texts["I.1.b.05/1"] == "Có"
    assert texts["II.1.02"] == "Hoàn thành: Đã thực hiện theo kế hoạch."
    assert texts["I.1.b.03/1"] == "Không phát sinh"


def test_statistics_ask_whom_they_name() -> None:
    data = {
        "indicator": [
            {"code": "1", "name": "Thể chế"},
            {"code": "1.1", "name": "Số văn bản", "unit": "Văn bản", "asked": ["STP"]},
            {"code": "2", "name": "Tài chính"},
            {"code": "2.1", "name": "Vốn", "unit": "Triệu đồng", "asked": ["SBN"]},
        ]
    }
    table = parse_statistics(data, "bang.toml")
    agencies = {code: REGISTRY.agency(code) for code in ("STP", "HDAKHA")}
    (form,) = asked_of(table, agencies["STP"])  # type: ignore[arg-type]
    assert [row.code for row in form.rows] == ["1", "1.1", "2", "2.1"]
    assert asked_of(table, agencies["HDAKHA"]) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("rows", [[{"name": "thiếu mã"}], [{"code": "1", "name": "a"}, {"code": "1", "name": "b"}]])
def test_a_broken_statistics_table_stops_with_one_message(rows: list[dict[str, str]]) -> None:
    with pytest.raises(TemplateError, match=r"bang\.toml"):
        parse_statistics({"indicator": rows}, "bang.toml")


@pytest.mark.parametrize(
    ("level", "name", "label", "guide"),
    [
        ("commune", "Cấp xã", "Các xã trực thuộc", "số xã đã báo cáo trên tổng số xã"),
        ("unit", "Cấp chi cục", "Các chi cục trực thuộc", "số chi cục đã báo cáo trên tổng số chi cục"),
        ("other", "Cơ quan khác", "Các đơn vị trực thuộc", "số đơn vị đã báo cáo trên tổng số đơn vị"),
    ],
)
def test_those_below_are_called_as_their_level_is(level: str, name: str, label: str, guide: str) -> None:
    below = tuple(replace(a, level=level) if a.parent == "HDAKHA" else a for a in REGISTRY.agencies)
    registry = replace(REGISTRY, agencies=below, levels=(*REGISTRY.levels[:2], Level(level, name)))
    agency = registry.agency("HDAKHA")
    assert agency
    form = Forms(Campaign(PLAN, registry, PERIOD)).made(agency)
    row = next(row for code, row in form.rows().items() if code.endswith("@commune"))
    assert row.cells["level"] == label
    assert guide in form.guide[-1]
    column = form.sheets[0].column("communes")
    assert column and column.title == f"Tổng {guide.partition(' trên tổng ')[2]}"


def test_a_short_form_takes_the_free_rows_of_the_longer_one() -> None:
    """A commune that owes little has one free line; it may have sent the longer form with five of its own."""
    commune = next(a for a in REGISTRY.agencies if a.level == "commune")
    made = form_of(commune, CAMPAIGN)
    assert made.short
    assert not [s for s in made.sheets if s.key == layout.FREE]
    longer = with_free_rows(made, layout.FREE_ROWS + 3)
    assert len(rows(longer, layout.FREE)) == layout.FREE_ROWS + 3
    assert rows(longer, layout.ASSESSMENT) == rows(made, layout.ASSESSMENT)
