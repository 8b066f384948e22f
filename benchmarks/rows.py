"""What is measured: each row one piece of work, done by cchc and, where there is one, by a rival.

To add a row, add a Row; the rival is a script of benchmarks/ that does the same work with what a
colleague would reach for. {out} becomes a fresh folder for every run.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from benchmarks.measure import ROOT

CLEAN = "sample_inputs/quy_1_2023"
REAL = "sample_inputs/sau_thang_2023"
PLAN = "sample_inputs/ke_hoach_2023/ke_hoach_cchc_2023"
REGISTRY = "sample_inputs/don_vi.xlsx"
_CCHC = (sys.executable, str(ROOT / "cli.py"))
_COLLEAGUE = (sys.executable, "-m", "benchmarks.colleague")
_RETURNS = (sys.executable, "-m", "benchmarks.returns")
_MINISTRY = (sys.executable, "-m", "benchmarks.ministry")
_LEVELS = (sys.executable, "-m", "benchmarks.levels")
_PAGES = (sys.executable, "-m", "benchmarks.pages")
_DESK = (sys.executable, "-m", "benchmarks.desk")


@dataclass(frozen=True, slots=True)
class Row:
    """`needs`: a path without which the row is left out; `codes`: exit codes that mean the work was done.

    `cached`: cchc may use parts that an earlier run of this row rendered, as on an officer's machine;
    `tells`: the command measures in itself, and what it prints is shown; `large`: only by `make bench-large`.
    """

    name: str
    cchc: tuple[str, ...]
    rival: tuple[str, ...] = ()
    needs: str = "cli.py"
    codes: tuple[int, ...] = (0,)
    cached: bool = False
    tells: bool = False
    large: bool = False


ROWS: tuple[Row, ...] = (
    Row("cchc --help", (*_CCHC, "--help")),
    Row(
        "plan import, the 2023 plan in Word",
        (*_CCHC, "plan", "import", f"{PLAN}.docx", "-o", "{out}/plan.xlsx", "--registry", REGISTRY),
        needs=f"{PLAN}.docx",
    ),
    Row(
        "plan import, the 2023 plan as text",
        (*_CCHC, "plan", "import", f"{PLAN}.txt", "-o", "{out}/plan.xlsx", "--registry", REGISTRY),
        needs=f"{PLAN}.txt",
    ),
    Row(
        "check, clean quarter (36 returns)",
        (*_CCHC, "check", f"{CLEAN}/job.toml", "-o", "{out}"),
        (*_COLLEAGUE, "check", CLEAN, "{out}"),
        needs=f"{CLEAN}/job.toml",
    ),
    Row(
        "check, real life",
        (*_CCHC, "check", f"{REAL}/job.toml", "-o", "{out}"),
        (*_COLLEAGUE, "check", REAL, "{out}"),
        needs=f"{REAL}/job.toml",
        codes=(0, 1),
    ),
    Row(
        "build, clean quarter (Word, PDF, annexes)",
        (*_CCHC, "build", f"{CLEAN}/job.toml", "-o", "{out}"),
        (*_COLLEAGUE, "build", CLEAN, "{out}"),
        needs=f"{CLEAN}/job.toml",
    ),
    Row(
        "the same, the rival: WeasyPrint as engine",
        (*_CCHC, "build", f"{CLEAN}/job.toml", "-o", "{out}"),
        (*_CCHC, "build", f"{CLEAN}/job.toml", "-o", "{out}", "--pdf-engine", "weasyprint"),
        needs=f"{CLEAN}/job.toml",
    ),
    Row(
        "build again, nothing changed since",
        (*_CCHC, "build", f"{CLEAN}/job.toml", "-o", "{out}"),
        (*_COLLEAGUE, "build", CLEAN, "{out}"),
        needs=f"{CLEAN}/job.toml",
        cached=True,
    ),
    Row(
        "build --draft, real life",
        (*_CCHC, "build", f"{REAL}/job.toml", "--draft", "-o", "{out}"),
        (*_COLLEAGUE, "build", REAL, "{out}"),
        needs=f"{REAL}/job.toml",
    ),
    Row("150 returns read / pandas with openpyxl", (*_RETURNS, "read"), (*_RETURNS, "pandas")),
    Row("150 returns read and understood / pandas", (*_RETURNS, "parse"), (*_RETURNS, "pandas")),
    Row("returns of 2,000 cells, in one process", (*_RETURNS, "ratios"), tells=True),
    Row("150 forms written", (*_RETURNS, "write"), tells=True),
    Row("Word, 40 tables of 26 rows, in one process", (sys.executable, "-m", "benchmarks.words"), tells=True),
    Row("PDF, 100 pages in 5 parts / WeasyPrint", (*_PAGES, "together"), (*_PAGES, "weasyprint")),
    Row("PDF, a 25-page annex changed / all parts", (*_PAGES, "again"), (*_PAGES, "together"), cached=True),
    Row("PDF, a 7-page annex changed / all parts", (*_PAGES, "again_short"), (*_PAGES, "together"), cached=True),
    Row("PDF, the rendering in each of these", (*_PAGES, "ratios"), tells=True),
    Row("the page: 136 returns dropped at once", _DESK, tells=True),
    Row("150 returns merged and checked", (*_MINISTRY, "150"), tells=True, large=True),
    Row("1,500 returns merged and checked", (*_MINISTRY, "1500"), tells=True, large=True),
    Row("10,000 returns merged and checked", (*_MINISTRY, "10000"), tells=True, large=True),
    Row("250 units rolled up in two levels", (*_LEVELS, "250"), tells=True, large=True),
    Row("1,000 units rolled up in two levels", (*_LEVELS, "1000"), tells=True, large=True),
)
