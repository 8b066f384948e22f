"""General assessment, funding, next period, proposals: the compiling officer's words, else the agencies'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporting.compiler_sheet import CompilerText
from reporting.compose.gaps import missing_text
from reporting.compose.grammar import as_prose, concise, full_stop, without_stop
from reporting.compose.material import Material
from reporting.compose.outline import OutlineSection
from reporting.compose.runs import paragraph, say
from reporting.consolidation import Narrative, Source
from reporting.document import Paragraph
from reporting.numbers import format_count
from reporting.text import clean


def opinion_paragraphs(section: OutlineSection, material: Material) -> Iterator[Paragraph]:
    """The section's texts: from the compiler's sheet; where it is empty, from the returns, attributed."""
    written = [text for key in section.texts if (text := material.compiler.text(key)) and text.text.strip()]
    for text in written:
        yield from _written(section.id, text, material)
    if written:
        return
    opinions = tuple(n for key in section.opinions for n in opinions_of(key, material))
    if opinions:
        yield from _from_agencies(section.id, opinions, material)
    elif section.opinions and material.draft:
        yield paragraph(f"{section.id}/text/1", missing_text(_title(section, material), material))


def _title(section: OutlineSection, material: Material) -> str:
    """The section's title in lower case, as the outline's texts have it."""
    titles = {key.key: key.title for key in material.outline.keys}
    return next((titles[key] for key in section.texts if key in titles), section.title)


def opinions_of(key: str, material: Material) -> tuple[Narrative, ...]:
    return next((narratives for name, narratives in material.consolidation.assessments if name == key), ())


def _written(id: str, text: CompilerText, material: Material) -> Iterator[Paragraph]:
    """Each line is a paragraph; several lines are listed with "- " as the plan does."""
    lines = [line for line in clean(text.text).split("\n") if line]
    source = Source(material.job.task.agency, text.location, raw=text.text)
    for number, line in enumerate(lines, 1):
        bare = line.lstrip("-–—•+ ").strip()
        words = f"- {full_stop(bare)}" if len(lines) > 1 or bare != line else full_stop(bare)
        yield paragraph(f"{id}/{text.key}/{number}", words, sources=(source,))


def _from_agencies(id: str, opinions: Sequence[Narrative], material: Material) -> Iterator[Paragraph]:
    """What several agencies say comes first; the rest is counted and stands in the annex."""
    limits = material.outline.limits
    chosen = sorted(opinions, key=lambda n: -len(n.agencies))[: limits.opinions]
    shown = [n for n in opinions if n in chosen]
    for number, narrative in enumerate(shown, 1):
        words, _ = concise(full_stop(as_prose(narrative.text)), limits.opinion_words)
        by = material.some(narrative.agencies)
        yield paragraph(
            f"{id}/opinion/{number}", f"- {without_stop(words)} (theo báo cáo của {by}).", sources=narrative.sources
        )
    rest = len(opinions) - len(shown)
    annex = material.annex("III")
    if rest and annex:
        runs = say(f"Ngoài ra, {format_count(rest)} ý kiến khác của các cơ quan, đơn vị được tổng hợp tại {annex}.")
        yield Paragraph(f"{id}/opinion/rest", runs)
