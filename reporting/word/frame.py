"""The frame: what officers may edit in Word, filled by docxtpl; sandboxed, strict, escaping.

After filling, the drawn rules get the lengths of their texts, and in our own template the tables
get the widths of the profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from reporting.document import MOTTO
from reporting.errors import TemplateError
from reporting.profile import Profile
from reporting.typesetting import balanced, text_width
from reporting.word.fields import BODY_FIELD, FieldFrame
from reporting.word.markup import W, plain, text_of
from reporting.word.shapes import BODY_RULE, MOTTO_RULE, SUBJECT_RULE, resize_rules
from reporting.word.template_check import template_errors
from reporting.word.units import twips

HEADER_TABLE, SIGNING_TABLE = "Đầu văn bản", "Chữ ký"
BODY_MARK = "_cchc_than_bai"
_MARK_XML = f'<w:p><w:bookmarkStart w:id="0" w:name="{BODY_MARK}"/><w:bookmarkEnd w:id="0"/></w:p>'
_SHIELD = "\ue000"  # keeps docxtpl from reading {_{ in a value as its own escape


def fill(template: bytes, values: Mapping[str, Any], profile: Profile, where: str) -> bytes:
    """The template with its fields filled; the body's place is marked. TemplateError names the paragraph."""
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment
    from markupsafe import Markup

    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    context = {name: _safe(value) for name, value in values.items()} | {BODY_FIELD: Markup(_MARK_XML)}  # noqa: S704 our own constant
    document = DocxTemplate(BytesIO(template))
    try:
        document.render(context, environment, autoescape=True)
        out = BytesIO()
        document.save(out)
    except Exception as problem:
        raise _located(template, problem, profile, where) from problem
    return out.getvalue()


def broken_lines(values: Mapping[str, Any], profile: Profile, width: float) -> dict[str, Any]:
    """Names and titles too wide for their place, broken into lines of about equal length."""
    sizes, head = profile.sizes, profile.letterhead
    room = {
        "co_quan_chu_quan": (sizes.superior, head.left),
        "co_quan_ban_hanh": (sizes.issuing_body, head.left),
        "trich_yeu": (sizes.subject, width),
    }
    return {k: balanced(v, room[k][0], profile, room[k][1]) if k in room else v for k, v in values.items()}


def fit_rules(body: Any, values: Mapping[str, Any], profile: Profile) -> None:
    """Drawn rules: the national one as long as the motto, the others a part of their line."""
    sizes, head = profile.sizes, profile.letterhead
    lengths = {MOTTO_RULE: text_width(MOTTO, sizes.motto, profile, bold=True)}
    for name, key, size, share in (
        (BODY_RULE, "co_quan_ban_hanh", sizes.issuing_body, head.body_rule),
        (SUBJECT_RULE, "trich_yeu", sizes.subject, head.subject_rule),
    ):
        lines = str(values[key]).split("\n")
        lengths[name] = share * max(text_width(line, size, profile, bold=True) for line in lines)
    resize_rules(body, lengths)


def fit_tables(body: Any, profile: Profile, width: float) -> None:
    """Column widths of the header and signing tables; wider than the text area: centred on it."""
    head = profile.letterhead
    sides = {HEADER_TABLE: (head.left, head.right), SIGNING_TABLE: (head.signing_left, head.signing_right)}
    for table in body.iter(f"{W}tbl"):
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        columns = sides.get(caption.get(f"{W}val", "")) if caption is not None else None
        if columns:
            _set_widths(table, columns, (width - sum(columns)) / 2)


def place_bookmarks(body: Any, frame: FieldFrame, mark: Any) -> None:
    """The frame's blocks can be found again too: a bookmark (from `mark(id)`) where each one stands."""
    head, title, to, closing = frame.letterhead, frame.title, frame.addressees, frame.closing
    for block_id, text, in_table in (
        (head.id if head else "", head.number_line if head else "", True),
        (title.id if title else "", title.kind if title else "", False),
        (to.id if to else "", "Kính gửi", False),
        (closing.id if closing else "", closing.signing[0] if closing and closing.signing else "", True),
    ):
        paragraph = _paragraph_with(body, plain(text)) if block_id and text else None
        if paragraph is None:
            continue
        table = next(paragraph.iterancestors(f"{W}tbl"), None)
        if in_table and table is not None:
            paragraph = next(table.iter(f"{W}p"))
        _wrap(paragraph, *mark(block_id))


def mend_cells(body: Any) -> None:
    """Every cell ends with a paragraph, every table has a row: else Word calls the file corrupt."""
    from lxml import etree

    for cell in body.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            etree.SubElement(cell, f"{W}p")
    for table in [table for table in body.iter(f"{W}tbl") if table.find(f"{W}tr") is None]:
        table.getparent().remove(table)


def unshield(body: Any) -> None:
    for text in body.iter(f"{W}t"):
        if text.text and _SHIELD in text.text:
            text.text = text.text.replace(_SHIELD, "")


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value).replace("{_", f"{{{_SHIELD}_").replace("_}", f"_{_SHIELD}}}").replace("%_", f"%{_SHIELD}_")
    return tuple(_safe(entry) for entry in value)


def refuse_faulty(template: bytes, profile: Profile, where: str) -> None:
    """TemplateError with every error of a template, each with its paragraph."""
    faults = template_errors(template, where, profile)
    if faults:
        first = faults[0]
        more = f" (và {len(faults) - 1} lỗi khác: cchc templates check)" if len(faults) > 1 else ""
        raise TemplateError(first.wrong + more, where=first.location, accepted=first.accepted, action=first.action)


def _located(template: bytes, problem: Exception, profile: Profile, where: str) -> TemplateError:
    """What docxtpl could not do, with the paragraph where our own reading finds the cause."""
    try:
        refuse_faulty(template, profile, where)
    except TemplateError as located:
        return located
    near = [line.strip() for line in getattr(problem, "docx_context", ()) if line.strip()]
    place = f" (gần đoạn: “{near[len(near) // 2][:80]}”)" if near else ""
    return TemplateError(
        f"mẫu không dùng được: {problem}{place}",
        where=where,
        action="Chạy cchc templates check để xem từng lỗi của mẫu.",
    )


def _set_widths(table: Any, columns: tuple[float, ...], indent: float) -> None:
    widths = [twips(column) for column in columns]
    properties = table.find(f"{W}tblPr")
    properties.find(f"{W}tblW").set(f"{W}w", str(sum(widths)))
    properties.find(f"{W}tblInd").set(f"{W}w", str(twips(indent)))
    for column, wide in zip(table.findall(f"{W}tblGrid/{W}gridCol"), widths, strict=False):
        column.set(f"{W}w", str(wide))
    for row in table.findall(f"{W}tr"):
        for cell, wide in zip(row.findall(f"{W}tc"), widths, strict=False):
            cell.find(f"{W}tcPr/{W}tcW").set(f"{W}w", str(wide))


def _paragraph_with(body: Any, text: str) -> Any:
    wanted = " ".join(text.split())
    return next((p for p in body.iter(f"{W}p") if " ".join(text_of(p).split()).startswith(wanted)), None)


def _wrap(paragraph: Any, start: str, end: str) -> None:
    from reporting.word.markup import parse_fragment

    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, parse_fragment(start)[0])
    paragraph.append(parse_fragment(end)[0])
