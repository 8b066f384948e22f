"""The first sheet of an annotated copy: LỖI CẦN SỬA, one row a finding, with a link to its cell and a
place for the sender's explanation. As XML of its own, so that nothing of the sender's is touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from xml.sax.saxutils import escape, quoteattr

from reporting.checks.explained import explained_key
from reporting.codes import Severity
from reporting.compose.sent_back import SentBack, SentBackRemark
from reporting.excel.added_styles import AddedLook, AddedStyles
from reporting.excel.package_patch import MAIN
from reporting.findings import Finding
from reporting.forms.layout import ERRORS, SHEET_NAMES, errors_mark, sequence_mark
from reporting.location import Location, address
from reporting.text import clean

NAME = SHEET_NAMES[ERRORS]
_HEAD = "1F3864"
_COLUMNS = (
    ("Khóa", 3),
    ("STT", 5),
    ("Mức độ", 10),
    ("Nội dung của kế hoạch", 25),
    ("Ô cần xem", 15),
    ("Sai ở đâu", 40),
    ("Thế nào là đúng", 24),
    ("Cách sửa", 24),
    ("Giải trình của đơn vị", 30),
)
_KEY, _LINK, _EXPLANATION = 1, 5, len(_COLUMNS)
_TITLE = 90  # characters of the plan's text
_HEADING = 8  # the row of the titles
_LEVELS = {Severity.ERROR: "Phải sửa", Severity.WARNING: "Sửa hoặc giải trình", Severity.NOTE: "Để biết"}


@dataclass(frozen=True, slots=True)
class ErrorsSheet:
    """What the sheet says. `cells`: for each remark where it leads; `sequence`: which send this copy is;
    `rebuilt`: the copy is not the sender's own file but made anew from its answers."""

    sent_back: SentBack
    cells: tuple[Location, ...]
    sequence: int
    rebuilt: bool = False


def errors_sheet(sheet: ErrorsSheet, styles: AddedStyles) -> bytes:
    """The worksheet part; texts are inline, links stay inside the workbook."""
    looks = _Looks(styles)
    rows = [*_head(sheet, looks), *_rows(sheet, looks)]
    last = _HEADING + len(sheet.sent_back.remarks)
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"{" hidden=" + chr(34) + "1" + chr(34) if n == _KEY else ""}/>'
        for n, (_, width) in enumerate(_COLUMNS, 1)
    )
    end = address(1, len(_COLUMNS))[:-1]
    merged = "".join(f'<mergeCell ref="B{row}:{end}{row}"/>' for row in range(1, _HEADING - 1))
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{MAIN}"><sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{end}{last}"/><sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{_HEADING}" topLeftCell="A{_HEADING + 1}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="E{_HEADING + 1}" sqref="E{_HEADING + 1}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{"".join(rows)}</sheetData>'
        f'<mergeCells count="{_HEADING - 2}">{merged}</mergeCells>{_links(sheet)}'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )
    return text.encode()


class _Looks:
    """Numbers of the cell formats."""

    def __init__(self, styles: AddedStyles) -> None:
        bold, white = "<b/>", '<color rgb="FFFFFFFF"/>'
        red, blue = '<color rgb="FFC00000"/>', '<u/><color rgb="FF0563C1"/>'
        plain, size = '<sz val="11"/>', '<sz val="16"/>'
        self.title = styles.cell(AddedLook(bold + size + red))
        self.line = styles.cell(AddedLook(plain))
        self.strong = styles.cell(AddedLook(bold + plain))
        self.heading = styles.cell(AddedLook(bold + plain + white, _HEAD, border=True, center=True))
        self.cell = styles.cell(AddedLook(plain, border=True))
        self.number = styles.cell(AddedLook(plain, border=True, center=True))
        self.link = styles.cell(AddedLook(blue.replace("<u/>", "<u/>" + plain), border=True))
        self.explain = styles.cell(AddedLook(plain, "FFF2CC", border=True, unlocked=True))
        self.levels = {
            Severity.ERROR: styles.cell(AddedLook(bold + plain + red, "FFC7CE", border=True, center=True)),
            Severity.WARNING: styles.cell(AddedLook(bold + plain, "FFEB9C", border=True, center=True)),
            Severity.NOTE: styles.cell(AddedLook(plain, border=True, center=True)),
        }


def _head(sheet: ErrorsSheet, looks: _Looks) -> Iterator[str]:
    back = sheet.sent_back
    errors, warnings = back.count(Severity.ERROR), back.count(Severity.WARNING)
    who = f"{back.name}. " if back.name else ""
    yield _row(1, 26, (1, sequence_mark(sheet.sequence), looks.line), (2, NAME, looks.title))
    yield _row(
        2,
        18,
        (
            2,
            f"{who}Báo cáo cải cách hành chính {back.period}. Tệp đã gửi: {PurePosixPath(back.file).name}",
            looks.strong,
        ),
    )
    counted = f"Có {errors} chỗ phải sửa, {warnings} chỗ cần sửa hoặc giải trình."
    yield _row(3, 18, (2, counted, looks.strong))
    for number, line in enumerate(_instructions(sheet), 4):
        yield _row(number, 18, (2, line, looks.line))
    marks = ((_KEY, errors_mark("key"), looks.line), (_EXPLANATION, errors_mark("explanation"), looks.line))
    yield _row(_HEADING - 1, 0, *marks)
    yield _row(_HEADING, 32, *((n, name, looks.heading) for n, (name, _) in enumerate(_COLUMNS, 1)))


def _instructions(sheet: ErrorsSheet) -> tuple[str, str, str]:
    made = (
        "Bản này được lập lại từ biểu mẫu vì tệp gốc không phải .xlsx: chỉ có các câu trả lời, đã điền sẵn; "
        "hình vẽ, dòng thêm và ghi chú riêng vẫn nằm ở tệp gốc."
        if sheet.rebuilt
        else "Bản này là chính tệp đơn vị đã gửi, thêm trang này và tô màu các ô cần xem; câu trả lời không bị thay đổi."
    )
    return (
        made,
        "Bấm vào cột “Ô cần xem” để đến ô; sửa ngay tại ô đó, ô hết màu khi nội dung đã đổi. "
        "Số liệu đúng mà vẫn bị nêu thì ghi vào cột “Giải trình của đơn vị”.",
        f"Sửa xong, lưu và gửi lại chính tệp này; tệp được tính là lần gửi {sheet.sequence}. Không xóa trang này.",
    )


def _rows(sheet: ErrorsSheet, looks: _Looks) -> Iterator[str]:
    pairs = zip(sheet.sent_back.remarks, sheet.cells, strict=True)
    for number, (remark, place) in enumerate(pairs, 1):
        found = remark.finding
        explanation = found.explanation
        texts = (_item(remark), _shown(place), _wrong(remark), found.accepted, _action(found), explanation)
        cells = [
            (_KEY, explained_key(found), looks.line),
            (2, str(number), looks.number),
            (3, _LEVELS[found.severity], looks.levels[found.severity]),
            (4, texts[0], looks.cell),
            (_LINK, texts[1], looks.link if place.sheet else looks.cell),
            (6, texts[2], looks.cell),
            (7, texts[3], looks.cell),
            (8, texts[4], looks.cell),
            (_EXPLANATION, explanation, looks.explain),
        ]
        yield _row(_HEADING + number, _height(texts), *cells)


def _item(remark: SentBackRemark) -> str:
    code = remark.finding.measure or remark.finding.item
    title = remark.title if len(remark.title) <= _TITLE else remark.title[: _TITLE - 1].rstrip() + "…"
    return f"{code} — {title}" if title else code


def _wrong(remark: SentBackRemark) -> str:
    return replace(remark.finding, explanation="").wrong


def _action(found: Finding) -> str:
    """The catalogue speaks to the compiling officer; what only an officer can do is worded for the sender."""
    if found.code in _FOR_SENDER:
        return _FOR_SENDER[found.code]
    return _CHECK_CELL if DECISIONS in found.action else found.action


DECISIONS = "quyet_dinh.xlsx"
_CHECK_CELL = "Kiểm tra, sửa ô rồi gửi lại; nếu số liệu đã đúng thì ghi giải trình."
_FOR_SENDER = {
    "return-late": "Không phải sửa trong tệp; có lý do thì ghi giải trình.",
    "return-rival": "Giữ bản đúng, gửi lại với “Lần gửi” lớn hơn.",
    "return-wrong-period": "Điền vào biểu mẫu của kỳ này rồi gửi; không dùng lại tệp kỳ trước.",
    "return-wrong-plan": "Điền vào biểu mẫu mới được cấp rồi gửi.",
    "return-name-conflict": "Kiểm tra có đúng biểu mẫu của đơn vị mình không; điền vào đúng biểu mẫu rồi gửi lại.",
    "communes-partial": "Đôn đốc các xã còn lại, hoặc nêu lý do ở cột Ghi chú hay cột giải trình.",
}


def _shown(place: Location) -> str:
    return " › ".join(filter(None, (place.sheet, place.cell))) or "Cả tệp"


def _height(texts: Sequence[str]) -> float:
    widths = [width for _, width in _COLUMNS[3:]]
    lines = max(
        -(-len(text) // int(width * 1.15)) + text.count("\n") for text, width in zip(texts, widths, strict=True)
    )
    return min(15.0 * max(lines, 1) + 4, 400)


def _row(number: int, height: float, *cells: tuple[int, str, int]) -> str:
    inside = "".join(_cell(address(number, column), text, style) for column, text, style in cells)
    tall = f'ht="{height:g}" customHeight="1"' if height else 'hidden="1"'
    return f'<row r="{number}" {tall}>{inside}</row>'


def _cell(place: str, text: str, style: int) -> str:
    if not text:
        return f'<c r="{place}" s="{style}"/>'
    if text.isdigit():
        return f'<c r="{place}" s="{style}"><v>{text}</v></c>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(clean(text))}</t></is></c>'


def _links(sheet: ErrorsSheet) -> str:
    made = []
    for number, place in enumerate(sheet.cells, _HEADING + 1):
        if place.sheet:
            quoted = place.sheet.replace("'", "''")
            target = f"'{quoted}'!{place.cell or 'A1'}"
            made.append(f'<hyperlink ref="{address(number, _LINK)}" location={quoteattr(target)}/>')
    return f"<hyperlinks>{''.join(made)}</hyperlinks>" if made else ""
