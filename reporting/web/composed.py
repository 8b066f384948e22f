"""The report as it will read, as data for the page: blocks, figures with their cells, what the officer wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reporting.compose.replacements import fingerprint, replaceable
from reporting.consolidation import Figure, Source
from reporting.document import Block, Heading, Paragraph, Run
from reporting.inputs import Inputs
from reporting.numbers import format_date
from reporting.pipeline import ReportDraft

_MOST_SOURCES = 60


def composed_data(draft: ReportDraft) -> dict[str, Any]:
    """`texts`: the officer's own parts by key, with last period's; `blocks`: the main text in order."""
    composed = {paragraph.id: paragraph for paragraph in replaceable(draft.composed)}
    written = {r.block: r for r in draft.inputs.compiler.replacements}
    blocks = [_block(block, composed, written) for block in draft.written.main.blocks]
    return {
        "title": draft.written.title,
        "as_of": format_date(draft.completeness.as_of),
        "texts": list(_texts(draft.inputs)),
        "blocks": [block for block in blocks if block],
    }


def _texts(inputs: Inputs) -> Iterator[dict[str, str]]:
    before = inputs.previous.compiler if inputs.previous else None
    for key in inputs.outline.keys:
        own, last = inputs.compiler.text(key.key), before.text(key.key) if before else None
        yield {
            "key": key.key,
            "title": key.title,
            "hint": key.hint,
            "text": own.text if own else "",
            "last": last.text if last else "",
        }


def _block(block: Block, composed: dict[str, Paragraph], written: dict[str, Any]) -> dict[str, Any] | None:
    if isinstance(block, Heading):
        return {"id": block.id, "kind": f"heading{block.level}", "runs": [{"text": block.plain}]}
    if not isinstance(block, Paragraph):
        return None
    own, original = written.get(block.id), composed.get(block.id)
    mark = fingerprint(original) if original else ""
    return {
        "id": block.id,
        "kind": "paragraph",
        "style": block.style,
        "runs": [_run(run) for run in block.runs],
        "sources": _sources(block.sources),
        "text": block.plain,
        "composed": original.plain if original else "",
        "fingerprint": mark,
        "replaced": block.replaced,
        "own": own.text if own else "",
        "changed": bool(own and own.latest and not own.fits(mark)),
    }


def _run(run: Run) -> dict[str, Any]:
    shown: dict[str, Any] = {"text": run.text, "bold": run.bold, "italic": run.italic, "gap": run.mark == "gap"}
    return shown | {"figure": _figure(run.figure)} if run.figure else shown


def _figure(figure: Figure) -> dict[str, Any]:
    sources = [source for total in figure.operands for source in total.sources]
    return {"id": figure.id, "formula": figure.formula.value, "sources": _sources(sources)}


def _sources(sources: Iterable[Source]) -> list[dict[str, str]]:
    return [
        {
            "agency": source.agency,
            "file": source.location.file,
            "sheet": source.location.sheet,
            "cell": source.location.cell,
            "raw": source.raw[:300],
        }
        for source in list(sources)[:_MOST_SOURCES]
    ]
