"""What an officer's colleague would script instead: pandas to read, docxtpl to render, LibreOffice to convert.

    python -m benchmarks.colleague check|build JOB_FOLDER OUT

The same returns, read whole; blanks counted per plan item (check); figures added up, one paragraph and
one table row per item, Word and PDF (build). No provenance, no findings, no decree's format: the least
that gives the same kind of output.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import pandas as pd
from docx import Document
from docxtpl import DocxTemplate

_CODE = re.compile(r"^(I\.1\.b|II\.\d|III\.\d+)\.\d\d$")
_PROFILE = Path(tempfile.gettempdir()) / "cchc-bench-libreoffice"

Items = dict[str, list[tuple[str, list[float], list[str]]]]


def read_returns(folder: Path) -> Items:
    """Plan code → (file, numbers, texts) of every row that carries the code."""
    items: Items = defaultdict(list)
    for path in sorted(folder.rglob("*.xlsx")):
        try:
            sheets = pd.read_excel(path, sheet_name=None, header=None, dtype=object, engine="openpyxl")
        except Exception as problem:  # noqa: BLE001 - a colleague would shrug and go on
            print(f"{path.name}: {problem}", file=sys.stderr)
            continue
        for sheet in sheets.values():
            for cells in sheet.itertuples(index=False):
                code = next((c for c in cells if isinstance(c, str) and _CODE.match(c)), None)
                if code:
                    numbers = [float(c) for c in cells if isinstance(c, int | float) and not pd.isna(c)]
                    texts = [c for c in cells if isinstance(c, str) and c != code]
                    items[code].append((path.name, numbers, texts))
    return items


def check(items: Items, out: Path) -> None:
    """A workbook of who answered what."""
    rows = [(code, file, len(numbers), len(texts)) for code, found in items.items() for file, numbers, texts in found]
    table = pd.DataFrame(rows, columns=["Mã", "Tệp", "Số ô có số", "Số ô có chữ"])
    matrix = table.pivot_table(index="Tệp", columns="Mã", values="Số ô có số", aggfunc="sum", fill_value=0)
    with pd.ExcelWriter(out / "kiem_tra.xlsx", engine="xlsxwriter") as writer:
        table.to_excel(writer, sheet_name="Chi tiết", index=False)
        matrix.to_excel(writer, sheet_name="Tổng hợp")


def template(path: Path) -> Path:
    """A report as such a script would have it: a loop of paragraphs and a table of figures."""
    document = Document()
    document.add_heading("BÁO CÁO CẢI CÁCH HÀNH CHÍNH", 0)
    for line in ("{%p for item in items %}", "{{ item.code }}. {{ item.text }}", "{%p endfor %}"):
        document.add_paragraph(line)
    table = document.add_table(rows=4, cols=3)
    for cell, head in zip(table.rows[0].cells, ("Mã", "Tử số", "Mẫu số"), strict=True):
        cell.text = head
    table.rows[1].cells[0].text = "{%tr for item in items %}"
    for cell, name in zip(table.rows[2].cells, ("code", "numerator", "denominator"), strict=True):
        cell.text = f"{{{{ item.{name} }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    document.save(str(path))
    return path


def build(items: Items, out: Path) -> None:
    """bao_cao.docx and bao_cao.pdf."""
    context = []
    for code in sorted(items):
        numbers = [numbers for _, numbers, _ in items[code]]
        texts = [max(texts, key=len, default="") for _, _, texts in items[code]]
        sums = [sum(each[i] for each in numbers if len(each) > i) for i in (0, 1)]
        context.append({"code": code, "text": " ".join(texts), "numerator": sums[0], "denominator": sums[1]})
    report = DocxTemplate(str(template(out / "mau.docx")))
    report.render({"items": context}, autoescape=True)
    report.save(str(out / "bao_cao.docx"))
    command = ["soffice", f"-env:UserInstallation={_PROFILE.as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(out), str(out / "bao_cao.docx")], check=True, stdout=subprocess.DEVNULL)
    assert (out / "bao_cao.pdf").exists(), "LibreOffice made no PDF"


def run() -> None:
    work, folder, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    items = read_returns(folder)
    if work == "build":
        build(items, out)
    else:
        check(items, out)


if __name__ == "__main__":
    run()
