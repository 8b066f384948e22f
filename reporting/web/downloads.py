"""What the page hands out to be saved: one file, or many in one zip that is the same on every system."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from starlette.responses import Response

ZIP = "application/zip"
_DAY, _UNIX = (1980, 1, 1, 0, 0, 0), 3


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Names and contents, packed without the day and the system of the machine."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _DAY)
            entry.create_system = _UNIX
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def download(data: bytes, name: str, kind: str = ZIP) -> Response:
    return Response(data, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})
