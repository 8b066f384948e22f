"""Hand-made results for the small province of tests.helpers.small. All invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from reporting.completeness import AgencyState, CellState, Completeness, Decision, OwedCell, Timeliness
from reporting.compose.outline import Outline, parse_outline
from reporting.consolidation import (
    Consolidation,
    Coverage,
    Evidence,
    Figure,
    Formula,
    ItemResult,
    MeasureResult,
    Narrative,
    Source,
    Total,
)
from reporting.findings import Finding
from reporting.job import InputPaths, Job, ReportSettings, Signing, Task
from reporting.location import Location
from reporting.obligations import Level, obligations
from reporting.plan import Role
from reporting.returns import FreeRow, Status, Text
from tests.helpers.small import PLAN, REGISTRY

ROOT = Path(__file__).parents[2]


def outline(name: str = "theo_ke_hoach") -> Outline:
    import tomllib

    path = ROOT / "templates" / "outlines" / f"{name}.toml"
    return parse_outline(tomllib.loads(path.read_text(encoding="utf-8")), path.name)


def job(**report: object) -> Job:
    settings = {"issuing_body": "ỦY BAN NHÂN DÂN TỈNH MẪU", "place": "Mẫu", "addressees": ("Bộ Nội vụ",)} | report
    return Job(
        Task("thu", "Q1", 2023, date(2023, 3, 17), invented=True),
        InputPaths("plan.xlsx", "don_vi.xlsx", "bao_cao"),
        ReportSettings(**settings),  # type: ignore[arg-type]
        Signing(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Văn Mẫu"),
    )


def place(agency: str, cell: str = "H7") -> Location:
    return Location(f"{agency}.xlsx", "Chỉ tiêu", cell)


def source(agency: str, value: int | str, cell: str = "H7", level: Level = "own") -> Source:
    return Source(agency, place(agency, cell), Decimal(value), str(value), level)


def total(*sources: Source) -> Total:
    return Total(sum((s.value for s in sources if s.value is not None), Decimal(0)), sources)


def counted(*sources: Source, id: str = "thong_ke/1", unit: str = "") -> Figure:
    """The sum of these cells as a figure."""
    whole = total(*sources)
    return Figure(id, whole.value, Formula.VALUE, (whole,), unit)


def ratio(id: str, top: Total, bottom: Total) -> Figure:
    return Figure(id, 100 * top.value / bottom.value, Formula.RATIO, (top, bottom), "%")


def simple_ratio(id: str, top: int, bottom: int, agency: str = "SNV") -> Figure:
    return ratio(id, total(source(agency, top)), total(source(agency, bottom, "I7")))


def said(agency: str, text: str, role: Role = Role.LEAD) -> Narrative:
    return Narrative(text, role, (Source(agency, place(agency, "L7"), None, text),))


def proof(agency: str, text: str) -> Evidence:
    return Evidence(text, agency, Source(agency, place(agency, "M7"), None, text))


def status_cell(agency: str, status: Status) -> Source:
    return Source(agency, place(agency, "K7"), None, status.label)


def files_target(**changes: object) -> ItemResult:
    """I.1.b.01: SNV, STP and the district with its communes; SKHDT silent unless told otherwise."""
    own = ratio(
        "I.1.b.01/1@own",
        total(source("SNV", 40), source("STP", 45)),
        total(source("SNV", 50, "I7"), source("STP", 50, "I7")),
    )
    communes = ratio(
        "I.1.b.01/1@commune",
        total(source("HDAKHA", 70, "H8", "commune")),
        total(source("HDAKHA", 100, "I8", "commune")),
    )
    whole = ratio(
        "I.1.b.01/1",
        Total(Decimal(155), own.operands[0].sources + communes.operands[0].sources),
        Total(Decimal(200), own.operands[1].sources + communes.operands[1].sources),
    )
    measure = MeasureResult(
        "I.1.b.01/1",
        whole,
        previous=simple_ratio("I.1.b.01/1@Y-2022", 76, 100),
        coverage=Coverage(4, 4),
        by_agency=(("SNV", simple_ratio("a", 40, 50)), ("STP", simple_ratio("b", 45, 50, "STP"))),
        own=own,
        communes=communes,
    )
    fields = {"measure": measure, **changes}
    return ItemResult("I.1.b.01", Status.ONGOING, status_cell("SNV", Status.ONGOING), measures=(fields["measure"],))  # type: ignore[arg-type]


def results() -> tuple[ItemResult, ...]:
    """A full set: every item of the small plan answered."""
    inspected = MeasureResult("I.1.b.02/1", simple_ratio("I.1.b.02/1", 2, 30), coverage=Coverage(1, 1))
    prices = MeasureResult("I.1.b.03/1", simple_ratio("I.1.b.03/1", 1, 4, "STP"), coverage=Coverage(4, 4))
    done, ongoing = Status.DONE, Status.ONGOING
    return (
        files_target(),
        ItemResult("I.1.b.02", ongoing, status_cell("SNV", ongoing), measures=(inspected,), narratives=(said("SNV", "Kiểm tra 02 cơ quan."),)),
        ItemResult("I.1.b.03", ongoing, status_cell("STP", ongoing), measures=(prices,)),
        ItemResult(
            "II.1.01",
            ongoing,
            status_cell("STP", ongoing),
            narratives=(said("STP", "Rà soát 31 văn bản, kiến nghị bãi bỏ 02 văn bản."), said("SNV", "Rà soát 04 văn bản của ngành.", Role.COORDINATE)),
            evidence=(proof("STP", "Báo cáo số 35/BC-STP ngày 10/3/2023"),),
            statuses=(("SNV", ongoing), ("STP", ongoing)),
        ),
        ItemResult("II.1.02", done, status_cell("STP", done), Status.ONGOING, narratives=(said("STP", "Đã tham mưu ban hành Kế hoạch."),), statuses=(("STP", done),)),
        ItemResult(
            "III.1.01",
            narratives=tuple(said(a, f"Ban hành kế hoạch của cơ quan {n}.", Role.IMPLEMENT) for n, a in enumerate(("SNV", "STP", "SKHDT", "HDAKHA"))),
            statuses=(("SNV", done), ("STP", done), ("SKHDT", done), ("HDAKHA", ongoing)),
            coverage=Coverage(4, 4),
        ),
    )  # fmt: skip


def consolidation(*items: ItemResult, **fields: object) -> Consolidation:
    """The full set with `items` in the places of those of the same code."""
    changed = {item.code: item for item in items}
    return Consolidation("Q1-2023", tuple(changed.get(r.code, r) for r in results()), **fields)  # type: ignore[arg-type]


def completeness(*, silent: tuple[str, ...] = (), decided: tuple[tuple[Finding, Decision], ...] = ()) -> Completeness:
    states = []
    for agency in REGISTRY.expected():
        sent = agency.code not in silent
        rows = obligations(PLAN, REGISTRY, agency)
        cells = tuple(
            OwedCell(o, o.item.rpartition(".")[0], CellState.FULL if sent else CellState.SILENT, location=place(agency.code) if sent else Location())
            for o in rows
            if o.required
        )  # fmt: skip
        when = date(2023, 3, 15) if sent else None
        timeliness = Timeliness.ON_TIME if sent else Timeliness.MISSING
        states.append(
            AgencyState(agency.code, agency.label, f"{agency.code}.xlsx" if sent else "", when, timeliness, cells)
        )
    return Completeness("Q1-2023", date(2023, 3, 17), tuple(states), decided=decided)


def opinions() -> tuple[tuple[str, tuple[Narrative, ...]], ...]:
    return (
        ("ket_qua", (said("SNV", "Hoàn thành đánh giá, xếp loại năm 2022."),)),
        ("kien_nghi", (said("STP", "Đề nghị bố trí biên chế pháp chế."),)),
    )


def free_row() -> tuple[str, FreeRow]:
    return ("STP", FreeRow(Text("Sáng kiến tra cứu văn bản"), Text("Đã áp dụng"), Text("Quyết định số 9/QĐ-STP")))


def silent_measure(measure: str, *missing: str, owing: int = 4) -> MeasureResult:
    return MeasureResult(measure, coverage=Coverage(owing - len(missing), owing, missing))
