"""Reads a template before it is used and says what would go wrong, by paragraph.

docxtpl works on the file's text with patterns and reports neither place nor cause; so the tags are
read here first, one line of Jinja for each paragraph, and Jinja's line numbers are paragraph numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reporting.codes import Severity
from reporting.findings import Finding, finding, ordered
from reporting.location import Location
from reporting.profile import Profile
from reporting.settings import did_you_mean
from reporting.text import lower_first
from reporting.word.fields import BODY_FIELD, FIELDS, LISTS, TITLE_FIELDS
from reporting.word.markup import W
from reporting.word.package import DOCUMENT, Package, WordFile, open_template
from reporting.word.styles import style_ids
from reporting.word.template_text import HALF_TAG, Tag, TemplateParagraph, has_changes, template_paragraphs

_SHOWN = 60  # characters of a paragraph in a message


def check_template(data: bytes, name: str, profile: Profile) -> tuple[Finding, ...]:
    """Findings on a frame template, most severe first; TemplateError where it is no .docx."""
    file = open_template(data, name)
    found: list[Finding] = []
    used: set[str] = set()
    for part, title in _parts(file.parts):
        root = file.root(part)
        place = Location(name, title)
        paragraphs = tuple(template_paragraphs(root))
        found += _tag_findings(paragraphs, place)
        names, problems = _expression_findings(paragraphs, place)
        used |= names
        found += problems
        if part == DOCUMENT:
            found += _body_findings(paragraphs, place)
        if has_changes(root):
            found.append(finding("template-changes-left", place))
    found += _unused_findings(used, Location(name))
    found += _style_findings(file, profile, Location(name))
    return ordered(found)


def template_errors(data: bytes, name: str, profile: Profile) -> tuple[Finding, ...]:
    """Only what stops the template from being used."""
    return tuple(f for f in check_template(data, name, profile) if f.severity is Severity.ERROR)


def _parts(package: Package) -> Iterator[tuple[str, str]]:
    """The parts that docxtpl fills, with their names for a person."""
    yield DOCUMENT, ""
    for part in sorted(package):
        if part.startswith("word/header") and part.endswith(".xml"):
            yield part, "đầu trang"
        elif part.startswith("word/footer") and part.endswith(".xml"):
            yield part, "chân trang"


def _tag_findings(paragraphs: Sequence[TemplateParagraph], place: Location) -> Iterator[Finding]:
    for paragraph in paragraphs:
        where = _at(place, paragraph)
        if HALF_TAG.search(paragraph.loose):
            yield finding("template-tag-open", where, subject=_short(paragraph.text))
        for tag in paragraph.tags:
            if tag.interrupted:
                yield finding("template-tag-in-change", where, subject=tag.text)
            if tag.scope == "p" and (paragraph.loose.strip() or len(paragraph.tags) > 1):
                others = paragraph.text.replace(tag.text, "", 1)
                yield finding("template-tag-with-text", where, subject=tag.text, reason=_short(others))


def _expression_findings(
    paragraphs: Sequence[TemplateParagraph], place: Location
) -> tuple[set[str], tuple[Finding, ...]]:
    """The fields that a part prints, and what is wrong with its expressions."""
    from jinja2 import TemplateSyntaxError
    from jinja2.sandbox import SandboxedEnvironment

    lines = ["".join(_jinja(tag) for tag in paragraph.tags) for paragraph in paragraphs]
    try:
        tree = SandboxedEnvironment().parse("\n".join(lines))
    except TemplateSyntaxError as problem:
        paragraph = paragraphs[min(problem.lineno, len(paragraphs)) - 1]
        where, shown = _at(place, paragraph), _short(paragraph.text)
        return set(FIELDS), (finding("template-tag-syntax", where, subject=shown, reason=problem.message or ""),)
    return _printed(tree), tuple(_name_findings(tree, paragraphs, place))


def _jinja(tag: Tag) -> str:
    """A tag as plain Jinja on one line."""
    if tag.kind == "{#":
        return ""
    ends = {"{{": "}}", "{%": "%}"}
    return f"{tag.kind} {' '.join(tag.inside.split())} {ends[tag.kind]}"


def _printed(tree: Any) -> set[str]:
    """Names that are printed or looped over; a field that only a condition asks about is not."""
    from jinja2 import nodes

    holders = [*tree.find_all(nodes.Output), *(loop.iter for loop in tree.find_all(nodes.For))]
    loops = {holder.name for holder in holders if isinstance(holder, nodes.Name)}
    return loops | {name.name for holder in holders for name in holder.find_all(nodes.Name)}


def _names(tree: Any) -> set[str]:
    from jinja2 import meta

    return set(meta.find_undeclared_variables(tree))


def _name_findings(tree: Any, paragraphs: Sequence[TemplateParagraph], place: Location) -> Iterator[Finding]:
    from jinja2 import nodes

    unknown = _names(tree) - set(FIELDS)
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name in unknown:
            unknown.discard(node.name)
            yield _unknown_field(node.name, _at(place, paragraphs[node.lineno - 1]))
    for node in tree.find_all(nodes.Getattr):
        if node.attr.startswith("_"):
            yield finding("template-tag-unsafe", _at(place, paragraphs[node.lineno - 1]), subject=node.attr)
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            if isinstance(node, nodes.Name) and node.name in LISTS:
                yield finding("template-list-as-text", _at(place, paragraphs[node.lineno - 1]), subject=node.name)


def _unknown_field(name: str, where: Location) -> Finding:
    near = did_you_mean(name, FIELDS)
    hint = f"; {lower_first(near)}" if near else ""
    return finding("template-field-unknown", where, subject=name, hint=hint, known=", ".join(FIELDS))


def _body_findings(paragraphs: Sequence[TemplateParagraph], place: Location) -> Iterator[Finding]:
    """The body's tag: there once, alone in its paragraph, outside tables."""
    held = [(p, tag) for p in paragraphs for tag in p.tags if tag.kind == "{{" and tag.inside == BODY_FIELD]
    if not held:
        yield finding("template-body-missing", place)
    for number, (paragraph, tag) in enumerate(held):
        reason = ""
        if tag.scope != "p":
            reason = "thiếu chữ p"
        elif paragraph.in_table:
            reason = "nằm trong bảng"
        elif number:
            reason = "có từ hai lần trở lên"
        if reason:
            yield finding("template-body-misplaced", _at(place, paragraph), reason=reason)


def _unused_findings(used: set[str], place: Location) -> Iterator[Finding]:
    letter = "trich_yeu_cong_van" in used and not used & set(TITLE_FIELDS)  # a công văn has no type name
    for field, meaning in FIELDS.items():
        if field not in used and field != BODY_FIELD and not (letter and field in TITLE_FIELDS):
            yield finding("template-field-unused", place, subject=field, meaning=meaning)


def _style_findings(file: WordFile, profile: Profile, place: Location) -> Iterator[Finding]:
    root = file.part("styles")
    present = {s.get(f"{W}styleId") for s in root.iter(f"{W}style")} if root is not None else set()
    for style, name in style_ids(profile).items():
        if style not in present:
            yield finding("template-style-missing", place, subject=name)


def _at(place: Location, paragraph: TemplateParagraph) -> Location:
    return Location(place.file, place.sheet, "", paragraph.number)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
