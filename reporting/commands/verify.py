"""cchc verify: what finished PDFs still say of themselves, and a whole output folder against its manifest."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reporting.findings import Finding
    from reporting.pdf.bundle import Listed
    from reporting.pdf.verify import PdfState, SignatureState

MANIFEST = "manifest.json"
_SINCE = {"untouched": "không thay đổi sau khi ký", "signatures": "sau đó chỉ ký thêm", "changed": "BỊ SỬA sau khi ký"}


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
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Chứng thư gốc (.pem, .crt, .cer) để xác nhận người ký; có thể nêu nhiều lần.",
)
@click.option("--signed", "all_signed", is_flag=True, help="Ô chữ ký còn trống là lỗi.")
def command(paths: tuple[Path, ...], form: str, trust: tuple[Path, ...], all_signed: bool) -> int:
    """Kiểm tra tệp PDF: chữ ký còn nguyên vẹn, đã sửa gì sau khi ký, ô còn trống, chuẩn PDF/A và
    PDF/UA mà tệp khai báo, phông chữ nhúng, khớp bảng kê. Với thư mục kết quả: kiểm tra cả bộ.

    Mã thoát 1 khi có lỗi.
    """
    from reporting.findings import errors_of, ordered
    from reporting.pdf.verify import read_certificates

    roots = [certificate for path in trust for certificate in read_certificates(path.read_bytes())]
    states: list[PdfState] = []
    findings: list[Finding] = []
    for path in paths:
        seen, found = _folder(path, roots, all_signed) if path.is_dir() else _file(path, roots, all_signed)
        states += seen
        findings += found
    told = ordered(findings)
    click.echo(_as_json(states, told) if form == "json" else _human(states, told))
    return 1 if errors_of(told) else 0


def _file(path: Path, roots: Sequence[Any], all_signed: bool) -> tuple[list[PdfState], list[Finding]]:
    """One PDF; against the manifest beside it, where that lists it."""
    from reporting.pdf.bundle import file_findings
    from reporting.pdf.verify import read_state, state_findings

    data = path.read_bytes()
    state = read_state(path.name, data, roots)
    listed = [entry for entry in _manifest(path.parent) if entry.file == path.name]
    return [state], [*state_findings(state, all_signed=all_signed), *file_findings(listed, lambda name: data)]


def _folder(folder: Path, roots: Sequence[Any], all_signed: bool) -> tuple[list[PdfState], list[Finding]]:
    from reporting.errors import OutputError
    from reporting.pdf.bundle import annex_findings, file_findings
    from reporting.pdf.verify import read_state, state_findings

    listed = _manifest(folder)
    if not listed:
        raise OutputError(
            "thư mục không có bảng kê của một bộ báo cáo", where=folder.as_posix(), accepted=f"thư mục có {MANIFEST}"
        )

    def read(name: str) -> bytes | None:
        path = folder / name
        return path.read_bytes() if path.is_file() else None

    pdfs = [entry.file for entry in listed if entry.file.lower().endswith(".pdf")]
    contents = {name: read(name) for name in pdfs}
    states = [read_state(name, data, roots) for name, data in contents.items() if data is not None]
    found = [*file_findings(listed, read)]
    found += [problem for state in states for problem in state_findings(state, all_signed=all_signed)]
    found += annex_findings(states, lambda name: (folder / name).is_file())
    return states, found


def _manifest(folder: Path) -> tuple[Listed, ...]:
    from reporting.errors import OutputError
    from reporting.pdf.bundle import listed_files

    path = folder / MANIFEST
    if not path.is_file():
        return ()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise OutputError("bảng kê không đọc được", where=MANIFEST) from problem
    return listed_files(data, MANIFEST)


# ── what the user reads ──────────────────────────────────────────────────────────────────────────


def _human(states: Iterable[PdfState], findings: Iterable[Finding]) -> str:
    lines: list[str] = []
    for state in states:
        lines += _state_lines(state)
    lines += [f"{finding.severity.label}: {finding.message()}" for finding in findings]
    return "\n".join(lines)


def _state_lines(state: PdfState) -> list[str]:
    if not state.readable:
        return [f"{state.file}: không đọc được"]
    embedded = "đã nhúng" if all(font.embedded for font in state.fonts) else "CHƯA nhúng đủ"
    claimed = ", ".join(state.conformance) or "không khai báo chuẩn"
    lines = [f"{state.file}: {state.pages} trang; {claimed}; phông chữ {embedded}"]
    lines += [f"  Ô {signature.field}: {_signature_line(signature)}" for signature in state.signatures]
    lines += [f"  Ô {name}: còn trống" for name in state.empty_fields]
    return lines


def _signature_line(signature: SignatureState) -> str:
    if not signature.intact:
        return "CHỮ KÝ KHÔNG HỢP LỆ"
    trust = {True: "đã xác nhận chứng thư", False: "CHƯA xác nhận được chứng thư", None: "chưa đối chiếu chứng thư gốc"}
    when = f" lúc {signature.moment:%d/%m/%Y %H:%M:%S %z}" if signature.moment else ""
    return f"{signature.signer} ký{when}; nguyên vẹn; {_SINCE[signature.since]}; {trust[signature.trusted]}"


def _as_json(states: Iterable[PdfState], findings: Iterable[Finding]) -> str:
    problems = [found.as_data() | {"subject": found.subject} for found in findings]
    data = {"files": [asdict(state) for state in states], "findings": problems}
    return json.dumps(data, ensure_ascii=False, indent=2, default=lambda value: _plain(value))


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
