"""Document → .docx: the main text and its annexes as sections of one file, or each part alone.

1 the frame template is filled (main text)      4 sections: paper, headers, page numbers from 1
2 the body goes in on the template's styles     5 styles, settings and properties
3 the annexes follow                            6 one package, same bytes for the same input
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reporting.document import Document, Part
from reporting.errors import TemplateError
from reporting.profile import Profile
from reporting.resources import resource
from reporting.word import frame as framing
from reporting.word.blocks import GAP_XML, Sheet, blocks_xml
from reporting.word.bookmarks import Bookmarks
from reporting.word.fields import Frame, field_values, frame_of
from reporting.word.markup import W, parse, parse_fragment, serialize
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
    Headers,
    draft_first_header,
    draft_header,
    first_header,
    page_header,
    section_xml,
)
from reporting.word.styles import LANGUAGE, fit_styles

REPORT_TEMPLATE = ("word", "bao_cao.docx")
GENERATION_PROPERTY = "Mã bản tổng hợp"
_FIRST_BOOKMARK = 1000  # a template's own bookmarks keep theirs below


def render_docx(document: Document, profile: Profile, template: bytes | None = None) -> bytes:
    """The whole report in one .docx: main text, then each annex as a section.

    `template`: a province's own frame; its styles hold. None: the one in templates/word/.
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
    where = "mẫu Word của tỉnh" if template is not None else "/".join(REPORT_TEMPLATE)
    data = template if template is not None else resource(*REPORT_TEMPLATE).read_bytes()
    frame = frame_of(parts[0])
    values = framing.broken_lines(field_values(frame), profile, Sheet.of(parts[0], profile).width)
    if frame.present:
        data = framing.fill(data, values, where)
    package = read_package(data, where)
    root = parse(package[DOCUMENT])
    body = root.find(f"{W}body")
    bookmarks = Bookmarks(_FIRST_BOOKMARK)
    _write_main(body, frame, Sheet.of(parts[0], profile), bookmarks, where)
    if template is None:
        framing.fit_tables(body, profile, Sheet.of(parts[0], profile).width)
    headers = _add_headers(package, document, profile)
    _write_sections(body, parts, profile, bookmarks, headers)
    framing.fit_rules(body, values, profile)
    framing.mend_cells(body)
    framing.unshield(body)
    package[DOCUMENT] = serialize(root)
    package[STYLES] = fit_styles(package[STYLES], profile, own_template=template is not None)
    drop_leftovers(package)
    set_properties(package, _core(document, parts), _custom(document))
    return write_package(package)


def _write_main(body: Any, frame: Frame, sheet: Sheet, bookmarks: Bookmarks, where: str) -> None:
    """The first part: its body where the template says; a part without a frame starts on a bare page."""
    text = parse_fragment(blocks_xml(frame.body, sheet, bookmarks, signed=frame.closing is not None))
    if frame.present:
        framing.place_bookmarks(body, frame, bookmarks.pair)
        place = _body_place(body, where)
        for element in text:
            place.addprevious(element)
        body.remove(place)
    else:
        for element in list(body):
            body.remove(element)
        body.extend(text)
    for section in body.findall(f"{W}sectPr"):
        body.remove(section)
    body.extend(parse_fragment(blocks_xml(frame.after, sheet, bookmarks)))


def _write_sections(
    body: Any, parts: Sequence[Part], profile: Profile, bookmarks: Bookmarks, headers: dict[str, Headers]
) -> None:
    for position, part in enumerate(parts):
        if position:
            body.extend(parse_fragment(blocks_xml(part.blocks, Sheet.of(part, profile), bookmarks)))
        section = parse_fragment(section_xml(part, profile, headers[part.orientation]))[0]
        _end_section(body, section, last=position == len(parts) - 1)


def _end_section(body: Any, section: Any, *, last: bool) -> None:
    """A section ends in a paragraph; a table gets a paragraph without height after it."""
    if len(body) == 0 or body[-1].tag != f"{W}p" or body[-1].find(f"{W}pPr/{W}sectPr") is not None:
        body.extend(parse_fragment(GAP_XML))
    if last:
        body.append(section)
        return
    body[-1].find(f"{W}pPr").append(section)


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


def _add_headers(package: Package, document: Document, profile: Profile) -> dict[str, Headers]:
    """Header parts; in a draft the landscape pages have their own, for the mark's place."""
    if not document.draft:
        pair = Headers(
            add_part(package, "word/header_trang_dau.xml", first_header(), "header"),
            add_part(package, "word/header_so_trang.xml", page_header(), "header"),
        )
        return {"portrait": pair, "landscape": pair}
    first = add_part(package, "word/header_trang_dau.xml", draft_first_header(profile), "header")
    portrait = add_part(package, "word/header_so_trang.xml", draft_header(profile, "portrait"), "header")
    landscape = add_part(package, "word/header_trang_ngang.xml", draft_header(profile, "landscape"), "header")
    return {"portrait": Headers(first, portrait), "landscape": Headers(first, landscape)}


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
