"""About a hundred pages of Word: python -m benchmarks.words

40 sections with a table each, 1,040 rows, 7,280 cells, written by turns in one process

cchc      render_docx: the report's frame, named styles, bookmarks, sections, page numbers
docxtpl   the same headings, paragraphs and tables by loops in a template: plain, without any of that
cells     python-docx, one cell after another

Every file is read again and its texts held against what was put in. Prints medians of the CPU time of five
rounds, templates made beforehand.
"""

from __future__ import annotations

import gc
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from statistics import median
from typing import Any

from lxml import etree

from benchmarks.pages import style
from reporting.document import BODY, Cell, Column, Document, Heading, Paragraph, Part, Row, Run, Table, plain_lines
from reporting.word.render import render_docx
from tests.helpers.documents import GENERATION

SECTIONS, ROWS, COLUMNS, ROUNDS = 40, 26, 7, 5
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLES = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Kết quả", "Tỷ lệ (%)", "Ghi chú")
_WORDS = (
    "Triển khai thực hiện nghiêm Kế hoạch cải cách hành chính, gắn trách nhiệm của người đứng đầu với kết quả giải "
    "quyết thủ tục hành chính, bảo đảm công khai, minh bạch và đúng thời hạn theo quy định."
)


def content() -> list[tuple[str, list[str], list[list[str]]]]:
    """Heading, paragraphs and table rows of each section."""
    return [
        (f"Nội dung thứ {n}: kiểm soát thủ tục hành chính", [f"{_WORDS} (Mục {n}.{p})" for p in range(1, 4)], _table(n))
        for n in range(1, SECTIONS + 1)
    ]


def _table(section: int) -> list[list[str]]:
    return [
        [
            f"{row}",
            f"Rà soát, đơn giản hóa nhóm thủ tục số {section}.{row} & tái cấu trúc quy trình",
            "Sở Thông tin và Truyền thông",
            f"Quý {row % 4 + 1}/2023",
            f"Đã hoàn thành {row * section} hồ sơ theo Quyết định số {row}/QĐ-UBND",
            f"{70 + row % 30},{section % 10}",
            "Số liệu minh họa",
        ]
        for row in range(1, ROWS + 1)
    ]


def document(parts: list[tuple[str, list[str], list[list[str]]]]) -> Document:
    blocks: list[Heading | Paragraph | Table] = []
    columns = tuple(Column(title, 14) for title in _TITLES)
    for n, (heading, paragraphs, table) in enumerate(parts, 1):
        blocks.append(Heading(f"II.{n}", 2, f"{n}.", heading))
        blocks += [Paragraph(f"II.{n}.{p:02}/result", (Run(words),), BODY) for p, words in enumerate(paragraphs, 1)]
        rows = (Row(f"t/{n}/{r}", tuple(Cell(((Run(t),),)) for t in cells)) for r, cells in enumerate(table, 1))
        blocks.append(Table(f"t/{n}", columns, tuple(rows)))
    return Document("bench", "Báo cáo", (Part("main", "bao_cao", "Báo cáo", tuple(blocks)),), generation=GENERATION)


def template() -> bytes:
    """A loop of sections, in each a loop of paragraphs and one of rows."""
    from docx import Document as Word

    word = Word()
    for words in (
        "{%p for s in sections %}",
        "{{ s.heading }}",
        "{%p for p in s.paragraphs %}",
        "{{ p }}",
        "{%p endfor %}",
    ):
        word.add_paragraph(words)
    table = word.add_table(rows=4, cols=COLUMNS)
    for column, title in enumerate(_TITLES):
        table.rows[0].cells[column].text = title
        table.rows[2].cells[column].text = f"{{{{ r[{column}] }}}}"
    table.rows[1].cells[0].text, table.rows[3].cells[0].text = "{%tr for r in s.rows %}", "{%tr endfor %}"
    word.add_paragraph("{%p endfor %}")
    target = BytesIO()
    word.save(target)
    return target.getvalue()


def by_docxtpl(frame: bytes, sections: list[dict[str, Any]]) -> bytes:
    from docxtpl import DocxTemplate

    report = DocxTemplate(BytesIO(frame))
    report.render({"sections": sections}, autoescape=True)
    target = BytesIO()
    report.save(target)
    return target.getvalue()


def cell_by_cell(parts: list[tuple[str, list[str], list[list[str]]]]) -> bytes:
    from docx import Document as Word

    word = Word()
    for number, (heading, paragraphs, rows) in enumerate(parts, 1):
        word.add_paragraph(f"{number}. {heading}")
        for words in paragraphs:
            word.add_paragraph(words)
        table = word.add_table(rows=1, cols=COLUMNS)
        for cell, title in zip(table.rows[0].cells, _TITLES, strict=True):
            cell.text = title
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    target = BytesIO()
    word.save(target)
    return target.getvalue()


def texts(data: bytes) -> list[str]:
    """Every paragraph and cell of a Word file that says something, in reading order."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    said = ("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in root.iter(f"{_W}p"))
    return [words for words in said if words.strip()]


def main() -> None:
    parts, profile, frame = content(), style(), template()
    report = document(parts)
    sections = [{"heading": f"{n}. {h}", "paragraphs": p, "rows": r} for n, (h, p, r) in enumerate(parts, 1)]
    ways: dict[str, Callable[[], bytes]] = {
        "cchc": lambda: render_docx(report, profile),
        "docxtpl": lambda: by_docxtpl(frame, sections),
        "cells": lambda: cell_by_cell(parts),
    }
    expected = [line for block in report.blocks() for line in plain_lines(block)]
    for way, work in ways.items():
        assert [t.replace("\u00a0", " ") for t in texts(work())] == expected, way
    times: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, work in ways.items():
            gc.collect()
            start = time.thread_time()
            work()
            times[way].append(time.thread_time() - start)
    ours, theirs, cells = (median(found) for found in times.values())
    print(f"cchc {ours:.2f} s, docxtpl {theirs:.2f} s, cell by cell {cells:.2f} s; "
          f"cchc / docxtpl {ours / theirs:.2f}×, cell by cell / cchc {cells / ours:.1f}×")  # fmt: skip


if __name__ == "__main__":
    main()
