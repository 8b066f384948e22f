"""A province of two levels, without districts, as from 2025: departments and many communes, each sending its own
return. Plan, names and figures are invented; any size can be had."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from reporting.agencies import Agency, Group, Level, Registry
from reporting.excel.form_writer import form_workbook
from reporting.excel.plan_workbook import plan_workbook
from reporting.excel.registry_workbook import registry_workbook
from reporting.forms.build import form_of
from reporting.forms.form import FilledForm
from reporting.obligations import Campaign, Obligation, obligations
from reporting.period import Period, parse_calendar
from reporting.plan import (
    Assignment,
    Combine,
    Comparator,
    Due,
    DueKind,
    Item,
    ItemKind,
    Measure,
    MeasureKind,
    Plan,
    Role,
    Section,
)
from reporting.resources import resource
from reporting.store.files import read_toml

DEPARTMENTS = ("SNV", "STP", "STC", "SKHCN", "SYT", "SGDDT", "SXD", "SCT", "SNNMT", "SVHTTDL", "SNGV", "TTR", "VPUB")
_PER_WARD = 9

JOB = """\
[job]
name = "quy_1_2026"
period = "Q1"
year = 2026
as_of = 2026-03-17
invented = true

[inputs]
plan = "plan.xlsx"
registry = "don_vi.xlsx"
returns = "bao_cao_nhan"
communes_report = "directly"

[report]
issuing_body = "ỦY BAN NHÂN DÂN TỈNH MẪU"
place = "Mẫu"
addressees = ["Bộ Nội vụ"]

[signing]
lines = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
name = "Nguyễn Văn Mẫu"
"""


def registry(communes: int) -> Registry:
    """13 departments and so many communes, one in nine a ward, the last one a special zone."""
    agencies = [
        Agency(code, f"Cơ quan {code} tỉnh Mẫu", code, level="province", groups=("SBN",), order=order)
        for order, code in enumerate(DEPARTMENTS, 1)
    ]
    for number in range(1, communes + 1):
        kind = "đặc khu" if number == communes else "phường" if number % _PER_WARD == 0 else "xã"
        agencies.append(
            Agency(
                f"X{number:05d}",
                f"Ủy ban nhân dân {kind} Mẫu {number}",
                level="commune",
                groups=("XA",),
                gso_code=f"{20000 + number}",
                order=len(DEPARTMENTS) + number,
            )
        )
    groups = (Group("SBN", "Các sở, ban ngành", ("sở, ban ngành",), 1), Group("XA", "UBND cấp xã", ("UBND cấp xã",), 2))
    return Registry(tuple(agencies), groups, (Level("province", "Cấp tỉnh"), Level("commune", "Cấp xã")))


def plan() -> Plan:
    """Two summed ratios, a sum, a lead's list, four tasks, two duties of everybody."""
    everybody = tuple(Assignment(Role.IMPLEMENT, party) for party in ("SBN", "XA"))
    monitored = (*everybody, Assignment(Role.MONITOR, "SNV"))
    led = (Assignment(Role.LEAD, "SNV"), Assignment(Role.COORDINATE, "SBN"), Assignment(Role.COORDINATE, "XA"))
    ratio = {"unit": "hồ sơ", "comparator": Comparator.AT_LEAST, "threshold": Decimal(80)}
    targets = (
        _target(1, "Tỷ lệ hồ sơ trực tuyến", MeasureKind.RATIO, monitored, **ratio),
        _target(2, "Tỷ lệ hồ sơ giải quyết đúng hạn", MeasureKind.RATIO, monitored, **ratio, standing=True),
        _target(3, "Số thủ tục được rút ngắn thời hạn", MeasureKind.COUNT, monitored, unit="thủ tục"),
        _target(4, "Tỷ lệ đơn vị được kiểm tra", MeasureKind.RATIO, led, unit="đơn vị", combine=Combine.LEAD),
    )
    tasks = tuple(
        Item(f"II.1.{n:02d}", ItemKind.TASK, "II.1", n, f"Nhiệm vụ mẫu số {n} về cải cách thủ tục hành chính.", assignments=led, due=Due(DueKind.REGULAR, text="thường xuyên"))
        for n in range(1, 5)
    )  # fmt: skip
    duties = tuple(
        Item(f"III.1.{n:02d}", ItemKind.DUTY, "III.1", n, f"Trách nhiệm mẫu số {n} của các đơn vị.", assignments=everybody)
        for n in range(1, 3)
    )  # fmt: skip
    sections = (
        Section("I", "I.", "MỤC TIÊU"),
        Section("I.1", "1.", "Mục tiêu", "I"),
        Section("I.1.b", "b)", "Các chỉ tiêu cụ thể", "I.1"),
        Section("II", "II.", "NHIỆM VỤ"),
        Section("II.1", "1.", "Cải cách thủ tục hành chính", "II"),
        Section("III", "III.", "TỔ CHỨC THỰC HIỆN"),
        Section("III.1", "1.", "Các sở, ban ngành, Ủy ban nhân dân cấp xã", "III"),
    )
    return Plan(
        "KH-MAU-2026",
        2026,
        "Thực hiện công tác cải cách hành chính nhà nước năm 2026",
        "KẾ HOẠCH",
        issuer="ỦY BAN NHÂN DÂN TỈNH MẪU",
        sections=sections,
        items=(*targets, *tasks, *duties),
    )


def _target(number: int, name: str, kind: MeasureKind, roles: tuple[Assignment, ...], **fields: object) -> Item:
    code = f"I.1.b.{number:02d}"
    parts = ("Số đạt", "Tổng số") if kind is MeasureKind.RATIO else (name, "")
    measure = Measure(f"{code}/1", code, name, kind, numerator=parts[0], denominator=parts[1], **fields)  # type: ignore[arg-type]
    focal = "" if any(a.role is Role.LEAD for a in roles) else "SNV"
    return Item(code, ItemKind.TARGET, "I.1.b", number, f"{name}.", assignments=roles, focal=focal, measures=(measure,))


def period() -> Period:
    return parse_calendar(read_toml(resource("calendars", "bnv-3759-2021.toml")), "").period("Q1", 2026)


def answers(agency: Agency, owed: tuple[Obligation, ...]) -> FilledForm:
    """Every required row filled; the numbers follow from the agency's place in the registry."""
    rows: dict[str, dict[str, object]] = {}
    for number, row in enumerate(r for r in owed if r.required):
        cells: dict[str, object] = {"evidence": f"Báo cáo số {agency.order}/BC-{agency.code} ngày 10/3/2026"}
        if row.answer is MeasureKind.RATIO:
            cells |= {"numerator": 40 + agency.order % 50 + number, "denominator": 100 + agency.order % 50 + number}
        elif row.answer is MeasureKind.COUNT:
            cells |= {"numerator": agency.order % 4}
        elif row.answer is MeasureKind.UNITS:
            cells |= {"answer": "Có"}
        else:
            cells |= {
                "status": "Đang thực hiện",
                "narrative": f"Đã thực hiện {agency.order % 7 + 1} việc theo kế hoạch",
            }
        rows[row.row] = cells
    return FilledForm(rows, {"filled_by": f"Người lập biểu {agency.code}", "sent": date(2026, 3, 14), "sequence": 1})


def write_job(folder: Path, communes: int) -> Path:
    """plan.xlsx, don_vi.xlsx, job.toml and a return of everybody."""
    place, wanted, when = registry(communes), plan(), period()
    (folder / "plan.xlsx").write_bytes(plan_workbook(wanted, place))
    (folder / "don_vi.xlsx").write_bytes(registry_workbook(place))
    (folder / "job.toml").write_text(JOB, encoding="utf-8")
    (folder / "bao_cao_nhan").mkdir()
    for agency in place.expected():
        filled = answers(agency, obligations(wanted, place, agency))
        data = form_workbook(form_of(agency, Campaign(wanted, place, when), invented=True), filled)
        (folder / "bao_cao_nhan" / f"{agency.code}.xlsx").write_bytes(data)
    return folder
