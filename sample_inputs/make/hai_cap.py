"""The sample of 2026: a province of two levels, its plan as a Word document, 14 departments and 96 communes.

`python -m sample_inputs.make.hai_cap` writes the same bytes every time. All figures, results and names of persons are
invented (hai_cap_2026.toml); the names of communes are those of the list of administrative units.
"""

from __future__ import annotations

import csv
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from reporting.agencies import Agency, Group, Level, Registry
from reporting.carried_job import carried_lines
from reporting.compiler_sheet import CompilerSheet, CompilerText
from reporting.compose.outline import parse_outline
from reporting.compose.own_report import proposed_head
from reporting.excel.compiler_workbook import compiler_workbook
from reporting.excel.form_writer import form_workbook
from reporting.excel.plan_workbook import plan_workbook as workbook_of
from reporting.excel.registry_workbook import registry_workbook
from reporting.forms.build import assessment_code
from reporting.forms.form import FilledForm, FormRow
from reporting.forms.statistics import LEAD
from reporting.forms.texts import INVENTED
from reporting.inputs import Inputs, parse_inputs
from reporting.plan import Assignment, Combine, Item, ItemKind, MeasureKind, Plan, Role
from reporting.resources import resource
from reporting.sources import Sources, read_frame
from reporting.store.files import read_toml
from sample_inputs.make.hai_cap_document import plan_document

HERE = Path(__file__).parent
FOLDER = HERE.parent / "hai_cap_2026"
TURNS = {"q1": "quy_1", "m6": "sau_thang"}
SENT = {"q1": (date(2026, 3, 11), date(2026, 3, 16)), "m6": (date(2026, 6, 11), date(2026, 6, 16))}
DAYS = {"q1": ("05/3/2026", "06/3/2026", "09/3/2026"), "m6": ("03/6/2026", "05/6/2026", "08/6/2026")}


@cache
def data() -> dict[str, Any]:
    return tomllib.loads((HERE / "hai_cap_2026.toml").read_text("utf-8"))


def registry() -> Registry:
    """Departments, then communes in the order of the list, then bodies that have merged."""
    bodies = (
        *(_body(row, ("SBN",)) for row in data()["agency"]),
        *_communes(),
        *(_body(row, (), expected=False) for row in data()["ended"]),
    )
    agencies = tuple(replace(agency, order=n) for n, agency in enumerate(bodies, 1))
    groups = (
        Group("SBN", "Các sở, ngành", ("Các sở, ban, ngành", "các sở, ngành", "sở, ngành", "sở, ban, ngành"), 1),
        Group("XA", "Ủy ban nhân dân các xã, phường, đặc khu", ("UBND các xã, phường, đặc khu", "UBND cấp xã"), 2),
    )
    return Registry(agencies, groups, (Level("province", "Cấp tỉnh"), Level("commune", "Cấp xã")))


def _body(row: dict[str, Any], groups: tuple[str, ...], expected: bool = True) -> Agency:
    return Agency(
        row["code"],
        row["name"],
        row.get("symbol", row["code"]),
        row.get("short_name", ""),
        "province",
        groups,
        expected=expected,
        aliases=tuple(row.get("aliases", ())),
        valid_to=row.get("valid_to"),
        successors=tuple(row.get("successors", ())),
    )


def _communes() -> Iterator[Agency]:
    with (HERE / "don_vi_hanh_chinh_2026.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name = row["full_name"]
            lower = name[0].lower() + name[1:]
            yield Agency(
                f"X{row['gso_code']}",
                f"Ủy ban nhân dân {lower}",
                "UBND",
                f"UBND {lower}",
                "commune",
                ("XA",),
                aliases=(name,),
                gso_code=row["gso_code"],
            )


def plan_workbook(document: Path) -> bytes:
    """The document as the program imports it, the importer's proposals confirmed as an officer would."""
    from reporting.commands.plan_import import load_rules, read_document
    from reporting.plan_import.importer import import_plan

    imported = import_plan(read_document(document), load_rules(), registry())
    return workbook_of(_confirmed(imported.plan), imported.registry)


def _confirmed(plan: Plan) -> Plan:
    """As an officer confirms it: of a target that names nobody, the body that follows its field has the figure."""
    return replace(plan, items=tuple(map(_decided, plan.items)))


def _decided(item: Item) -> Item:
    if item.kind is not ItemKind.TARGET:
        return replace(item, assignments=tuple(replace(a, proposed=False) for a in item.assignments))
    measures = tuple(replace(m, proposed=(), combine=Combine.LEAD, kind=_counted(m.kind)) for m in item.measures)
    return replace(item, assignments=(Assignment(Role.LEAD, item.focal),), focal="", measures=measures)


def _counted(kind: MeasureKind) -> MeasureKind:
    """How many bodies reached it is counted by the one that follows them all."""
    return MeasureKind.RATIO if kind is MeasureKind.UNITS else kind


# --- returns ---


def returns(turn: str) -> Iterator[tuple[str, bytes]]:
    """File name and workbook of everybody; of half a year as in real life: who is in `damage` typed something wrong."""
    sources, inputs = job(turn)
    real = data()["real_life"] if turn == "m6" else {}
    for agency in inputs.registry.expected(inputs.period.cutoff):
        if agency.code in real.get("missing", ()):
            continue
        form = inputs.forms.made(agency, notice=INVENTED)
        head = proposed_head(inputs.job, inputs.registry, agency)
        whole = replace(form, carried=carried_lines(sources, inputs, agency), own_report=head)
        typed = filled(agency, inputs, turn)
        yield whole.file_name, form_workbook(whole, _damaged(typed, agency.code, real) if real else typed)


def _damaged(typed: FilledForm, agency: str, real: Mapping[str, Any]) -> FilledForm:
    wrong = {one["row"]: one["cells"] for one in data()["damage"] if one["agency"] == agency}
    late = {"sent": real["late"][agency]} if agency in real["late"] else {}
    return replace(typed, rows={**typed.rows, **wrong}, guide={**typed.guide, **late})


def compiler_sheet(turn: str) -> bytes:
    """What the compiling officer writes."""
    texts = data()["compiler"].items()
    sheet = CompilerSheet(tuple(CompilerText(key, said[list(TURNS).index(turn)]) for key, said in texts))
    outline = parse_outline(read_toml(resource("outlines", "bnv-4625-2025.toml")), "bnv-4625-2025")
    return compiler_workbook(outline, sheet=sheet)


def job(turn: str) -> tuple[Sources, Inputs]:
    sources = read_frame(FOLDER / TURNS[turn])
    return sources, parse_inputs(sources)


def filled(agency: Agency, inputs: Inputs, turn: str) -> FilledForm:
    """What a careful officer of this agency types."""
    at, rows = list(TURNS).index(turn), {}
    form = inputs.forms.made(agency)
    for code, row in form.rows().items():
        cells = _cells(agency, code, row, at, inputs)
        if cells:
            rows[code] = cells
    for key, texts in data()["opinions"].get(agency.code, {}).items():
        rows[assessment_code(key)] = {"narrative": texts[at]}
    sent = SENT[turn][agency.level == "province"]
    who = f"Người lập biểu {agency.code} (tên minh họa)"
    return FilledForm(rows, {"filled_by": who, "sent": sent, "sequence": 1})


def _cells(agency: Agency, code: str, row: FormRow, at: int, inputs: Inputs) -> Mapping[str, object]:
    kind, _, name = code.partition("/")
    if kind == "thong_ke":
        return _statistic(agency, name, at, inputs)
    if kind == "noi_dung":
        parts = {"narrative": "topics", "note": "limits", "evidence": "documents"}
        texts = {column: data()[table].get(name, ["", ""])[at] for column, table in parts.items()}
        first, line, rest = texts["narrative"].partition("\n")
        texts["narrative"] = f"{first} {data()['more'][name][at]}{line}{rest}"
        return {column: text for column, text in texts.items() if text}
    return _planned(agency, row, at, inputs) if row.obligation and row.required else {}


def _statistic(agency: Agency, code: str, at: int, inputs: Inputs) -> Mapping[str, object]:
    row = inputs.statistics.by_code[code.removesuffix(LEAD)]
    if row.computed:
        return {}
    if agency.level == "commune":
        return {"numerator": _of_commune(agency, code, at)}
    given = data()["statistics"].get(agency.code, {}).get(code)
    if code.endswith(LEAD):
        return {"numerator": _whole(code.removesuffix(LEAD), at, inputs)}
    if given is None:
        return {"numerator": _of_department(agency, code, at)} if code.startswith("3/3.1.") else {}
    value = given[at]
    return {"numerator": "-", "note": value} if isinstance(value, str) else {"numerator": value}


def _of_commune(agency: Agency, code: str, at: int) -> int:
    """Dossiers of a commune, in six months about twice those of a quarter; a legal text now and then."""
    dice = Random(f"{agency.code}|hai_cap")
    size, late = dice.randint(380, 2900), dice.choice((0, 0, 1, 2, 3))
    documents = dice.choice((0, 0, 0, 1))
    if code == "2/1.2":
        return documents + at
    solved = size * (2 * at + (at == 0)) + 17 * at
    return solved if code == "3/3.2.1" else solved - late * (at + 1)


def _of_department(agency: Agency, code: str, at: int) -> int:
    dice = Random(f"{agency.code}|hai_cap")
    size, late = dice.randint(120, 4200), dice.choice((0, 0, 1, 4))
    solved = size * (2 * at + (at == 0)) + 9 * at
    return solved if code == "3/3.1.1" else solved - late * (at + 1)


def _whole(code: str, at: int, inputs: Inputs) -> int:
    """What the lead counts itself: the same as the sum, in the clean sample."""
    asked = inputs.statistics.by_code[code]
    total = 0
    for agency in inputs.registry.expected(inputs.period.cutoff):
        if asked.asks(agency):
            total += int(str(_statistic(agency, code, at, inputs)["numerator"]))
    return total


def _planned(agency: Agency, row: FormRow, at: int, inputs: Inputs) -> Mapping[str, object]:
    """A row of the plan: a share of dossiers, yes, or how far the task has come."""
    duty = row.obligation
    assert duty
    dice = Random(f"{agency.code}|{duty.row}|hai_cap")
    day = dice.choice(DAYS[list(TURNS)[at]])
    proof = {"evidence": f"Báo cáo số {dice.randint(20, 95) + 100 * at}/BC-{agency.symbol} ngày {day}"}
    if "answer" in row.fill:
        return {"answer": "Có", **proof}
    if "denominator" in row.fill:
        size = dice.randint(40, 900) * (at + 1)
        return {"numerator": size - dice.choice((0, 0, 1, 2)), "denominator": size, **proof}
    if "numerator" in row.fill:
        return {"numerator": 100 if row.unit == "%" else dice.randint(1, 9), **proof}
    item = inputs.plan.item(duty.item)
    assert item
    done = item.due.day is not None and item.due.day <= inputs.period.cutoff
    told = {"narrative": _TOLD[done][at]}
    return {"status": "Hoàn thành" if done else "Đang thực hiện", **told, **proof}


_TOLD = {
    True: ("Đã hoàn thành trong quý I, sản phẩm đã ban hành.", "Đã hoàn thành; tiếp tục theo dõi việc thực hiện."),
    False: ("Đang thực hiện theo tiến độ của Kế hoạch.", "Tiếp tục thực hiện, đã xong khoảng hai phần ba khối lượng."),
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    names = {row["code"]: row["name"] for row in data()["agency"]}
    document = FOLDER / "ke_hoach_cchc_2026.docx"
    document.write_bytes(plan_document(data(), names))
    (FOLDER / "don_vi.xlsx").write_bytes(registry_workbook(registry()))
    (FOLDER / "plan.xlsx").write_bytes(plan_workbook(document))
    for turn, name in TURNS.items():
        folder = FOLDER / name / "bao_cao_nhan"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (FOLDER / name / "phan_tong_hop.xlsx").write_bytes(compiler_sheet(turn))
        for file, workbook in returns(turn):
            (folder / file).write_bytes(workbook)


if __name__ == "__main__":
    main()
