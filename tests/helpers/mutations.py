"""Ways to damage a workbook: its bytes, the parts of a zip, the sectors and records of an OLE file.

Each takes (dice, bytes) and gives bytes; the same dice give the same damage. Its name is what the fuzz counts.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable

Mutation = Callable[[random.Random, bytes], bytes]

_TOKENS = (
    b"<", b">", b"/>", b"</c>", b"<c>", b'<c r="XFD1048576"><v>1</v></c>', b'r="ZZZ99999999"', b'r="A0"', b'r="-1"', b"<v>1e999</v>",
    b"<v>NaN</v>", b't="s"', b't="e"', b't="b"', b"<v>999999999</v>", b"<f>A1</f>", b'<f t="shared" si="7"/>', b"<row/>", b'<row r="1048577">',
    b'<mergeCell ref="A1:XFD1048576"/>', b"&#0;", b"&amp;" * 50, b"<!--", b"]]>", b"<![CDATA[", b"\xff\xfe", b"\xc3\x28", b"<t>" + b"x" * 40_000 + b"</t>",
    b'xmlns:x="y"', b'<sheet name="a" sheetId="9" r:id="rId99"/>', b'count="4294967295"', b'uniqueCount="4000000000"', b'numFmtId="9"',
    b' table:number-rows-repeated="1048576"', b' table:number-columns-repeated="16384"', b' table:number-columns-repeated="-1"',
    b'<table:table-row table:number-rows-repeated="1048570">', b' office:value-type="date" office:date-value="99999-99-99"',
    b' office:value-type="percentage"', b' office:value="1e999"', b' office:value="-0"', b"<text:p>x</text:p>", b"</table:table-row>",
    b'<text:s text:c="2147483647"/>', b"<!DOCTYPE a>", b"<table:covered-table-cell/>", b' table:visibility="collapse"',
)  # fmt: skip
# What makes a search over XML look again and again at the same bytes.
_SWELLING = (
    b"<c ", b"<f ", b"<v>", b'<row r="1"/>', b' hidden="1"', b"<xf ", b"<numFmt ", b"<si>", b"<a>", b"<!--x-->", b"&lt;", b"</c>",
    b"<table:table-row/>", b"<table:table-cell/>", b"<text:p/>", b"<text:s/>", b'<mergeCell ref="A1:B2"/>', b"<c><f>", b"<f><v>", b"\xc3\x28",
    b'"e"', b":c", b"<definedName>", b"\0", b"   ", b"<c r='A1' t='e'>", b"</row><row>",
)  # fmt: skip
_EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)


# --- any bytes --------------------------------------------------------------------------------


def flip(dice: random.Random, data: bytes) -> bytes:
    """Some bits of the file."""
    made = bytearray(data)
    for _ in range(dice.choice((1, 3, 20))):
        made[dice.randrange(len(made))] ^= 1 << dice.randrange(8)
    return bytes(made)


def cut(dice: random.Random, data: bytes) -> bytes:
    """Some bytes left out in the middle."""
    start = dice.randrange(len(data))
    return data[:start] + data[start + dice.randrange(1, 2_000) :]


def torn(dice: random.Random, data: bytes) -> bytes:
    """The end missing, as a bad line leaves it; often at a whole block."""
    kept = dice.randrange(1, len(data))
    return data[: max(512, kept // 512 * 512) if dice.random() < 0.5 else kept]


def _extreme(dice: random.Random, made: bytearray, at: int, size: int) -> None:
    """A field of 1, 2 or 4 bytes set to a value at the end of its range."""
    made[at : at + size] = struct.pack("<Q", dice.choice(_EXTREMES))[: len(made[at : at + size])]


# --- zip --------------------------------------------------------------------------------------


def directory(dice: random.Random, data: bytes) -> bytes:
    """Fields of the zip's own headers: sizes, offsets, counts, methods, lengths of names."""
    made = bytearray(data)
    starts = [at for mark in (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06") for at in _places(data, mark)]
    for _ in range(dice.choice((1, 1, 2))):
        size = dice.choice((1, 2, 4))
        _extreme(dice, made, dice.choice(starts) + dice.randrange(4, 46), size)
    return bytes(made)


def _places(data: bytes, mark: bytes) -> list[int]:
    found, at = [], data.find(mark)
    while at >= 0:
        found.append(at)
        at = data.find(mark, at + 1)
    return found


def parts(dice: random.Random, data: bytes) -> bytes:
    """Parts changed inside, packed again with a right CRC: what reaches the XML readers."""
    content = _content(data)
    for _ in range(dice.choice((1, 1, 2, 5))):
        name = dice.choice(list(content))
        content[name] = _changed(dice, content[name])
    if dice.random() < 0.1:
        del content[dice.choice(list(content))]
    return _zipped(content)


def one_byte(dice: random.Random, data: bytes) -> bytes:
    """One byte of one part, packed again with a right CRC."""
    content = _content(data)
    name = dice.choice([name for name, part in content.items() if part])
    made = bytearray(content[name])
    made[dice.randrange(len(made))] ^= 1 << dice.randrange(8)
    return _zipped({**content, name: bytes(made)})


def one_missing(dice: random.Random, data: bytes) -> bytes:
    """One part left out, or cut off."""
    content = _content(data)
    name = dice.choice(list(content))
    part = content.pop(name)
    if dice.random() < 0.5 and part:
        content[name] = part[: dice.randrange(len(part))]
    return _zipped(content)


def swollen(dice: random.Random, data: bytes) -> bytes:
    """A part with one thing in it a hundred thousand times."""
    content = _content(data)
    name, token = dice.choice(list(content)), dice.choice(_SWELLING)
    at = dice.randrange(len(content[name]) + 1)
    many = token * (dice.choice((20_000, 300_000, 1_200_000)) // len(token))
    return _zipped({**content, name: content[name][:at] + many + content[name][at:]})


def records12(dice: random.Random, data: bytes) -> bytes:
    """Records of a binary part ([MS-XLSB] 2.1.4): kind, length or content at an extreme, one out, one twice."""
    content = _content(data)
    name = dice.choice([name for name in content if name.endswith(".bin")])
    part, made = content[name], bytearray(content[name])
    places = _records12(part)
    for _ in range(dice.choice((1, 1, 3))):
        start, body, end = dice.choice(places)  # of the original: after another change, anywhere
        if body > len(made):
            continue
        if dice.random() < 0.3:
            made[start:start] = part[start:end]
        elif dice.random() < 0.2:
            del made[start:end]
        elif body < end and dice.random() < 0.6:
            _extreme(dice, made, dice.randrange(body, end), dice.choice((1, 2, 4)))
        else:
            made[dice.randrange(start, body)] = dice.choice((0, 1, 0x7F, 0x80, 0xFF))
    return _zipped({**content, name: bytes(made)})


def _records12(part: bytes) -> list[tuple[int, int, int]]:
    """(start, start of its content, end) of each record."""
    found, at = [], 0
    while at < len(part):
        body = at + (2 if part[at] & 0x80 else 1)
        length = 0
        for shift in range(0, 28, 7):
            byte = part[body]
            length, body = length | (byte & 0x7F) << shift, body + 1
            if not byte & 0x80:
                break
        found.append((at, body, body + length))
        at = body + length
    return found


def _changed(dice: random.Random, part: bytes) -> bytes:
    at = dice.randrange(len(part) + 1)
    what = dice.randrange(5)
    if what == 0:
        return part[:at] + dice.choice(_TOKENS) + part[at:]
    if what == 1:
        return part[:at] + part[at + dice.randrange(60) :]
    if what == 2:
        return part[:at] + part[at : at + dice.randrange(300)] * dice.choice((2, 50)) + part[at:]
    if what == 3:
        made = bytearray(part)
        for _ in range(3):
            if made:
                made[dice.randrange(len(made))] = dice.randrange(256)
        return bytes(made)
    digits = [i for i, byte in enumerate(part) if 48 <= byte <= 57]
    if not digits:
        return part
    place = dice.choice(digits)
    return part[:place] + dice.choice((b"0", b"9" * 9, b"-1", b"1e300")) + part[place + 1 :]


def _content(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(content: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, part, stored)
    return target.getvalue()


# --- OLE ([MS-CFB]) ---------------------------------------------------------------------------

_SECTOR = 512


def sectors(dice: random.Random, data: bytes) -> bytes:
    """Sectors exchanged, doubled, emptied or left out, all still aligned."""
    blocks = [data[at : at + _SECTOR] for at in range(0, len(data), _SECTOR)]
    for _ in range(dice.choice((1, 2, 8))):
        one, other = dice.randrange(len(blocks)), dice.randrange(len(blocks))
        what = dice.randrange(4)
        if what == 0:
            blocks[one], blocks[other] = blocks[other], blocks[one]
        elif what == 1:
            blocks[one] = blocks[other]
        elif what == 2:
            blocks[one] = dice.choice((b"\0", b"\xff")) * len(blocks[one])
        elif len(blocks) > 2:
            del blocks[one]
    return b"".join(blocks)


def header(dice: random.Random, data: bytes) -> bytes:
    """Fields of the header, the allocation table or the directory of streams at an extreme."""
    made = bytearray(data)
    tables = [int.from_bytes(data[at : at + 4], "little") for at in (48, 60, 76)]  # directory, small sectors, sectors
    starts = [(number + 1) * _SECTOR for number in tables if (number + 2) * _SECTOR <= len(data)]
    for _ in range(dice.choice((1, 1, 3))):
        at = dice.randrange(24, 80) if dice.random() < 0.4 else dice.choice(starts) + dice.randrange(_SECTOR) // 4 * 4
        if dice.random() < 0.5:
            made[at : at + 4] = struct.pack("<I", dice.randrange(len(data) // _SECTOR))  # a sector that there is
        else:
            _extreme(dice, made, at, dice.choice((1, 2, 4)))
    return bytes(made)


def records(dice: random.Random, data: bytes) -> bytes:
    """Records of the workbook ([MS-XLS] 2.1.4): kind, length or content at an extreme, one out, one twice."""
    stream = ole_stream(data, "Workbook")
    made, places = bytearray(stream), _records(stream)
    for _ in range(dice.choice((1, 1, 3))):
        at, length = dice.choice(places)
        what = dice.random()
        if what < 0.15:
            made[at:at] = stream[at : at + 4 + length]
        elif what < 0.3:
            del made[at : at + 4 + length]
        elif what < 0.5:
            made[at + 2 : at + 4] = struct.pack(
                "<H", dice.choice((0, 1, 0xFFFF, 0x8000, 8224, length ^ 1, length // 2))
            )
        elif what < 0.6:
            made[at : at + 2] = stream[(other := dice.choice(places)[0]) : other + 2]
        elif length:
            _extreme(dice, made, at + 4 + dice.randrange(length), dice.choice((1, 2, 4)))
    return with_ole_stream(data, "Workbook", bytes(made[: len(stream)]).ljust(len(stream), b"\0"))


def _records(stream: bytes) -> list[tuple[int, int]]:
    found, at = [], 0
    while at + 4 <= len(stream):
        length = int.from_bytes(stream[at + 2 : at + 4], "little")
        found.append((at, length))
        at += 4 + length
    return found


def information(dice: random.Random, data: bytes) -> bytes:
    """What an encrypted package says of its own encryption ([MS-OFFCRYPTO] 2.3.4.10), numbers above all."""
    stream = ole_stream(data, "EncryptionInfo")
    made = stream.replace(b' standalone="yes"', b"")
    what = dice.random()
    if what < 0.4:
        made = made.replace(b'spinCount="100000"', b'spinCount="%d"' % dice.choice((0, 1, 9_999_999, 4_294_967_295)))
    else:
        at = dice.randrange(8, len(made))
        made = made[:at] + dice.choice((b"9", b"0", b'"', b"<", b"=", b"A", b"&x;")) + made[at + 1 :]
    return with_ole_stream(data, "EncryptionInfo", made[: len(stream)].ljust(len(stream)))


def ole_stream(data: bytes, name: str) -> bytes:
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        return bytes(ole.openstream(name).read())


def with_ole_stream(data: bytes, name: str, content: bytes) -> bytes:
    """Another content of the same length."""
    import olefile

    target = io.BytesIO(data)
    ole = olefile.OleFileIO(target, write_mode=True)
    ole.write_stream(name, content)
    return target.getvalue()
