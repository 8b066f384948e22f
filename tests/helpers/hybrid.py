"""A PDF of two minds: a table of references for old readers, a stream of them for new ones (ISO 32000-1, 7.5.8.4)."""

from __future__ import annotations

import struct
from io import BytesIO


def hybrid() -> bytes:
    """One page; object 6, which the catalogue names, is known to the stream alone."""
    out, places = BytesIO(), {}
    out.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")

    def put(number: int, body: bytes) -> None:
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    font = b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    put(1, b"<</Type/Catalog/Pages 2 0 R/Extra 6 0 R>>")
    put(2, b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
    put(3, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources%s>>" % font)
    put(4, _stream(b"", b"BT /F 12 Tf 20 100 Td (xin chao) Tj ET"))
    put(5, _stream(b"/Type/ObjStm/N 1/First 4", b"6 0 <</Hidden true>>"))
    put(7, _stream(b"/Type/XRef/Size 8/W[1 2 1]/Index[6 1]/Root 1 0 R", struct.pack(">BHB", 2, 5, 0)))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n")
    out.write(b"".join(b"%010d 00000 n \n" % places[number] for number in range(1, 6)))
    trailer = b"<</Size 8/Root 1 0 R/XRefStm %d/ID[<00><00>]>>" % places[7]
    out.write(b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start))
    return out.getvalue()


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)
