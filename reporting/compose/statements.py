"""What agencies say of an item, in the report's voice: the lead first, in whole sentences, with its documents."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.compose.grammar import as_prose, concise, documents, full_stop, with_subject, without_stop
from reporting.compose.material import Material
from reporting.compose.runs import Runs, say
from reporting.consolidation import Evidence, ItemResult, Narrative, Source
from reporting.plan import Item

Told = tuple[Runs, tuple[Source, ...]]


def told(item: Item, result: ItemResult, material: Material, words: int) -> Told:
    """The lead's narratives in short with its documents, and the cells behind both; nothing where
    the lead wrote nothing."""
    lead = lead_of(item, result)
    texts = [n for n in result.narratives if lead and lead in n.agencies]
    proof = [e for e in result.evidence if lead and e.agency == lead]
    narrative = in_short(texts, material, words, lead)
    if not narrative:
        return (), ()
    cites = cited(proof, material.outline.limits.evidence)
    return say(with_citation(narrative, cites)), (*_sources(texts), *(e.source for e in proof))


def lead_of(item: Item, result: ItemResult) -> str:
    """The lead or focal agency; where the plan names neither, the only one that spoke."""
    if item.lead:
        return item.lead
    spoke = {agency for narrative in result.narratives for agency in narrative.agencies}
    return next(iter(spoke)) if len(spoke) == 1 else ""


def in_short(texts: Sequence[Narrative], material: Material, words: int, agency: str = "") -> str:
    """Narratives as prose within `words`; the subject is `agency` where the text names none."""
    prose = " ".join(full_stop(as_prose(n.text)) for n in texts)
    if not prose:
        return ""
    short, _ = concise(prose, words)
    return full_stop(with_subject(material.name(agency), short) if agency else short)


def cited(evidence: Sequence[Evidence], limit: int) -> str:
    """`(Quyết định số 12/QĐ-UBND ngày 10/01/2023; Kế hoạch số …)`, "" where there is none."""
    named = tuple(dict.fromkeys(document for e in evidence for document in documents(e.text)))
    return f"({'; '.join(named[:limit])})" if named and limit else ""


def with_citation(text: str, citation: str) -> str:
    """The citation goes before the last full stop; documents that the text already names stay out."""
    inside = citation[1:-1].split("; ") if citation else []
    fresh = [document for document in inside if document not in text]
    return f"{without_stop(text)} ({'; '.join(fresh)})." if fresh else full_stop(text)


def _sources(texts: Sequence[Narrative]) -> tuple[Source, ...]:
    return tuple(source for narrative in texts for source in narrative.sources)
