"""Finished PDFs, and a whole output folder against its manifest: what they still say of themselves, and in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from reporting.apart import called_apart
from reporting.errors import OutputError
from reporting.findings import Finding, finding
from reporting.location import Location
from reporting.pdf.bundle import Listed, annex_findings, file_findings, listed_files, made_as
from reporting.pdf.sign import VIETNAM
from reporting.pdf.verify import (
    PdfState,
    SignatureState,
    SignatureVerdict,
    changed_words,
    read_certificates,
    read_state,
    state_findings,
)

MANIFEST = "manifest.json"
_SINCE = {
    "untouched": "không thay đổi sau khi ký",
    "signatures": "sau đó chỉ ký thêm, nội dung giữ nguyên",
    "changed": "BỊ SỬA sau khi ký",
}


def examined_file(
    path: Path, roots: Sequence[bytes], all_signed: bool, *, beside: Path | None = None
) -> tuple[list[PdfState], list[Finding]]:
    """One PDF; against the manifest in the folder `beside` (the file's own), where that lists it, under its own name or
    another."""
    data = path.read_bytes()
    state = _state(path.name, data, roots)
    manifest = _manifest(beside or path.parent)
    same = made_as(manifest, data)
    listed = [same] if same else [entry for entry in manifest if entry.file == path.name]
    if same and any(entry.file == path.name and entry != same for entry in manifest):
        listed = [entry for entry in manifest if entry.file == path.name]
    return [state], [*state_findings(state, all_signed=all_signed), *file_findings(listed, lambda name: data)]


_UNSIGNED_OURS = ("kiem_tra.pdf",)  # the check's page, to print: no part of the set


def examined_folder(folder: Path, roots: Sequence[bytes], all_signed: bool) -> tuple[list[PdfState], list[Finding]]:
    listed = _manifest(folder)
    known_names = {entry.file for entry in listed}
    if not listed:
        raise OutputError(
            "thư mục không có bảng kê của một bộ báo cáo", where=folder.as_posix(), accepted=f"thư mục có {MANIFEST}"
        )

    others = {path: path.read_bytes() for path in sorted(folder.glob("*.pdf")) if path.name not in known_names}

    def read(name: str) -> bytes | None:
        """Under its name, or the signed copy that begins with the bytes listed."""
        path = folder / name
        if path.is_file():
            return path.read_bytes()
        entry = next(one for one in listed if one.file == name)
        return next((data for data in others.values() if made_as([entry], data)), None)

    pdfs = [entry.file for entry in listed if entry.file.lower().endswith(".pdf")]
    contents = {name: read(name) for name in pdfs}
    states = [_state(name, data, roots) for name, data in contents.items() if data is not None]
    found = [*file_findings(listed, read)]
    found += [problem for state in states for problem in state_findings(state, all_signed=all_signed)]
    found += [
        finding("pdf-not-listed", Location(path.name), subject=path.name)
        for path, data in others.items()
        if path.name not in _UNSIGNED_OURS and made_as(listed, data) is None
    ]
    found += annex_findings(states, lambda name: name in known_names and read(name) is not None)
    return states, found


def _state(name: str, data: bytes, roots: Sequence[bytes]) -> PdfState:
    """What a PDF from outside says of itself, read in a process of its own; `roots`: files of certificates."""
    return called_apart(_read_state, name, data, tuple(roots), name=name, error=OutputError)


def _read_state(name: str, data: bytes, roots: tuple[bytes, ...]) -> PdfState:
    return read_state(name, data, [certificate for root in roots for certificate in read_certificates(root)])


def _manifest(folder: Path) -> tuple[Listed, ...]:
    path = folder / MANIFEST
    if not path.is_file():
        return ()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise OutputError("bảng kê không đọc được", where=MANIFEST) from problem
    return listed_files(data, MANIFEST)


# ── what the user reads ──────────────────────────────────────────────────────────────────────────


def told(states: Iterable[PdfState], findings: Iterable[Finding]) -> str:
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
    lines += [
        f"  {number}. Ô {signature.field}: {_signature_line(signature)}"
        for number, signature in enumerate(state.signatures, 1)
    ]
    lines += [f"  Ô {name}: còn trống" for name in state.empty_fields]
    return lines


def _signature_line(signature: SignatureState) -> str:
    """Who, for which body, when; the verdict and its reason; whose certificate."""

    verdict = {
        SignatureVerdict.VALID: "CHỮ KÝ HỢP LỆ",
        SignatureVerdict.INVALID: "CHỮ KÝ KHÔNG HỢP LỆ",
        SignatureVerdict.UNKNOWN: "KHÔNG XÁC ĐỊNH ĐƯỢC CHỮ KÝ",
    }[signature.verdict]
    if signature.verdict is SignatureVerdict.UNKNOWN:
        return f"{verdict}: {signature.why}"
    trust = {True: "đã xác nhận chứng thư", False: "CHƯA xác nhận được chứng thư", None: "chưa đối chiếu chứng thư gốc"}
    return "; ".join(filter(None, (f"{_who(signature)}: {verdict}", _since_words(signature), trust[signature.trusted])))


def _who(signature: SignatureState) -> str:
    body = f" ({signature.body})" if signature.body and signature.body != signature.signer else ""
    issuer = f", chứng thư do {signature.issuer} cấp" if signature.issuer else ""
    stamped = f", dấu thời gian {_clock(signature.stamped)}" if signature.stamped else ""
    when = f" lúc {_clock(signature.moment)}" if signature.moment else ""
    return f"{signature.signer or 'Không rõ người ký'}{body} ký{when}{stamped}{issuer}"


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S} +07:00"


def _since_words(signature: SignatureState) -> str:
    if signature.saved_again:
        return "phần mềm khác đã ghi lại toàn bộ tệp sau khi ký"
    if not signature.intact:
        return "phần đã ký không còn như lúc ký"
    pages = f": {changed_words(signature.changed_pages)}" if signature.changed_pages else ""
    return f"nguyên vẹn; {_SINCE[signature.since]}{pages}"
