"""The report of new data merged into the Word file that somebody edited: his words stay, new figures are tracked.

What the file was as written lies in the output folder (`.cchc/ban_goc`, by generation), the new report is what `build`
has just written; the merged file goes beside them, and what became of each change is listed.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from reporting.apart import called_apart
from reporting.consolidation import Source
from reporting.document import Document, Paragraph, Run, Table
from reporting.errors import OutputError
from reporting.listings.changes_text import marked
from reporting.listings.output_changes import word_pieces
from reporting.pipeline import RunOutcome
from reporting.store.manifest import listed_inputs
from reporting.store.output_folder import write_all
from reporting.store.swap import BASES
from reporting.word.bookmarks import bookmark_name
from reporting.word.edited import generation_of_file
from reporting.word.merged import MergedDocument, What, cell_key, merge
from reporting.word.merged import MergeOutcome as BlockOutcome

REPORT_NAME = "bao_cao.docx"
MERGED_NAME, SUMMARY_NAME = "bao_cao_ghep.docx", "bao_cao_ghep.txt"
_MOST_CELLS = 5  # named in one comment
_SHOWN = 160
_HEADS = {
    What.CONFLICT: "XUNG ĐỘT, đã giữ lời người sửa, cần xem lại",
    What.DOUBT: "KHÔNG RÕ là đoạn nào trong tệp đã sửa, chưa ghép, cần tự sửa",
    What.PUT_IN: "Số liệu mới đã ghép vào",
    What.ADDED: "Nội dung mới đã thêm vào",
    What.STRUCK: "Nội dung không còn, đã gạch bỏ",
    What.KEPT: "Chỗ người sửa đã đổi, giữ nguyên",
}


@dataclass(frozen=True, slots=True)
class MergedReport:
    """`file`: where the merged report went (another name where a person has changed the last one)."""

    file: str
    outcomes: tuple[BlockOutcome, ...]

    @property
    def conflicts(self) -> int:
        return sum(one.what in (What.CONFLICT, What.DOUBT) for one in self.outcomes)


def base_of(edited: Path, folder: Path) -> Path:
    """Where the report lies as it was written before `edited` was edited, with its manifest. OutputError where the folder does not know it."""
    his = called_apart(generation_of_file, edited.read_bytes(), edited.name, name=edited.name, error=OutputError)
    for base in (folder / BASES).glob(f"*/{REPORT_NAME}"):
        if base.parent.name == his:
            return base.parent
    raise OutputError(
        "thư mục kết quả không giữ bản gốc của tệp Word đã sửa, không biết chỗ nào đã sửa nên không ghép được",
        where=edited.name,
        accepted=f"tệp Word mà cchc build đã ghi vào {folder.as_posix()}, hoặc bản ghép của nó, sửa bằng Word",
        action="Nêu đúng tệp ấy, hoặc nêu sau -o thư mục mà cchc build đã ghi tệp ấy.",
    )


def merge_report(edited: Path, base: Path, folder: Path, outcome: RunOutcome) -> MergedReport:
    """Writes the merged report and its list beside the report of `outcome`, which was just built. Nothing that a person
    wrote is changed. `base`: the folder of the report as it was before."""
    assert outcome.document is not None and outcome.artifacts is not None
    files = ((base / REPORT_NAME).read_bytes(), edited.read_bytes(), outcome.artifacts[REPORT_NAME])
    before, after = listed_inputs(base), listed_inputs(folder)
    cells = cells_of(outcome.document, {name for name, digest in after.items() if before.get(name) != digest})
    day, name = outcome.inputs.job.task.as_of, edited.name
    made: MergedDocument = called_apart(merge, *files, day, cells, name, name=name, error=OutputError)
    told = "\n".join(summary_lines(made.outcomes, edited.name)) + "\n"
    moved = write_all(folder, {MERGED_NAME: made.data, SUMMARY_NAME: told.encode("utf-8-sig")}, beside=True)
    return MergedReport(moved.get(MERGED_NAME, MERGED_NAME), made.outcomes)


def cells_of(document: Document, changed: Container[str]) -> dict[str, str]:
    """The cells behind every paragraph, and behind every cell of a table, by what the merge calls them: those in files
    that `changed`, where there are such."""
    found: dict[str, str] = {}
    for block in document.blocks():
        name = bookmark_name(block.id)
        if isinstance(block, Paragraph):
            found[name] = _named(_sources(block.runs, block.sources), changed)
        elif isinstance(block, Table):
            for row in block.rows:
                texts = [cell.plain for cell in row.cells]
                found |= {
                    cell_key(name, texts, n): _named(_sources(chain(*cell.paragraphs), cell.sources), changed)
                    for n, cell in enumerate(row.cells)
                }
    return {name: cells for name, cells in found.items() if cells}


def _sources(runs: Iterable[Run], written: Iterable[Source]) -> Iterator[Source]:
    """Behind a text that somebody wrote, and behind the figures in it."""
    yield from written
    for run in runs:
        for total in run.figure.operands if run.figure else ():
            yield from total.sources


def _named(sources: Iterable[Source], changed: Container[str]) -> str:
    found = [source.location for source in sources if source.location.cell]
    found = [place for place in found if place.file in changed] or found
    places = list(dict.fromkeys(map(str, found)))
    more = f"; và {len(places) - _MOST_CELLS} ô khác" if len(places) > _MOST_CELLS else ""
    return "; ".join(places[:_MOST_CELLS]) + more


def summary_lines(outcomes: Sequence[BlockOutcome], name: str) -> Iterator[str]:
    """What was merged into the file called `name`, what needs an eye first."""
    yield f"Ghép số liệu mới vào {name}"
    for what, head in _HEADS.items():
        chosen = [one for one in outcomes if one.what is what]
        if chosen:
            yield f"\n{head}: {len(chosen)}"
            yield from (f"- {_line(one)}" for one in chosen)
    if not outcomes:
        yield "Không có gì khác."


def _line(one: BlockOutcome) -> str:
    match one.what:
        case What.DOUBT if not one.before:
            return f"mới “{_short(one.now)}”"
        case What.CONFLICT | What.DOUBT:
            his = f"; đã sửa thành “{_short(one.his)}”" if one.his else "; trong tệp đã sửa không còn đoạn này"
            return f"cũ “{_short(one.before)}”; mới “{_short(one.now)}”{his}"
        case What.PUT_IN:
            return f"“{marked(word_pieces(one.before, one.now))}”"
        case What.ADDED:
            return f"“{_short(one.now)}”"
        case What.STRUCK:
            return f"“{_short(one.before)}”"
    return f"“{marked(word_pieces(one.before, one.his))}”"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
