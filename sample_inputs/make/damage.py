"""Real life: what is wrong in the returns of `sau_thang_2023`, file by file. Invented.

sample_inputs/README.md promises a finding for each entry, and a test holds the tool to it.
"""

from __future__ import annotations

from collections.abc import Mapping

from reporting.forms.form import FilledForm
from sample_inputs.make.convert import saved_by_libreoffice
from sample_inputs.make.filled import file_name, filled_of, workbook
from sample_inputs.make.invent import World

Cells = Mapping[tuple[str, str], object]

# agency → {(row of the form, column): what stands there instead; None: left blank}
CELLS: dict[str, Cells] = {
    # tử số lớn hơn mẫu số
    "SGTVT": {("I.1.b.06/1", "numerator"): 2650, ("I.1.b.06/1", "denominator"): 2560},
    # chỉ ghi tỷ lệ, không có tử số và mẫu số
    "SYT": {("I.1.b.08/1", "numerator"): "92,5%", ("I.1.b.08/1", "denominator"): None},
    # số ước lượng bằng chữ
    "SCT": {("I.1.b.19/1", "numerator"): "khoảng 3200"},
    # "1.234" đọc được hai cách
    "TPKONTUM": {("I.1.b.06/1@commune", "numerator"): "6.234"},
    # chủ trì báo "Hoàn thành" mà không có minh chứng
    "STC": {("II.5.02", "evidence"): None},
    # cơ quan chủ trì để trống một nhiệm vụ
    "STTTT": {("II.6.09", key): None for key in ("status", "narrative", "evidence")},
    # hai chỉ tiêu thiếu minh chứng
    "HSATHAY": {("I.1.b.06/1", "evidence"): None, ("I.1.b.19/1", "evidence"): None},
    # điền dở dang: ba chỉ tiêu bỏ trống cả dòng
    "HTUMORONG": {
        (row, key): None
        for row in ("I.1.b.09/1", "I.1.b.20/1", "I.1.b.21/1@commune")
        for key in ("numerator", "denominator", "reported", "evidence")
    },
    # lũy kế 6 tháng thấp hơn Quý I
    "HKONPLONG": {("I.1.b.07/2", "numerator"): 21},
    # cơ quan phối hợp báo nhiều hơn tổng của cơ quan chủ trì (Sở Tư pháp)
    "HDAKHA": {("I.1.b.04/1", "numerator"): 6, ("I.1.b.04/1", "denominator"): 6},
    "HDAKTO": {("I.1.b.04/1", "numerator"): 5, ("I.1.b.04/1", "denominator"): 5},
    # chép nguyên văn kết quả Quý I
    "DPTTH": {
        (
            "III.12.01",
            "narrative",
        ): "Duy trì chuyên mục cải cách hành chính phát sóng 02 kỳ/tháng; thực hiện 18 tin, phóng sự về Trung tâm Phục vụ hành chính công và dịch vụ công trực tuyến."
    },
    # "Không phát sinh" không ghi lý do
    "SNGV": {("I.1.b.12/1", "note"): None},
    # mới có 10/12 xã báo cáo; báo cáo nhiều hơn số xã
    "HDAKGLEI": {("I.1.b.06/1@commune", "reported"): 10},
    "HKONRAY": {("I.1.b.19/1@commune", "reported"): 8},
}

# số viết kèm đơn vị, dấu cách không ngắt: đọc được, ghi nhận đã sửa
ODDLY_TYPED = ("SVHTTDL", "I.1.b.19/1")
# thay đổi lớn so với kỳ trước: tử số vẫn là số của Quý I trong khi mẫu số đã tăng
UNCHANGED = ("SKHDT", "I.1.b.08/1")
MISSING = ("HIAHDRAI",)
BOTH_VERSIONS = "SNNPTNT"
LATE = "SXD"
AS_XLS, AS_ODS = "SLDTBXH", "SGDDT"
COPIED_TWICE = "HDAKTO"
TRUNCATED = "HNGOCHOI"
LAST_PERIOD = "KBNN"
SOMEONE_ELSES, WHOSE = "BDT", "TTR"


def real_life(place: World) -> dict[str, bytes]:
    """Name in the returns folder → bytes: late, missing, half-filled, wrong, copied, damaged."""
    files: dict[str, bytes] = {}
    for agency in place.registry.expected():
        if agency.code not in MISSING:
            files |= _of(place, agency.code)
    files["~$M6-2023_SNV.xlsx"] = b"\x05Minh h" + bytes(48)
    files["cong_van_gui_kem.pdf"] = b"%PDF-1.4\n% tep minh hoa, khong phai bao cao\n%%EOF\n"
    return files


def _of(place: World, code: str) -> dict[str, bytes]:
    name = file_name(code, "m6")
    data = _filled(place, code)
    if code == SOMEONE_ELSES:
        return {name: _foreign(place)}
    if code == LAST_PERIOD:
        return {name: workbook(place, code, "q1", filled_of(place, code, "q1"))}
    if code == LATE:
        return {f"bo_sung/{name}": data}
    if code == TRUNCATED:
        return {name: data[: len(data) * 2 // 3]}
    if code == COPIED_TWICE:
        return {name: data, name.replace(".xlsx", " (1).xlsx"): data}
    if code == BOTH_VERSIONS:
        first = _changed(filled_of(place, code, "m6"), {("I.1.b.06/1", "numerator"): 900})
        typed = filled_of(place, code, "m6")
        second = FilledForm(typed.rows, {**typed.guide, "sequence": 2})
        return {
            name: workbook(place, code, "m6", first),
            name.replace(".xlsx", " ban 2.xlsx"): workbook(place, code, "m6", second),
        }
    if code in (AS_XLS, AS_ODS):
        kind = "xls" if code == AS_XLS else "ods"
        return {name.replace("xlsx", kind): saved_by_libreoffice(data, kind)}
    return {name: data}


def _filled(place: World, code: str) -> bytes:
    cells = dict(CELLS.get(code, {}))
    if code == UNCHANGED[0]:
        row = UNCHANGED[1]
        cells[(row, "numerator")] = filled_of(place, code, "q1").rows[row]["numerator"]
    if code == ODDLY_TYPED[0]:
        row = ODDLY_TYPED[1]
        told = filled_of(place, code, "m6").rows[row]
        cells[(row, "numerator")] = f"{told['numerator']:,}".replace(",", "\u00a0")
        cells[(row, "denominator")] = f"{told['denominator']:,},0 hồ sơ".replace(",", ".", 1)
    return workbook(place, code, "m6", _changed(filled_of(place, code, "m6"), cells))


def _foreign(place: World) -> bytes:
    """The form of another agency, filled with this one's figures: someone copied a colleague's file."""
    return workbook(place, WHOSE, "m6", _changed(filled_of(place, WHOSE, "m6"), {("I.1.b.06/1", "numerator"): 77}))


def _changed(filled: FilledForm, cells: Cells) -> FilledForm:
    rows = {row: dict(values) for row, values in filled.rows.items()}
    for (row, column), value in cells.items():
        values = rows.setdefault(row, {})
        if value is None:
            values.pop(column, None)
        else:
            values[column] = value
    return FilledForm(rows, filled.guide, filled.free)
