"""What offices do to a form: each kind of damage with its finding and cell, and nothing else lost.

`finds`: `code@Sheet!A1`; `changes`: what the answers then are instead (None: no value). Everything
not named must be found exactly as in the undamaged return.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from unicodedata import normalize

import pytest

from tests.helpers.returned import edited, flat, said, understood, workbook

D = Decimal
T, N, S, G = "Chỉ tiêu", "Nhiệm vụ", "Thống kê", "Hướng dẫn"
OWN, COMMUNE = "I.1.b.01/1", "I.1.b.01/1@commune"


@dataclass(frozen=True)
class Damage:
    name: str
    data: Callable[[], bytes]
    finds: frozenset[str] = frozenset()
    changes: Mapping[str, object] = field(default_factory=dict)


CASES: list[Damage] = []


def typed(name: str, row: str, key: str, value: object, *finds: str, **changes: object) -> None:
    """Something else typed into one cell."""
    told = {f"{row} {part}": made for part, made in changes.items()}
    CASES.append(Damage(name, lambda: workbook({row: {key: value}}), frozenset(finds), told))


def hand(
    name: str, *finds: str, changes: Mapping[str, object] | None = None
) -> Callable[[Callable[[Any], None]], None]:
    """A workbook edited by hand."""

    def register(edit: Callable[[Any], None]) -> None:
        CASES.append(Damage(name, lambda: edited(edit), frozenset(finds), changes or {}))

    return register


# --- values as people type them -----------------------------------------------------------------

typed("số kiểu Việt Nam", OWN, "numerator", "1.234.567", numerator=D(1234567))
typed("khoảng trắng ngăn hàng nghìn", OWN, "numerator", "1 850", f"value-repaired@{T}!K6", numerator=D(1850))
typed("khoảng trắng không ngắt", OWN, "numerator", "1\u00a0850", f"value-repaired@{T}!K6", numerator=D(1850))
typed("dấu phẩy kiểu Anh", OWN, "numerator", "1,850,000", f"value-repaired@{T}!K6", numerator=D(1850000))
typed("số kèm đơn vị", OWN, "numerator", "850 hồ sơ", f"value-repaired@{T}!K6")
typed("số kèm chữ trong ngoặc", OWN, "numerator", "850 (tám trăm năm mươi)", f"value-repaired@{T}!K6")
typed("chữ số toàn khổ", OWN, "numerator", "８５０")
typed("phân số trong một ô", OWN, "numerator", "850/1000", f"value-repaired@{T}!K6")
typed(
    "phân số trái mẫu số",
    OWN,
    "numerator",
    "850/900",
    f"value-fraction-conflict@{T}!K6",
    numerator=None,
    denominator=None,
)
typed("phân số, mẫu số trống", OWN, "numerator", "850/1000", f"value-repaired@{T}!K6")
typed("1.850 hai cách hiểu", OWN, "numerator", "1.850", f"value-ambiguous@{T}!K6", numerator=None)
typed("số lẻ ở ô đếm", OWN, "numerator", 1.85, f"value-not-whole@{T}!K6", numerator=None)
typed("khoảng 800", OWN, "numerator", "khoảng 800", f"value-approximate@{T}!K6", numerator=None)
typed("hơn 800", OWN, "denominator", "hơn 800", f"value-approximate@{T}!L6", denominator=None)
typed("gạch ngang", OWN, "numerator", "-", f"value-dash@{T}!K6", numerator=None)
typed("không có", OWN, "numerator", "không có", f"value-nothing@{T}!K6", numerator=None)
typed("tám trăm", OWN, "numerator", "tám trăm", f"value-unreadable@{T}!K6", numerator=None)
typed("hai kiểu ngăn hàng nghìn", OWN, "numerator", "1 850.000", f"value-ambiguous@{T}!K6", numerator=None)
typed("chấm trước ba số cuối", OWN, "numerator", "1850.000", f"value-ambiguous@{T}!K6", numerator=None)
typed("số không", OWN, "numerator", 0, numerator=D(0))
typed("ô trống", OWN, "numerator", None, numerator=None)
typed("tỷ lệ ở ô tử số", OWN, "numerator", "85,5%", f"value-percent@{T}!K6", numerator=None)
typed("Excel đổi phân số thành ngày", OWN, "numerator", date(2023, 12, 5), f"value-date@{T}!K6", numerator=None)
typed("ba số trong ô", OWN, "numerator", "12/3/2023", f"value-unreadable@{T}!K6", numerator=None)
typed("số 1 ở ô tỷ lệ", "I.1.b.06/1", "numerator", 1, f"value-share@{T}!K12", numerator=None)
typed("phần của 1 ở ô tỷ lệ", "I.1.b.06/1", "numerator", 0.855, f"value-share@{T}!K12", numerator=None)
typed("tỷ lệ có khoảng trắng", "I.1.b.06/1", "numerator", "85,5 %")
typed("tỷ lệ dấu chấm", "I.1.b.06/1", "numerator", "85.5%", f"value-repaired@{T}!K12")
typed("số xã n/N trong một ô", COMMUNE, "reported", "2/2", f"value-repaired@{T}!O7")
typed("số xã âm", COMMUNE, "reported", -2, f"value-negative@{T}!O7", reported=None)
typed("số xã có phần lẻ", COMMUNE, "reported", 1.5, f"value-not-whole@{T}!O7", reported=None)
typed(
    "Không phát sinh gõ ở ô số",
    "I.1.b.04/1",
    "numerator",
    "Không phát sinh",
    f"status-conflict@{T}!K10",
    numerator=None,
)
typed("Có viết thường", "I.1.b.05/1", "answer", "có")
typed("x thay cho Có", "I.1.b.05/1", "answer", "x", f"yes-no-unknown@{T}!N11", numerator=None, denominator=None)
typed("trạng thái gần đúng", "II.1.02", "status", "đã hoàn thành", f"status-repaired@{N}!I7")
typed("trạng thái lạ", "II.1.02", "status", "Tốt", f"status-unknown@{N}!I7", status=None)
typed("trạng thái NFD", "II.1.02", "status", normalize("NFD", "Hoàn thành"))
typed("trạng thái viết hoa, thừa dấu cách", "II.1.02", "status", "  HOÀN  THÀNH ")
typed("minh chứng ghi không có", "II.1.02", "evidence", "Không có", f"evidence-nothing@{N}!K7", evidence=None)
for typed_as in ("Không có văn bản", "chưa có tài liệu minh chứng", "Chưa ban hành", "N/A", "x", 0):
    typed(f"minh chứng ghi {typed_as!r}", "II.1.02", "evidence", typed_as, f"evidence-nothing@{N}!K7", evidence=None)
for typed_as in (".", "…", "/", "- -"):
    typed(f"chỉ có dấu {typed_as}", "II.1.02", "evidence", typed_as, evidence=None)
proof = "Không có văn bản nào quá hạn: Báo cáo số 12/BC-UBND"
typed("minh chứng bắt đầu bằng không có", "II.1.02", "evidence", proof, evidence=proof)
typed("gạch ngang ở ô chữ", "II.1.02", "note", "-", note=None)
typed("số ở ô chữ", "II.1.02", "note", 12.5, note="12,5")
typed("ngày ở ô chữ", "II.1.02", "note", date(2023, 3, 5), note="05/3/2023")
typed(
    "chữ NFD, dấu cách lạ",
    "II.1.02",
    "narrative",
    normalize("NFD", "Đã  ban\u00a0hành\u200b kế hoạch"),
    narrative="Đã ban hành kế hoạch",
)
typed("ký tự điều khiển", "II.1.02", "narrative", "Đã ban\x0bhành", narrative="Đã banhành")
typed("thống kê ước chừng", "thong_ke/1.1", "numerator", "~40", f"value-approximate@{S}!E6")
CASES[-1] = Damage(CASES[-1].name, CASES[-1].data, CASES[-1].finds, {"thong_ke 1.1 value": None})
typed("thống kê, gạch đầu dòng trước số", "thong_ke/1.1", "numerator", "- 40", f"value-negative@{S}!E6")
CASES[-1] = Damage(CASES[-1].name, CASES[-1].data, CASES[-1].finds, {"thong_ke 1.1 value": None})
typed(
    "thống kê kèm chính đơn vị tính được hỏi",
    "thong_ke/1.3",
    "numerator",
    "1.234,5 triệu đồng",
    f"value-repaired@{S}!E8",
)
for unit, said_as, found in (
    ("tỷ", "1,2 tỷ đồng", D(1200)),
    ("đồng", "1.200.000.000đ", D(1200)),
    ("nghìn đồng", "1200000 (nghìn đồng)", D(1200)),
    ("triệu", "1234,5 tr", D("1234.5")),
):
    typed(f"thống kê bằng {unit}", "thong_ke/1.3", "numerator", said_as, f"value-repaired@{S}!E8")
    CASES[-1] = Damage(CASES[-1].name, CASES[-1].data, CASES[-1].finds, {"thong_ke 1.3 value": found})
for said_as in ("4869 đồng", "12 hồ sơ", "60/80 tỷ đồng"):
    typed(f"thống kê không rõ đơn vị: {said_as}", "thong_ke/1.3", "numerator", said_as, f"value-unit@{S}!E8")
    CASES[-1] = Damage(CASES[-1].name, CASES[-1].data, CASES[-1].finds, {"thong_ke 1.3 value": None})
typed("đồng ở ô đếm", OWN, "numerator", "850 đồng", f"value-unit@{T}!K6", numerator=None)
typed("hai số, cách nhau bằng tab", OWN, "numerator", "2\t345", f"value-unreadable@{T}!K6", numerator=None)
typed("hai số trên hai dòng", OWN, "numerator", "2\n345", f"value-unreadable@{T}!K6", numerator=None)


# --- the sheet ----------------------------------------------------------------------------------


@hand("ô không phải điền", f"cell-unexpected@{T}!L10")
def _(book: Any) -> None:
    book[T]["L10"] = 5


@hand("chèn ba dòng trống phía trên")
def _(book: Any) -> None:
    book[T].insert_rows(1, 3)


@hand("chèn hai cột trống bên trái")
def _(book: Any) -> None:
    book[T].insert_cols(1, 2)


@hand("chèn cột ghi chú giữa bảng", f"column-unknown@{T}!K6")
def _(book: Any) -> None:
    book[T].insert_cols(11)
    book[T].cell(4, 11, "Ghi chú riêng")
    book[T].cell(6, 11, "xem lại")


@hand("viết bên phải bảng", f"column-unknown@{T}!X6")
def _(book: Any) -> None:
    book[T]["X6"] = "Số đúng là 900"
    book[T]["X7"] = 1300
    book[T]["Z30"] = "ngoài các dòng của biểu"


@hand("chèn dòng ghi chú có chữ", f"row-without-code-text@{T}!S7")
def _(book: Any) -> None:
    book[T].insert_rows(7)
    book[T].cell(7, 19, "trong đó: cấp huyện 500")


@hand("chèn dòng có số liệu", f"row-without-code@{T}!K7")
def _(book: Any) -> None:
    book[T].insert_rows(7)
    book[T].cell(7, 11, 500)


@hand("đổi tên trang")
def _(book: Any) -> None:
    for number, sheet in enumerate(book.worksheets):
        sheet.title = f"Sheet{number}"


@hand("đổi thứ tự trang")
def _(book: Any) -> None:
    book._sheets.reverse()


@hand("sắp xếp dòng ngược lại")
def _(book: Any) -> None:
    _reorder(book[N], [8, 7, 6, 5])


@hand(
    "sắp xếp không kèm cột mã",
    f"row-code-conflict@{N}!C6",
    f"row-code-conflict@{N}!C7",
    changes=dict.fromkeys(
        [f"{row} {part}" for row in ("II.1.01", "II.1.02") for part in ("status", "narrative", "evidence", "note")]
    ),
)
def _(book: Any) -> None:
    codes = [book[N].cell(r, 1).value for r in (6, 7)]
    _reorder(book[N], [5, 7, 6])
    for row, code in zip((6, 7), codes, strict=True):
        book[N].cell(row, 1).value = code


@hand(
    "sắp xếp phần đánh giá không kèm cột mã",
    "row-code-conflict@Đánh giá!C5",
    "row-code-conflict@Đánh giá!C9",
    changes={"danh_gia ket_qua": None, "danh_gia kien_nghi": None},
)
def _(book: Any) -> None:
    sheet = book["Đánh giá"]
    codes = [sheet.cell(r, 1).value for r in (5, 9)]
    _reorder(sheet, [5, 6, 7, 8, 9][::-1])
    for row, code in zip((5, 9), codes, strict=True):
        sheet.cell(row, 1).value = code


@hand(
    "nhiệm vụ chép xuống dưới bảng chỉ tiêu, xóa trang",
    f"rows-misplaced@{T}!C16",
    changes={f"II.1.0{n} {part}": None for n in (1, 2) for part in ("status", "narrative", "evidence", "note")},
)
def _(book: Any) -> None:
    for row in range(5, 9):
        for column in range(1, book[N].max_column + 1):
            book[T].cell(row + 10, column).value = book[N].cell(row, column).value
    del book[N]


@hand("chép trang nội dung khác", "sheet-copied")
def _(book: Any) -> None:
    book.copy_worksheet(book["Nội dung khác"])


@hand("xóa dòng khóa ẩn")
def _(book: Any) -> None:
    book[T].delete_rows(1)


@hand("xóa cột mã ẩn", "row-recovered")
def _(book: Any) -> None:
    book[N].delete_cols(1)


@hand("xóa cột mã ẩn ở trang chỉ tiêu", "row-recovered")
def _(book: Any) -> None:
    book[T].delete_cols(1)


@hand(
    "xóa một dòng",
    "row-missing",
    changes={
        "I.1.b.04/1 numerator": None,
        "I.1.b.04/1 status": None,
        "I.1.b.04/1 narrative": None,
        "I.1.b.04/1 evidence": None,
    },
)
def _(book: Any) -> None:
    book[T].delete_rows(10)


@hand(
    "xóa cả trang", "sheet-missing", changes={f"III.1.01 {part}": None for part in ("status", "narrative", "evidence")}
)
def _(book: Any) -> None:
    del book["Tổ chức thực hiện"]


@hand("xóa cột mẫu số", "column-missing", changes={f"{row} denominator": None for row in (OWN, COMMUNE)})
def _(book: Any) -> None:
    book[T].delete_cols(12)


@hand("chép dòng, cùng nội dung", f"row-copied@{N}!I8")
def _(book: Any) -> None:
    _copy_row(book[N], 7, 8)


@hand("chép dòng rồi sửa", f"row-conflict@{N}!I8", changes={"II.1.02 narrative": None})
def _(book: Any) -> None:
    _copy_row(book[N], 7, 8)
    book[N].cell(8, 10).value = "Nội dung khác hẳn."


@hand("chép dòng trắng")
def _(book: Any) -> None:
    _copy_row(book[N], 7, 8)
    for column in range(9, 13):
        book[N].cell(8, column).value = None


@hand("chép cả trang", "sheet-copied", f"row-copied@{N} Copy!I6", f"row-copied@{N} Copy!I7")
def _(book: Any) -> None:
    book.copy_worksheet(book[N])


@hand(
    "chép cột số liệu, khác nội dung",
    f"column-copied@{T}!V1",
    changes={f"{row} numerator": None for row in (OWN, COMMUNE, "I.1.b.04/1", "I.1.b.06/1")},
)
def _(book: Any) -> None:
    for row in range(1, 14):
        book[T].cell(row, 22).value = book[T].cell(row, 11).value
    book[T].cell(6, 22).value = 1


@hand("chép cột số liệu, cùng nội dung")
def _(book: Any) -> None:
    for row in range(1, 14):
        book[T].cell(row, 22).value = book[T].cell(row, 11).value


@hand("dòng của đơn vị khác", f"row-unknown@{N}!I9")
def _(book: Any) -> None:
    _copy_row(book[N], 7, 9)
    book[N].cell(9, 1).value = "II.7.03"
    book[N].cell(9, 3).value = "II.7.03"


@hand("ẩn dòng, lọc", "rows-hidden")
def _(book: Any) -> None:
    book[N].row_dimensions[7].hidden = True
    book[N].auto_filter.add_filter_column(2, ["II.1.01"])


@hand("gộp ô hai dòng", f"cell-merged@{N}!K6", changes={"II.1.02 evidence": None})
def _(book: Any) -> None:
    book[N].merge_cells("K6:K7")


@hand("ẩn trang")
def _(book: Any) -> None:
    book[N].sheet_state = "hidden"


@hand("bỏ khóa, xóa định dạng", "value-repaired")
def _(book: Any) -> None:
    for sheet in book.worksheets:
        sheet.protection.disable()
        for row in sheet.iter_rows():
            for cell in row:
                cell.style = "Normal"


@hand("thêm trang riêng của đơn vị", "sheet-unknown@Tính nháp!A1")
def _(book: Any) -> None:
    sheet = book.create_sheet("Tính nháp")
    sheet.append(["Xã", "Số hồ sơ"])
    sheet.append(["Xã Một", 600])


@hand("thêm trang giống bảng không mã", "row-without-code@Bảng xã!B2")
def _(book: Any) -> None:
    sheet = book.create_sheet("Bảng xã")
    sheet.append(["Chỉ tiêu của kế hoạch", "Tử số hoặc giá trị", "Mẫu số", "Trạng thái"])
    sheet.append(["Xã Một", 600, 700, "Hoàn thành"])


@hand("ô lạc ở cuối bảng tính", f"file-stray-cells@{T}!XFD1048576")
def _(book: Any) -> None:
    book[T]["XFD1048576"] = "x"


@hand("định dạng tới dòng 5000")
def _(book: Any) -> None:
    for row in range(20, 5000):
        book[T].cell(row, 2).fill = copy(book[T].cell(6, 11).fill)


# --- formulas and formats -----------------------------------------------------------------------


@hand("công thức chưa tính", f"value-uncalculated@{T}!K6", changes={f"{OWN} numerator": None})
def _(book: Any) -> None:
    book[T]["K6"] = "=400+450"


@hand("#REF!", f"value-error-cell@{T}!K6", changes={f"{OWN} numerator": None})
def _(book: Any) -> None:
    book[T]["K6"] = "#REF!"
    book[T]["K6"].data_type = "e"


@hand("#N/A ở ô chữ", f"value-error-cell@{N}!K7", changes={"II.1.02 evidence": None})
def _(book: Any) -> None:
    book[N]["K7"] = "#N/A"
    book[N]["K7"].data_type = "e"


@hand("ô định dạng phần trăm", f"value-repaired@{T}!K12")
def _(book: Any) -> None:
    book[T]["K12"] = 0.855
    book[T]["K12"].number_format = "0.0%"


@hand("phần trăm ở ô đếm", f"value-percent@{T}!K6", changes={f"{OWN} numerator": None})
def _(book: Any) -> None:
    book[T]["K6"] = 0.85
    book[T]["K6"].number_format = "0%"


@hand("ngày gửi là chữ")
def _(book: Any) -> None:
    book[G]["C15"] = "10/3/2023"


@hand("sổ tính 1904")
def _(book: Any) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book.epoch = CALENDAR_MAC_1904


# --- helpers ------------------------------------------------------------------------------------


def _reorder(sheet: Any, order: list[int]) -> None:
    """The rows of a table in another order (values only: what sorting does)."""
    start = min(order)
    rows = {row: [sheet.cell(row, c).value for c in range(1, sheet.max_column + 1)] for row in order}
    for target, row in enumerate(order, start):
        for column, value in enumerate(rows[row], 1):
            sheet.cell(target, column).value = value


def _copy_row(sheet: Any, source: int, target: int) -> None:
    for column in range(1, sheet.max_column + 1):
        sheet.cell(target, column).value = sheet.cell(source, column).value


@pytest.fixture(scope="module")
def undamaged() -> dict[str, object]:
    returned, findings = understood(workbook())
    assert returned
    assert said(findings) == set()
    return flat(returned)


@pytest.mark.parametrize("damage", CASES, ids=lambda d: d.name)
def test_damage_is_found_at_its_cell_and_nothing_else_is_lost(damage: Damage, undamaged: dict[str, object]) -> None:
    returned, findings = understood(damage.data())
    assert said(findings) == damage.finds
    assert returned
    expected = {key: value for key, value in {**undamaged, **damage.changes}.items() if value is not None}
    assert flat(returned) == expected


def test_a_date_that_excel_made_names_both_fractions_that_may_have_been_typed() -> None:
    """12/23 becomes the first of December 2023, 12/5 the twelfth of May."""
    _, findings = understood(workbook({OWN: {"numerator": date(2023, 12, 1)}}))
    assert "có thể đã gõ phân số 1/12 hoặc 12/23" in findings[0].wrong
    _, findings = understood(workbook({OWN: {"numerator": date(2023, 5, 12)}}))
    assert "có thể đã gõ phân số 12/5 và" in findings[0].wrong
