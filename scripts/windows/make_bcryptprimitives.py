"""bcryptprimitives.dll for Wine 8 (Debian 12), which lacks it: one export, ProcessPrng, forwarded to
advapi32.SystemFunction036 (RtlGenRandom). No code in it, so no compiler is needed. For tests only, never shipped.

    python make_bcryptprimitives.py "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll"
"""

import struct
import sys
from pathlib import Path

RVA, FILE = 0x1000, 0x200
names = b"bcryptprimitives.dll\0ProcessPrng\0advapi32.SystemFunction036\0"
at = 40 + 4 + 4 + 2  # export directory, then one address, one name pointer, one ordinal
dll, function, forward = RVA + at, RVA + at + 21, RVA + at + 33
section = struct.pack("<IIHHIIIIIII", 0, 0, 0, 0, dll, 1, 1, 1, RVA + 40, RVA + 44, RVA + 48)
section += struct.pack("<IIH", forward, function, 0) + names
optional = struct.pack(
    "<HBBIIIIIQIIHHHHHHIIIIHHQQQQII",
    0x20B,
    14,
    0,
    0,
    len(section),
    0,
    0,
    RVA,
    0x180000000,
    0x1000,
    0x200,
    6,
    0,
    0,
    0,
    6,
    0,
    0,
    0x2000,
    0x200,
    0,
    2,
    0x160,
    0x100000,
    0x1000,
    0x100000,
    0x1000,
    0,
    16,
)
optional += struct.pack("<II", RVA, len(section)) + bytes(15 * 8)
headers = b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0"
headers += struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, len(optional), 0x2022) + optional
headers += b".edata\0\0" + struct.pack("<IIIIIIHHI", len(section), RVA, 0x200, FILE, 0, 0, 0, 0, 0x40000040)
Path(sys.argv[1]).write_bytes(headers.ljust(FILE, b"\0") + section.ljust(0x200, b"\0"))
