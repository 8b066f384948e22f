"""Document → .docx: the main text and its annexes as sections of one file, or each part alone.

1 the frame template is filled (main text)      4 sections: paper, headers, page numbers from 1
2 the body goes in on the template's styles     5 styles, settings and properties
3 the annexes follow                            6 one package, same bytes for the same input
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reporting.document import Block, Document, Part
from reporting.errors import TemplateError
from reporting.profile import Profile
from reporting.resources import resource
from reporting.word import frame as framing
from reporting.word.blocks import GAP_XML, PageSheet, blocks_xml, ended_with
from reporting.word.bookmarks import Bookmarks
from reporting.word.fields import FieldFrame, field_values, frame_of
from reporting.word.markup import W, parse, parse_fragment, placeholder, serialize
from reporting.word.package import (
    DOCUMENT,
    STYLES,
    Package,
    add_part,
    drop_leftovers,
    read_package,
    set_properties,
    write_package,
)
from reporting.word.sections import (
    NO_FOOTERS,
    Running,
    draft_first_header,
    draft_header,
    empty_footer,
    first_header,
    footers_of,
    page_header,
    section_xml,
)
from reporting.word.styles import LANGUAGE, fit_styles

REPORT_TEMPLATE, LETTER_TEMPLATE = ("word", "bao_cao.docx"), ("word", "cong_van.docx")
GENERATION_PROPERTY = "Mã bản tổng hợp"
_FIRST_BOOKMARK = 1000  # a template's own bookmarks keep theirs below


def render_docx(document: Document, profile: Profile, template: bytes | None = None) -> bytes:
    """The whole report in one .docx: main text, then each annex as a section.

    `template`: a province's own frame; its styles hold. None: the one in templates/word/ (the
    letter's where the letterhead has a subject and there is no title), its looks by the profile.
    Paper, margins, page numbers and the draft mark follow the profile in both cases.
    Raises TemplateError where the template cannot be used.
    """
    return _render(document, document.parts, profile, template)


def render_part_docx(document: Document, part: Part, profile: Profile, template: bytes | None = None) -> bytes:
    """One part as a .docx of its own."""
    return _render(document, (part,), profile, template)


def render_parts(document: Document, profile: Profile, template: bytes | None = None) -> dict[str, bytes]:
    """Every part as a .docx of its own: `<part.name>.docx` → bytes."""
    return {f"{part.name}.docx": render_part_docx(document, part, profile, template) for part in document.parts}


def _render(document: Document, parts: Sequence[Part], profile: Profile, template: bytes | None) -> bytes:
    frame = frame_of(parts[0])
    own = LETTER_TEMPLATE if frame.letterhead and frame.letterhead.subject and not frame.title else REPORT_TEMPLATE
    where = "mẫu Word của tỉnh" if template is not None else "/".join(own)
    data = template if template is not None else resource(*own).read_bytes()
    sheet = PageSheet.of(parts[0], profile)
    values = framing.broken_lines(field_values(frame), profile, sheet.width)
    if template is not None:
        framing.refuse_faulty(template, profile, where)
        data = write_package(read_package(template, where))
    if frame.present:
        data = framing.fill(data, values, profile, where)
    package = read_package(data, where)
    drop_leftovers(package)
    headers = _add_headers(package, document, profile)
    root = parse(package[DOCUMENT])
    body, bookmarks = root.find(f"{W}body"), Bookmarks(_FIRST_BOOKMARK)
    footers = footers_of(body.find(f"{W}sectPr"))
    bare = _bare_footers(package, footers, parts)
    _fit_frame(body, frame, bookmarks, where)
    framing.fit_rules(body, values, profile)
    if template is None:
        framing.fit_tables(body, profile, sheet.width)
    numbered_on = document.numbering == "through" and len(parts) > 1
    looks = _Looks(profile, headers, (footers, bare), bookmarks, numbered_on)
    texts = _texts(body, frame, parts, looks)
    bookmarks.notes.add_to(package, profile)
    package[DOCUMENT] = serialize(root, **texts)
    package[STYLES] = fit_styles(package[STYLES], profile, own_template=template is not None)
    set_properties(package, _core(document, parts), _custom(document))
    return write_package(package)


@dataclass(frozen=True, slots=True)
class _Looks:
    """What every part needs to be written."""

    profile: Profile
    headers: dict[str, Running]
    footers: tuple[Running, Running]
    bookmarks: Bookmarks
    numbered_on: bool

    def section(self, part: Part) -> str:
        main, annexes = self.footers
        footers = annexes if part.annex else main
        return section_xml(
            part, self.profile, self.headers[part.orientation], footers, goes_on=part.annex and self.numbered_on
        )

    def blocks(self, blocks: Sequence[Block], part: Part, *, signed: bool = False) -> str:
        return blocks_xml(blocks, PageSheet.of(part, self.profile), self.bookmarks, signed=signed)


def _fit_frame(body: Any, frame: FieldFrame, bookmarks: Bookmarks, where: str) -> None:
    """The template's body made ready: a placeholder for the text, another at the end, no section."""
    for section in body.findall(f"{W}sectPr"):
        body.remove(section)
    if frame.present:
        framing.place_bookmarks(body, frame, bookmarks.pair)
        framing.mend_cells(body)
        framing.unshield(body)
        place = _body_place(body, where)
        body.replace(place, placeholder("text"))
        if body[-1].tag == f"{W}tbl":
            body.extend(parse_fragment(GAP_XML))
    else:
        for element in list(body):
            body.remove(element)
        body.append(placeholder("text"))
    body.append(placeholder("rest"))


def _texts(body: Any, frame: FieldFrame, parts: Sequence[Part], looks: _Looks) -> dict[str, str]:
    """What stands in the two places: the main text; what follows the frame, with every section."""
    main = parts[0]
    text = looks.blocks(frame.body, main, signed=frame.closing is not None)
    rest = looks.blocks(frame.after, main)
    if len(parts) > 1:
        rest = _ended_main(body, rest, looks.section(main))
    written = [looks.blocks(part.blocks, part) for part in parts[1:]]
    between = [ended_with(xml, looks.section(part)) for xml, part in zip(written, parts[1:-1], strict=False)]
    last = written[-1] if written else rest or ("" if frame.present else text)
    end = "" if last.endswith("</w:p>") or (frame.present and not last) else GAP_XML
    return {"text": text, "rest": "".join((rest, *between, *written[-1:], end, looks.section(parts[-1])))}


def _ended_main(body: Any, rest: str, section: str) -> str:
    """The section of the main text, in the last paragraph of the frame where it has one."""
    last = body[-2]  # before the placeholder of the rest
    if rest or last.tag != f"{W}p" or last.find(f"{W}pPr") is None:
        return ended_with(rest, section)
    last.find(f"{W}pPr").append(parse_fragment(section)[0])
    return ""


def _body_place(body: Any, where: str) -> Any:
    for mark in body.iter(f"{W}bookmarkStart"):
        if mark.get(f"{W}name") == framing.BODY_MARK and mark.getparent().getparent() is body:
            return mark.getparent()
    raise TemplateError(
        "mẫu không có chỗ cho thân văn bản",
        where=where,
        accepted="một đoạn riêng, ngoài bảng, chỉ ghi {{p than_bai }}",
        action="Thêm đoạn {{p than_bai }} vào giữa phần đầu và phần chữ ký.",
    )


def _add_headers(package: Package, document: Document, profile: Profile) -> dict[str, Running]:
    """Header parts; in a draft the landscape pages have their own, for the mark's place."""
    if not document.draft:
        pair = Running(
            add_part(package, "word/header_trang_dau.xml", first_header(), "header"),
            add_part(package, "word/header_so_trang.xml", page_header(), "header"),
        )
        return {"portrait": pair, "landscape": pair}
    first = add_part(package, "word/header_trang_dau.xml", draft_first_header(profile), "header")
    portrait = add_part(package, "word/header_so_trang.xml", draft_header(profile, "portrait"), "header")
    landscape = add_part(package, "word/header_trang_ngang.xml", draft_header(profile, "landscape"), "header")
    return {"portrait": Running(first, portrait), "landscape": Running(first, landscape)}


def _bare_footers(package: Package, footers: Running, parts: Sequence[Part]) -> Running:
    """What annexes show in place of the template's footers: nothing."""
    if footers == NO_FOOTERS or not any(part.annex for part in parts):
        return NO_FOOTERS
    empty = add_part(package, "word/footer_phu_luc.xml", empty_footer(), "footer")
    return Running(empty, empty)


def _core(document: Document, parts: Sequence[Part]) -> dict[str, str]:
    alone = len(parts) == 1 and parts[0].annex
    return {
        "dc:title": f"{parts[0].title} - {document.title}" if alone else document.title,
        "dc:subject": document.subject,
        "dc:creator": document.author,
        "dc:language": LANGUAGE,
    }


def _custom(document: Document) -> tuple[tuple[str, str], ...]:
    """Custom properties; Word wants each name once."""
    named = dict(document.properties)
    if document.generation:
        named = {GENERATION_PROPERTY: document.generation} | named
    return tuple(named.items())
