"""What the Start menu starts, without a console window (pythonw): the page, or the check of one Word file.

    pythonw -m cchc_start_page [FOLDER]               `cchc mo` on FOLDER, else on Documents/CCHC
    pythonw -m cchc_start_page --the-thuc FILE.docx   the findings of `cchc lint` as a page in the browser

While the page runs, the name Local/cchc.mo is taken: the installer asks for it before it replaces a file.
"""

from __future__ import annotations

import contextlib
import ctypes
import html
import io
import os
import sys
from pathlib import Path

UNUSABLE, UNEXPECTED = 2, 3  # of the door, which is not imported before it is needed
_ERROR_SIGN = 0x10


def main(words: list[str]) -> int:
    home = Path(os.environ["LOCALAPPDATA"], "cchc")
    home.mkdir(parents=True, exist_ok=True)
    log = home / "trang.log"
    before = log.stat().st_size if log.is_file() else 0
    if sys.stdout is None:  # pythonw: what is printed has nowhere to go
        sys.stdout = sys.stderr = log.open("a", encoding="utf-8", buffering=1)
    if words[:1] == ["--the-thuc"]:
        return _check(Path(words[1]), home)
    name_taken = ctypes.WinDLL("kernel32").CreateMutexW(None, False, "Local\\cchc.mo")  # until this process ends
    folder = Path(words[0]) if words else _documents() / "CCHC"
    browser = ["--no-browser"] if os.environ.get("CCHC_NO_BROWSER") else []
    code = name_taken and _cchc("mo", str(folder), *browser) or 0
    if code in (UNUSABLE, UNEXPECTED):
        _tell(log.read_bytes()[before:].decode("utf-8", "replace") if log.is_file() else "")
    return code


def _tell(said: str) -> None:
    """Without a console nobody sees what was printed: a start that fails says why in a window."""
    if not os.environ.get("CCHC_NO_BROWSER"):
        ctypes.windll.user32.MessageBoxW(None, said[-1500:] or "Không mở được CCHC.", "CCHC", _ERROR_SIGN)


def _documents() -> Path:
    """The user's Documents, wherever Windows or OneDrive has put them."""
    place = ctypes.create_unicode_buffer(260)
    ctypes.windll.shell32.SHGetFolderPathW(None, 5, None, 0, place)
    return Path(place.value or Path.home() / "Documents")


def _cchc(*words: str) -> int:
    from reporting.commands import main as cchc

    try:
        cchc.main(list(words), standalone_mode=True)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def _check(file: Path, home: Path) -> int:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = _cchc("lint", str(file))
    page = home / "the_thuc.html"
    title = html.escape(file.name)
    body = f"<h1>{title}</h1><pre style='white-space:pre-wrap'>{html.escape(said.getvalue())}</pre>"
    page.write_text(f"<!doctype html><meta charset=utf-8><title>{title}</title>{body}", encoding="utf-8")
    if not os.environ.get("CCHC_NO_BROWSER"):
        os.startfile(page)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
