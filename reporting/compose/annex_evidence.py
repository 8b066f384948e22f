"""Annex I, last part: what each agency sends beside its figures, whole.

Its documents, each once with the targets that it is for; its explanations; why nothing arose. The
results table cites the lead's documents only: a target that everyone implements has one from everyone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reporting.compose.grammar import documents, soften, without_stop
from reporting.compose.material import Material
from reporting.compose.tables import body_row, cell
from reporting.consolidation import Evidence, ItemResult, Narrative, Source
from reporting.document import Column, Row, Table
from reporting.plan import Item, Measure
from reporting.returns import printed
from reporting.text import one_line

_COLUMNS = (
    Column("STT", 4, "center"),
    Column("Cơ quan, đơn vị", 16),
    Column("Minh chứng (của chỉ tiêu số)", 52),
    Column("Giải trình, ý kiến (về chỉ tiêu số)", 28),
)
_LETTERS = "abcdđe"


def number(item: Item, measure: Measure | None = None) -> str:
    """How annex I numbers a target, and the parts of one with several measures: `6`, `7a`, `7b`."""
    if measure is None or len(item.measures) < 2:
        return str(item.number)
    return f"{item.number}{_LETTERS[item.measures.index(measure)]}"


def evidence_table(id: str, targets: Sequence[Item], material: Material) -> Table | None:
    """A row for each agency with a document or a word; None where there is neither."""
    results = [(item, material.result(item)) for item in targets]
    rows: list[Row] = []
    for agency in material.registry.agencies:
        proof = list(_documents(agency.code, results))
        words = list(_words(agency.code, results))
        if proof or words:
            rows.append(_row(f"{id}/{agency.code}", len(rows) + 1, agency.label, proof, words))
    return Table(id, _COLUMNS, tuple(rows)) if rows else None


_Found = tuple[str, str, Source]


def _row(id: str, place: int, name: str, proof: Sequence[_Found], words: Sequence[_Found]) -> Row:
    cited = "; ".join(f"{text} ({', '.join(labels)})" for text, labels in _grouped(proof).items())
    said = (f"{', '.join(labels)}: {text}" for text, labels in _grouped(words).items())
    return body_row(
        id,
        str(place),
        name,
        cell(cited, sources=[source for *_, source in proof]),
        cell(*said, sources=[source for *_, source in words]),
    )


def _grouped(found: Sequence[_Found]) -> Mapping[str, list[str]]:
    """Text → the numbers of the targets that it belongs to."""
    grouped: dict[str, list[str]] = {}
    for text, label, _ in found:
        labels = grouped.setdefault(text, [])
        if label not in labels:
            labels.append(label)
    return grouped


_Results = Sequence[tuple[Item, ItemResult]]


def _documents(agency: str, results: _Results) -> Iterator[_Found]:
    for item, result in results:
        for evidence in result.evidence:
            if evidence.agency == agency:
                label = number(item, _measure(item, evidence))
                yield from ((text, label, evidence.source) for text in documents(evidence.text))


def _measure(item: Item, evidence: Evidence) -> Measure | None:
    return next((m for m in item.measures if m.id == evidence.measure), None)


def _words(agency: str, results: _Results) -> Iterator[_Found]:
    for item, result in results:
        for narrative in result.narratives:
            yield from ((text, number(item), source) for text, source in _by(agency, narrative))
        for narrative in result.reasons:
            for text, source in _by(agency, narrative):
                yield f"không phát sinh ({without_stop(soften(text))})", number(item), source


def _by(agency: str, narrative: Narrative) -> Iterator[tuple[str, Source]]:
    """The agency's own words: near-identical texts are told once in the report, here each stands as sent."""
    return ((one_line(printed(s.raw or narrative.text)), s) for s in narrative.sources if s.agency == agency)
