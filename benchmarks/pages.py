"""About a hundred pages in five parts as PDF: python -m benchmarks.pages together|weasyprint|again|again_short|ratios

together    parts side by side, as `cchc build` renders them, nothing cached
weasyprint  the same with the other engine, its parts side by side in processes
again       from the cache, an annex of a quarter of the pages changed since the last run (its text counts the
          cache's entries); again_short: one of a few pages. What changed is rendered whole, so its share decides
ratios      all of them by turns, each in a process of its own: medians of five, the start of Python left out

All merge split tables and add fields: only the way of working differs. Prints the seconds of the rendering.
"""

from __future__ import annotations

import sys
import tempfile
import time
import tomllib
from dataclasses import replace
from statistics import median

from benchmarks.measure import run
from reporting.document import Document, Part, Table
from reporting.pdf import PdfOptions, render_pdfs
from reporting.profile import Profile, parse_profile
from reporting.resources import resource
from reporting.store.cache import cache_folder
from tests.helpers.documents import sample_document, text

WORDS = (
    "Tiếp nhận 45.678 hồ sơ, trong đó tiếp nhận trực tuyến 31.974 hồ sơ (70,0%); đã giải quyết 44.120 hồ sơ, trong đó "
    "trước hạn và đúng hạn 43.899 hồ sơ (99,5%), quá hạn 221 hồ sơ (0,5%)."
)


def long_report() -> Document:
    """Main text of about 20 pages, three annexes of about 25 each, one of about 6."""
    sample = sample_document()
    main, targets, tasks = sample.parts
    paragraphs = tuple(text(f"them/{n}", WORDS) for n in range(230))
    main = replace(main, blocks=(*main.blocks[:-2], *paragraphs, *main.blocks[-2:]))
    third = replace(grown(targets, 4), id="annex-3", name="phu_luc_3")
    short = replace(grown(targets, 1), id="annex-4", name="phu_luc_4")
    return replace(sample, parts=(main, grown(targets, 4), grown(tasks, 33), third, short))


def grown(part: Part, times: int) -> Part:
    """The part with the rows of its tables repeated."""
    blocks = (replace(block, rows=block.rows * times) if isinstance(block, Table) else block for block in part.blocks)
    return replace(part, blocks=tuple(blocks))


def with_a_change(document: Document, mark: str, number: int) -> Document:
    parts = list(document.parts)
    parts[number] = replace(parts[number], blocks=(*parts[number].blocks, text("moi", mark)))
    return replace(document, parts=tuple(parts))


def style() -> Profile:
    path = resource("profiles", "nd30-2020.toml")
    return parse_profile(tomllib.loads(path.read_text("utf-8")), path.name)


def rendered(way: str) -> None:
    report = long_report()
    start = time.perf_counter()
    if way == "together":
        render_pdfs(report, style())
    elif way == "weasyprint":
        render_pdfs(report, style(), PdfOptions(engine="weasyprint"))
    else:
        folder = cache_folder()
        entries = len(list(folder.iterdir())) if folder and folder.is_dir() else 0
        number = -1 if way == "again_short" else 3
        render_pdfs(with_a_change(report, f"Lần {entries}.", number), style(), PdfOptions(cache=folder))
    print(f"{time.perf_counter() - start:.2f}")


def ratios() -> None:
    seconds: dict[str, list[float]] = {way: [] for way in ("together", "weasyprint", "again", "again_short")}
    with tempfile.TemporaryDirectory(prefix="cchc-bench-") as cache:
        for turn in range(6):  # the first fills the cache
            for way, found in seconds.items():
                said = run((sys.executable, "-m", "benchmarks.pages", way), (0,), cache).said
                found += [float(said)] if turn else []
    together, other, again, short = (median(found) for found in seconds.values())
    print(f"Typst {together:.2f} s, WeasyPrint {other:.2f} s: {other / together:.2f}×")
    print(f"a 7-page annex changed {short:.2f} s: {together / short:.2f}× faster than all of it side by side")
    print(f"a 25-page annex changed {again:.2f} s: {together / again:.2f}×")


if __name__ == "__main__":
    ratios() if sys.argv[1] == "ratios" else rendered(sys.argv[1])
