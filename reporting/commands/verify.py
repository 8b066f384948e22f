"""cchc verify: what finished PDFs still say of themselves, and a whole output folder against its manifest."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reporting.findings import Finding
    from reporting.pdf.verify import PdfState

_CERTIFICATES = (".pem", ".crt", ".cer", ".der")


@click.command(name="verify")
@click.argument(
    "paths", metavar="TỆP.pdf|THƯ_MỤC…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="human: để đọc; json: cho chương trình khác.",
)
@click.option(
    "--trust",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Chứng thư của cơ quan chứng thực (.pem, .crt, .cer), gốc và trung gian, hoặc thư mục chứa chúng; "
    "có thể nêu nhiều lần.",
)
@click.option("--signed", "all_signed", is_flag=True, help="Tệp chưa ký là lỗi.")
def command(paths: tuple[Path, ...], form: str, trust: tuple[Path, ...], all_signed: bool) -> int:
    """Kiểm tra tệp PDF: ai ký, cho cơ quan nào, lúc nào; chữ ký hợp lệ, không hợp lệ, hay không xác
    định được và hỏi ai; đã sửa gì sau khi ký; chuẩn PDF/A và PDF/UA mà tệp khai báo, phông chữ nhúng,
    khớp bảng kê. Với thư mục kết quả: kiểm tra cả bộ, bản đã ký mang tên khác cũng nhận ra.

    Mã thoát 1 khi có lỗi.
    """
    from reporting.findings import errors_of, ordered
    from reporting.pdf.examine import examined_file, examined_folder, told

    roots = tuple(path.read_bytes() for path in _certificate_files(trust))
    states: list[PdfState] = []
    findings: list[Finding] = []
    for path in paths:
        seen, found = (
            examined_folder(path, roots, all_signed) if path.is_dir() else examined_file(path, roots, all_signed)
        )
        states += seen
        findings += found
    findings = list(ordered(findings))
    click.echo(_as_json(states, findings) if form == "json" else told(states, findings))
    return 1 if errors_of(findings) else 0


def _certificate_files(given: Iterable[Path]) -> list[Path]:
    """The files named, and those of certificates in the folders named."""
    return [
        file
        for path in given
        for file in (sorted(path.rglob("*")) if path.is_dir() else [path])
        if file == path or file.suffix.lower() in _CERTIFICATES
    ]


def _as_json(states: Iterable[PdfState], findings: Iterable[Finding]) -> str:
    problems = [found.as_data() | {"subject": found.subject} for found in findings]
    data = {"files": [asdict(state) for state in states], "findings": problems}
    return json.dumps(data, ensure_ascii=False, indent=2, default=lambda value: _plain(value))


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    raise TypeError(type(value).__name__)
