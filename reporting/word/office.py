"""LibreOffice, where it is installed: old Word files and OpenDocument texts → .docx."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from reporting.errors import EngineError, PlanError
from reporting.file_kind import Kind, opened, sniff

_TIMEOUT = 180
_USUAL = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def find_office() -> str:
    """Path of soffice, "" when LibreOffice is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((path for path in _USUAL if Path(path).is_file()), "")


_OLDER = {Kind.DOC: ".doc", Kind.ODT: ".odt", Kind.RTF: ".rtf"}


def word_bytes(data: bytes, name: str) -> bytes:
    """The document as .docx: an older one, or an OpenDocument text, where LibreOffice is there; what it is, its bytes
    say. EngineError without LibreOffice."""
    ending = _OLDER.get(sniff(data, opened(data)))
    return as_docx(data, name, ending) if ending and find_office() else data


def as_docx(data: bytes, name: str, ending: str) -> bytes:
    """The document `name` as .docx; `ending` (`.doc`) is what it is, whatever its name says.

    EngineError without LibreOffice, PlanError when it cannot read the file.
    """
    office = find_office()
    if not office:
        raise EngineError(
            f"máy này không có LibreOffice, cần để đọc tệp {ending}", where=name, accepted=".docx, .txt, .pdf có chữ",
            action="Mở tệp bằng Word rồi lưu dạng .docx, hoặc cài LibreOffice.",
        )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        source = Path(folder, f"nguon{ending}")
        source.write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx"]
        try:
            subprocess.run(
                [*command, "--outdir", folder, str(source)], check=False, capture_output=True, timeout=_TIMEOUT
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise EngineError("LibreOffice không chạy được hoặc chạy quá lâu", where=name) from problem
        made = source.with_suffix(".docx")
        if not made.is_file():
            raise PlanError("LibreOffice không đọc được tệp này", where=name, accepted=".docx, .doc, .odt, .txt, .pdf")
        return made.read_bytes()
