"""so_nhan_bao_cao.xlsx: when each return was received. Invented, and the sheet says so."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

from sample_inputs.make.damage import LATE, MISSING, SOMEONE_ELSES
from sample_inputs.make.filled import SENT
from sample_inputs.make.invent import World

TITLE = "SỔ NHẬN BÁO CÁO (số liệu minh họa)"
COLUMNS = (("STT", 6), ("Mã đơn vị", 14), ("Tên đơn vị nộp", 44), ("Ngày nhận", 14), ("Ghi chú", 40))


def register(place: World, turn: str) -> bytes:
    """Everybody of Quý I on time; at 6 tháng one is late and one is missing."""
    import xlsxwriter

    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": TITLE, "created": datetime(SENT[turn].year, SENT[turn].month, SENT[turn].day)})
        sheet = book.add_worksheet("Sổ nhận")
        title = book.add_format({"bold": True, "font_name": "Times New Roman", "font_size": 13})
        head = book.add_format({"bold": True, "border": 1, "font_name": "Times New Roman", "bg_color": "#E7E6E6"})
        cell = book.add_format({"border": 1, "font_name": "Times New Roman"})
        day = book.add_format({"border": 1, "font_name": "Times New Roman", "num_format": "dd/mm/yyyy"})
        sheet.write_string(0, 0, TITLE, title)
        for column, (name, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, name, head)
        for row, (code, name, received) in enumerate(_rows(place, turn), 3):
            sheet.write_number(row, 0, row - 2, cell)
            sheet.write_string(row, 1, code, cell)
            sheet.write_string(row, 2, name, cell)
            sheet.write_datetime(row, 3, datetime(received.year, received.month, received.day), day)
            sheet.write_blank(row, 4, None, cell)
        sheet.freeze_panes(3, 0)
    return target.getvalue()


def _rows(place: World, turn: str) -> list[tuple[str, str, date]]:
    rows = []
    for agency in place.registry.expected():
        if turn == "m6" and agency.code in (*MISSING, SOMEONE_ELSES):
            continue
        late = turn == "m6" and agency.code == LATE
        received = date(2023, 6, 20) if late else SENT[turn].replace(day=14 + agency.order % 3)
        rows.append((agency.code, agency.name, received))
    return rows
