"""The numbered body: the outline's sections with what was reported; a heading only where something stands under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporting.compose.material import Material
from reporting.compose.opinions import opinion_paragraphs
from reporting.compose.outline import OutlineSection, items_of, laid_out
from reporting.compose.overview import report_overview, section_overview
from reporting.compose.targets import target_paragraph
from reporting.compose.tasks import task_paragraph
from reporting.compose.topics import limit_paragraphs, topic_paragraphs
from reporting.document import Block, Heading, Paragraph
from reporting.plan import Item
from reporting.text import fold


def body(material: Material) -> tuple[Block, ...]:
    """Headings and paragraphs in the outline's order; numbers stay as typed when a section falls out."""
    sections = laid_out(material.outline, material.plan, material.period)
    contents = [tuple(_content(section, material)) for section in sections]
    shown = [s for place, s in enumerate(sections) if any(contents[i] for i in _with_descendants(sections, place))]
    alone = frozenset(_only_children(shown))
    blocks: list[Block] = []
    for place, section in enumerate(sections):
        if section in shown:
            heading = Heading(section.id, section.level, section.number, section.title)
            blocks += [*(() if section.id in alone else (heading,)), *contents[place]]
    return tuple(blocks)


def _only_children(shown: Sequence[OutlineSection]) -> Iterator[str]:
    """A subsection that is the only one of its section and says no more than it: a 1. without a 2. is no division."""
    for place, parent in enumerate(shown):
        below = [shown[i] for i in _with_descendants(shown, place) if shown[i].level == parent.level + 1]
        if len(below) == 1 and fold(below[0].title) in fold(parent.title):
            yield below[0].id


def _with_descendants(sections: Sequence[OutlineSection], place: int) -> Iterator[int]:
    yield place
    for later in range(place + 1, len(sections)):
        if sections[later].level <= sections[place].level:
            return
        yield later


def _content(section: OutlineSection, material: Material) -> Iterator[Paragraph]:
    items = items_of(section, material.plan)
    yield from topic_paragraphs(section, material)
    yield from opinion_paragraphs(section, material)
    yield from limit_paragraphs(section, material)
    if section.overview == "report":
        yield from report_overview(section.id, material)
    elif section.overview == "status" and items:
        yield from section_overview(section.id, items, material)
    words = section.narrative_words or material.outline.limits.narrative_words
    yield from (item_paragraph(item, material, words, section.title) for item in items)


def item_paragraph(item: Item, material: Material, words: int, heading: str = "") -> Paragraph:
    """`heading`: the title of the report's section in which the item stands."""
    return target_paragraph(item, material, words) if item.measures else task_paragraph(item, material, words, heading)
