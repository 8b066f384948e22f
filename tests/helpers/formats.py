"""One filled return in every format that the reader takes."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from openpyxl.styles import Font

from reporting.excel.read import read_bytes
from tests.conftest import ENGINES, Convert, engine
from tests.helpers.returned import FILE, edited, workbook
from tests.helpers.xlsb import xlsb

PASSWORD = "bí mật"
LOCKED = "xlsx-locked"  # behind PASSWORD
MARKED = "xlsx-marked"  # with all that calamine does not show
FAR = "xlsx-far"  # with a cell so far outside that openpyxl reads it
CONVERTED = ("xls", "ods")  # by LibreOffice


def sources(convert: Convert | None) -> dict[str, bytes]:
    """The return by format; without a converter those that LibreOffice makes are left out."""
    plain = workbook()
    grid, _ = read_bytes(plain, FILE)
    assert grid
    made = {"xlsx": plain, "xlsb": xlsb(grid), LOCKED: locked(plain, PASSWORD)}
    made |= {MARKED: edited(_marked, plain), FAR: edited(_far, plain)}
    if convert:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "form.xlsx")
            source.write_bytes(plain)
            made |= {format: convert(source, format).read_bytes() for format in CONVERTED}
    return made


def _marked(book: Any) -> None:
    sheet = book["Chỉ tiêu"]
    sheet["K6"], sheet["K7"], sheet["K12"] = "=1/0", "=1+1", 0.855
    sheet["K12"].number_format = "0.0%"
    sheet["N7"].value, sheet["N7"].font = "§· thùc hiÖn theo kÕ ho¹ch", Font(name=".VnTime")
    book["Nhiệm vụ"].row_dimensions[7].hidden = True


def _far(book: Any) -> None:
    _marked(book)
    book["Thống kê"]["XFD1048576"] = "x"


def locked(data: bytes, password: str) -> bytes:
    """The workbook behind a password ([MS-OFFCRYPTO], agile)."""
    from msoffcrypto.format.ooxml import OOXMLFile

    target = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, target)
    return target.getvalue()


def converter(folder: Path) -> Convert | None:
    """LibreOffice with a profile of its own in `folder`; None, and said on stderr, where it is missing."""
    program = engine("soffice")
    if program is None:
        print(f"BỎ QUA {', '.join(CONVERTED)}: thiếu soffice (Debian: {ENGINES['soffice'][1]})", file=sys.stderr)
        return None

    def convert(path: Path, format: str) -> Path:
        profile, target = folder / "profile", folder / format
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", format, "--outdir", str(target), str(path)]
        subprocess.run(command, capture_output=True, timeout=180, check=True)
        return target / f"{path.stem}.{format}"

    return convert
