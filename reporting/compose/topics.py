"""What the lead of a field wrote for its subsection: its words, the figures of the forms after them, its documents."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.compose.gaps import missing_topic
from reporting.compose.grammar import documents, full_stop, without_stop
from reporting.compose.material import Material
from reporting.compose.outline import OutlineSection
from reporting.compose.runs import Runs, joined, paragraph, say
from reporting.compose.sentences import figure_sentences
from reporting.consolidation import TopicResult
from reporting.document import Paragraph, Run
from reporting.text import clean, lower_first

_MARKS = "-–—•+ "


def topic_paragraphs(section: OutlineSection, material: Material) -> Iterator[Paragraph]:
    """The lead's text of a section, with the sentences that the outline makes of the forms' figures."""
    topic = material.consolidation.topic(section.id)
    figures = figure_sentences(section.sentences, material)
    if topic and topic.result:
        yield from _written(section.id, topic, figures)
    else:
        gap = missing_topic(section.lead, material) if section.lead else ()
        if gap or figures:
            yield paragraph(f"{section.id}/lead/1", joined((gap, figures), " "))


def _written(id: str, topic: TopicResult, figures: Runs) -> Iterator[Paragraph]:
    """Each line is a paragraph, lines that were listed stay a list; the figures go on in the first one. The documents
    are a footnote to the lead's words."""
    assert topic.result
    cited = full_stop("; ".join(documents(topic.documents.raw))) if topic.documents else ""
    sources = (topic.result, *((topic.documents,) if topic.documents else ()))
    for number, line in enumerate((line for line in clean(topic.result.raw).split("\n") if line.strip()), 1):
        bare = line.lstrip(_MARKS).strip()
        words = f"- {full_stop(bare)}" if bare != line.strip() else full_stop(bare)
        if number > 1:
            yield paragraph(f"{id}/lead/{number}", words, sources=(topic.result,))
        else:
            yield paragraph(f"{id}/lead/1", joined((say(Run(words, note=cited)), figures), " "), sources=sources)


def limit_paragraphs(section: OutlineSection, material: Material) -> Iterator[Paragraph]:
    """What the leads see as limits, each under the name of its subsection."""
    titles = {s.id: s.title for s in material.outline.sections}
    for topic in material.consolidation.topics if section.limits else ():
        if topic.limits and topic.section in titles:
            about = lower_first(titles[topic.section])
            words = without_stop(" ".join(clean(topic.limits.raw).split("\n")))
            text = f"- Về {about.removeprefix('về ')}: {lower_first(words)}."
            yield paragraph(f"{section.id}/limit/{topic.section}", text, sources=(topic.limits,))
