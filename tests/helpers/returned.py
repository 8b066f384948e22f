"""A filled return of the small province's district, as bytes, and what the program makes of such bytes.

The plan is the small one with three more targets, so that every kind of figure is asked: a count
(04), a yes or no (05), a percentage typed as such (06).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reporting.excel.form_writer import form_workbook
from reporting.excel.read import read_bytes
from reporting.findings import Finding
from reporting.forms.build import form_of
from reporting.forms.form import FilledForm, Form
from reporting.forms.statistics import Indicator, Statistics
from reporting.obligations import Campaign
from reporting.parse.returns import parse_return
from reporting.plan import Combine, Comparator, Item, ItemKind, Measure, MeasureKind, Role
from reporting.returns import Quantity, Return, Status, Text
from tests.helpers.small import PERIOD, PLAN, REGISTRY, _role

_MORE = (
    ("I.1.b.04", Measure("I.1.b.04/1", "I.1.b.04", "Số hoạt động", MeasureKind.COUNT, "hoạt động", "Số hoạt động")),
    (
        "I.1.b.05",
        Measure(
            "I.1.b.05/1",
            "I.1.b.05",
            "Tỷ lệ đơn vị có trang thông tin",
            MeasureKind.UNITS,
            "đơn vị",
            combine=Combine.COUNT,
        ),
    ),
    (
        "I.1.b.06",
        Measure(
            "I.1.b.06/1",
            "I.1.b.06",
            "Chỉ số hài lòng",
            MeasureKind.COUNT,
            "%",
            "Chỉ số",
            "",
            Comparator.AT_LEAST,
            Decimal(85),
            "≥ 85%",
        ),
    ),
)
_TARGETS = tuple(
    Item(
        code,
        ItemKind.TARGET,
        "I.1.b",
        number,
        f"Chỉ tiêu bổ sung {number}.",
        assignments=_role(Role.IMPLEMENT, "SBN", "HUYEN"),
        measures=(measure,),
    )
    for number, (code, measure) in enumerate(_MORE, 4)
)
FULL_PLAN = replace(PLAN, items=(*PLAN.items[:3], *_TARGETS, *PLAN.items[3:]))
FULL_CAMPAIGN = Campaign(FULL_PLAN, REGISTRY, PERIOD)
_INDICATORS = (
    Indicator("1", "Chỉ đạo, điều hành"),
    Indicator("1.1", "Số nhiệm vụ đề ra", "Nhiệm vụ"),
    Indicator("1.2", "Tỷ lệ hoàn thành", "%"),
    Indicator("1.3", "Vốn đã giải ngân", "Triệu đồng"),
)
STATISTICS = Statistics(indicators=_INDICATORS)
_PROOF = {"evidence": "Báo cáo số 45/BC-UBND ngày 10/3/2023", "narrative": "Đã thực hiện theo kế hoạch."}
ROWS: Mapping[str, Mapping[str, object]] = {
    "I.1.b.01/1": {"numerator": 850, "denominator": 1000, "status": "Hoàn thành", **_PROOF},
    "I.1.b.01/1@commune": {"numerator": 1250, "denominator": 1500, "reported": 2, "status": "Đang thực hiện", **_PROOF},
    "I.1.b.02": {"status": "Đang thực hiện", **_PROOF},
    "I.1.b.03/1": {"status": "Không phát sinh", "note": "Không có đơn vị sự nghiệp phải tính giá"},
    "I.1.b.04/1": {"numerator": 2, "status": "Hoàn thành", **_PROOF},
    "I.1.b.05/1": {"answer": "Có", **_PROOF},
    "I.1.b.06/1": {"numerator": "85,5%", **_PROOF},
    "II.1.01": {"status": "Đang thực hiện", **_PROOF},
    "II.1.02": {"status": "Hoàn thành", **_PROOF, "note": "Ban hành sớm"},
    "III.1.01": {"status": "Hoàn thành", **_PROOF},
    "danh_gia/ket_qua": {"narrative": "Hồ sơ điện tử tăng.\nChỉ đạo kịp thời."},
    "danh_gia/kien_nghi": {"narrative": "Hỗ trợ kinh phí."},
    "thong_ke/1.1": {"numerator": 40, "note": "Theo kế hoạch"},
    "thong_ke/1.2": {"numerator": "97,5%"},
    "thong_ke/1.3": {"numerator": 1234.5},
}
GUIDE = {"filled_by": "Nguyễn Thị Bình, chuyên viên", "phone": "0260 000 000", "sent": date(2023, 3, 10), "sequence": 1}
FREE = ({"text": "Tổ chức hội thi", "narrative": "Đã tổ chức", "evidence": "Kế hoạch số 5/KH-UBND"},)
FILE = "bao_cao/dak_ha.xlsx"
PARTS = ("numerator", "denominator", "reported", "total", "status", "narrative", "evidence", "note")


def form(agency: str = "HDAKHA") -> Form:
    known = REGISTRY.agency(agency)
    assert known
    return form_of(known, FULL_CAMPAIGN, statistics=STATISTICS)


def filled(changes: Mapping[str, Mapping[str, object]] | None = None, **guide: object) -> FilledForm:
    """The careful officer's answers with some cells changed."""
    rows = {row: {**cells, **(changes or {}).get(row, {})} for row, cells in ROWS.items()}
    rows |= {row: dict(cells) for row, cells in (changes or {}).items() if row not in rows}
    return FilledForm(rows, {**GUIDE, **guide}, FREE)


def workbook(changes: Mapping[str, Mapping[str, object]] | None = None, **guide: object) -> bytes:
    return form_workbook(form(), filled(changes, **guide))


def edited(edit: Callable[[Any], None], data: bytes | None = None) -> bytes:
    """The filled workbook after someone's hand was in it (openpyxl: formulas lose their results)."""
    book = load_workbook(BytesIO(data or workbook()))
    edit(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def place(book: Any, row: str, key: str) -> tuple[Worksheet, int, int]:
    """Where a cell of the form is: by the hidden codes, as the program looks for it."""
    for sheet in book.worksheets:
        keys = {cell.value: cell.column for cell in sheet[1] if cell.value}
        codes = {sheet.cell(r, 1).value: r for r in range(1, sheet.max_row + 1)}
        if row in codes and f"cchc:{key}" in keys:
            return sheet, codes[row], keys[f"cchc:{key}"]
    raise LookupError(row, key)


def understood(data: bytes, file: str = FILE) -> tuple[Return | None, tuple[Finding, ...]]:
    """Reading and parsing together."""
    grid, found = read_bytes(data, file)
    if grid is None:
        return None, found
    returned, more = parse_return(grid, FULL_CAMPAIGN, statistics=STATISTICS)
    return returned, (*found, *more)


def flat(returned: Return) -> dict[str, object]:
    """Every answer as `row/part` → plain value, blanks left out: for comparing what was kept."""
    found: dict[str, object] = {}
    for answer in returned.answers:
        found |= {f"{answer.row} {part}": plain(getattr(answer, part)) for part in PARTS}
    for number, row in enumerate(returned.free_rows, 1):
        found |= {f"khac {number} {part}": plain(getattr(row, part)) for part in ("title", "result", "evidence")}
    for one in returned.statistics:
        found |= {f"thong_ke {one.code} value": plain(one.value), f"thong_ke {one.code} note": plain(one.note)}
    found |= {f"danh_gia {key}": text.text for key, text in returned.assessment.items()}
    return {key: value for key, value in found.items() if value is not None}


def plain(part: object) -> object:
    if isinstance(part, Quantity):
        return part.value
    if isinstance(part, Text):
        return part.text
    return part.label if isinstance(part, Status) else part


def said(findings: tuple[Finding, ...]) -> set[str]:
    """`code@Sheet!A1` of each finding."""
    return {f"{f.code}@{f.location.sheet}!{f.location.cell}" if f.location.cell else f.code for f in findings}
