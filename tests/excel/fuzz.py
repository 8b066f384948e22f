"""Reads mutated workbooks for some seconds under a memory limit and prints what it tried as JSON.

python -m tests.excel.fuzz SECONDS BYTES [SEED]

`tried` files by kind of mutation, `read` those that could be read, `codes` the findings, `slowest` in seconds
for one file, `peak_mb` the memory of the whole process. It ends with a traceback at the first file that makes
the reader fail, and leaves that file as `fuzz-….xlsx` in the system's folder for temporary files.
"""

from __future__ import annotations

import io
import json
import os
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from reporting.excel.read import read_bytes
from reporting.parse.returns import parse_return
from tests.helpers.returned import FULL_PLAN, STATISTICS, workbook
from tests.helpers.small import PERIOD, REGISTRY

KEPT = Path(tempfile.gettempdir(), f"fuzz-{os.getpid()}.xlsx")  # the file being read, there to see after a crash
Mutation = Callable[[random.Random, bytes], bytes]

_TOKENS = (
    b"<", b">", b"/>", b"</c>", b"<c>", b'<c r="XFD1048576"><v>1</v></c>', b'r="ZZZ99999999"', b'r="A0"', b'r="-1"', b"<v>1e999</v>",
    b"<v>NaN</v>", b't="s"', b't="e"', b't="b"', b"<v>999999999</v>", b"<f>A1</f>", b'<f t="shared" si="7"/>', b"<row/>", b'<row r="1048577">',
    b'<mergeCell ref="A1:XFD1048576"/>', b"&#0;", b"&amp;" * 50, b"<!--", b"]]>", b"<![CDATA[", b"\xff\xfe", b"\xc3\x28", b"<t>" + b"x" * 40_000 + b"</t>",
    b'xmlns:x="y"', b'<sheet name="a" sheetId="9" r:id="rId99"/>', b'count="4294967295"', b'uniqueCount="4000000000"', b'numFmtId="9"',
)  # fmt: skip


def flip(dice: random.Random, data: bytes) -> bytes:
    """Some bits of the file."""
    made = bytearray(data)
    for _ in range(dice.choice((1, 3, 20))):
        made[dice.randrange(len(made))] ^= 1 << dice.randrange(8)
    return bytes(made)


def cut(dice: random.Random, data: bytes) -> bytes:
    start = dice.randrange(len(data))
    return data[:start] + data[start + dice.randrange(2_000) :]


def parts(dice: random.Random, data: bytes) -> bytes:
    """Parts changed inside, packed again with a right CRC: what reaches the XML readers."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(dice.choice((1, 1, 2, 5))):
        name = dice.choice(list(content))
        content[name] = _changed(dice, content[name])
    if dice.random() < 0.1:
        del content[dice.choice(list(content))]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return target.getvalue()


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


def main() -> None:
    seconds, memory = float(sys.argv[1]), int(sys.argv[2])
    source, dice = workbook(), random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 20231)
    read_bytes(source, "a.xlsx")  # libraries loaded before memory is limited
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    codes: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    read = 0
    slowest, end = 0.0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        mutation = dice.choice((flip, cut, parts, parts, parts))
        data = mutation(dice, source)
        KEPT.write_bytes(data)
        start = time.perf_counter()
        grid, findings = read_bytes(data, "a.xlsx")
        found = [*findings]
        if grid:
            read += 1
            found += parse_return(grid, FULL_PLAN, REGISTRY, PERIOD, statistics=STATISTICS)[1]
        slowest = max(slowest, time.perf_counter() - start)
        codes.update({f.code for f in found})
        for one in found:
            one.message()
        tried[mutation.__name__] += 1
    KEPT.unlink(missing_ok=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"tried": dict(tried), "read": read, "codes": dict(codes.most_common())}
    print(json.dumps(told | {"slowest": round(slowest, 3), "peak_mb": round(peak)}, indent=1))


if __name__ == "__main__":
    main()
