"""What could act when a workbook is opened: macros, DDE, links to other files, connections, embedded objects.

Nothing of it is ever run or followed here. It is told, and a copy that goes back to the sender is made anew from the
form instead of carrying it on.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

_PARTS = (
    (re.compile(r"xl/(?:vbaproject\.bin|macrosheets/.+)|basic/(?!script-lc).+\.xml|scripts/.+"), "macro"),
    (re.compile(r"xl/connections\.xml|xl/querytables/.+"), "kết nối dữ liệu ngoài"),
    (re.compile(r"xl/(?:embeddings|activex)/.+|object [^/]+/content\.xml"), "đối tượng nhúng"),
)
_LINKS = re.compile(r"xl/externallinks/[^/]+\.(?:xml|bin)")
_LONGEST = 1_000_000
_OLD_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")  # the name of a storage in an .xls


def active_content(data: bytes) -> tuple[str, ...]:
    """What the file holds of it, in words, each once; of a file that is a readable workbook."""
    if data[:2] != b"PK":
        return ("macro",) if _OLD_MACROS in data else ()
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return tuple(dict.fromkeys(_found(archive)))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ()


def _found(archive: zipfile.ZipFile) -> Iterator[str]:
    for entry in archive.infolist():
        name = entry.filename.replace("\\", "/").lstrip("/").lower()
        yield from (what for pattern, what in _PARTS if pattern.fullmatch(name))
        if _LINKS.fullmatch(name):
            with archive.open(entry) as part:
                content = part.read(_LONGEST)
            yield "liên kết DDE, OLE" if b"ddeLink" in content or b"oleLink" in content else "liên kết tới tệp khác"
