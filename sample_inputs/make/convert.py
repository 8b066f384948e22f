"""Saves a workbook as an office does that works with LibreOffice."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path


def saved_by_libreoffice(data: bytes, kind: str) -> bytes:
    """The workbook opened and saved by LibreOffice as `kind` (xls, ods); needs soffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "form.xlsx")
        source.write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, source],
            check=True,
            capture_output=True,
        )
        return source.with_suffix(f".{kind}").read_bytes()
