"""The head of page 1 and the title: texts, looks, sizes that go together, what wraps, drawn rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporting.lint.anatomy import Anatomy
from reporting.lint.check_looks import look_faults
from reporting.lint.check_rules import check_rules
from reporting.lint.faults import Fault, fault, shown
from reporting.lint.heading import type_name
from reporting.lint.pieces import Piece, one_spelling
from reporting.lint.rules import LintRules
from reporting.typesetting import text_width

_MM_PER_POINT = 25.4 / 72
_HAIR = 0.5  # mm
_DATE = re.compile(
    r"^(?P<place>.{0,120}?)(?P<comma>,?)\s{0,9}ngày\s{0,40}(?P<day>.{0,40}?)\s{0,40}tháng\s{0,40}(?P<month>.{0,40}?)\s{0,40}năm\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?P<word>\S{1,20}?)(?P<colon>\s{0,9}:)?\s{0,40}(?P<number>\d{0,9})(?P<gap>[\s\u00a0.…_]{0,200})/(?P<symbol>.*)$"
)


def check_head(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    if anatomy.kind in ("annex", "attached"):
        return
    yield from _missing(anatomy, rules)
    yield from _looks(anatomy, rules)
    yield from _texts(anatomy, rules)
    yield from _sizes(anatomy, rules)
    yield from _wrapping(anatomy, rules)
    yield from _sides(anatomy, rules)
    yield from _number(anatomy, rules)
    yield from _date(anatomy, rules)
    yield from check_rules(anatomy, rules)


def _missing(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    head, title = anatomy.head, anatomy.title
    present = {
        "national_name": head.national,
        "motto": head.motto,
        "issuing_body": head.issuing,
        "number": head.number,
        "place_date": head.place_date,
        "type_name": title.type_name or head.letter_subject or _is_letter(anatomy, rules),
        "subject": title.subject or title.tail or not title.type_name,
    }
    for name, found in present.items():
        if not found:
            component = rules.components[name]
            yield fault("lint-component-missing", subject=component.name, article=component.article)


def _is_letter(anatomy: Anatomy, rules: LintRules) -> bool:
    """A letter whose V/v is missing: addressees, and no type in its symbol."""
    number = anatomy.head.number
    found = re.search(r"/\s*([A-ZĐa-zđ]+)-", number.text) if number else None
    typed = found is not None and found[1] in rules.types.values()
    return anatomy.addressees is not None and found is not None and not typed


def _looks(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    head, title = anatomy.head, anatomy.title
    parts: dict[str, tuple[Piece | None, ...]] = {
        "national_name": (head.national,),
        "motto": (head.motto,),
        "superior": head.superior,
        "issuing_body": head.issuing,
        "number": (head.number,),
        "place_date": (head.place_date,),
        "letter_subject": (head.letter_subject,),
        "type_name": (title.type_name,),
        "subject": title.subject,
    }
    for name, lines in parts.items():
        yield from look_faults(name, (line for line in lines if line is not None), rules)


def _texts(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    head, texts = anatomy.head, rules.texts
    article = rules.components["national_name"].article
    if head.national and one_spelling(head.national.text.upper()) != one_spelling(texts.national_name):
        yield fault("lint-national-text", head.national.paragraph, wanted=texts.national_name, article=article)
    if head.motto and head.motto.text != texts.motto and not head.motto.upper:
        dashed = re.sub(r"[–—]", "-", head.motto.text) == texts.motto
        code = "lint-motto-dash" if dashed else "lint-motto-text"
        yield fault(code, head.motto.paragraph, wanted=texts.motto, article=article)
    if anatomy.title.type_name and anatomy.title.tail:
        article = rules.components["type_name"].article
        yield fault("lint-type-line", anatomy.title.type_name.paragraph, article=article)


def _sizes(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    """The sizes of a set rise and fall together."""
    lines = (anatomy.head.national, anatomy.head.motto, anatomy.head.place_date)
    names = ("national_name", "motto", "place_date")
    if not all(lines):
        return
    sizes = [line.size for line in lines if line]
    for name, size in zip(names, sizes, strict=True):
        low, high = rules.components[name].size
        if not low <= size <= high:
            return
    national, motto, date = sizes
    if motto - national != rules.texts.motto_larger or date != motto:
        where = lines[0].paragraph if lines[0] else None
        yield fault("lint-size-set", where, national=shown(national), motto=shown(motto), date=shown(date),
                    article=rules.texts.sizes_article)  # fmt: skip


def _wrapping(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    for line, name in ((anatomy.head.national, "national_name"), (anatomy.head.motto, "motto")):
        if line is None or not line.whole or not (line.paragraph.cell or line.paragraph.box):
            continue
        if line.size > rules.components[name].size[1]:
            continue  # the size is the fault
        paragraph = line.paragraph
        room = paragraph.width - paragraph.left - paragraph.right - max(paragraph.first, 0)
        wide = line_width(line, rules)
        if room > 0 and wide > room + _HAIR:
            article = rules.components[name].article
            yield fault("lint-national-wraps", paragraph, value=shown(round(wide, 1)), room=shown(round(room, 1)),
                        article=article)  # fmt: skip


def line_width(line: Piece, rules: LintRules) -> float:
    """mm, in the font that the profile lends."""
    width = 0.0
    for span in line.spans:
        text = span.text.upper() if span.look.caps else span.text
        natural = text_width(text, span.look.size, rules.profile, bold=span.look.bold)
        width += natural * span.look.scale + len(text) * span.look.spacing * _MM_PER_POINT
    return width


def _sides(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    national, issuing = anatomy.head.national, anatomy.head.issuing
    cell = national.paragraph.cell if national else None
    other = issuing[0].paragraph.cell if issuing else None
    if national and cell and other and cell.table == other.table and cell.column < other.column:
        yield fault("lint-head-sides", national.paragraph, article=rules.components["national_name"].article)


def _number(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    line = anatomy.head.number
    found = _NUMBER.match(line.raw.strip()) if line else None
    if line is None or found is None:
        return
    for wrong in _number_wrongs(found):
        yield fault("lint-number-form", line.paragraph, value=wrong, article=rules.texts.number_article)
    token = found["symbol"].strip().split("-")[0].strip()
    if not re.fullmatch(r"[A-Za-zĐđ]+", token):
        return
    wanted = rules.types.get(type_name(anatomy.title, rules), "")
    if anatomy.title.type_name and wanted and not token.startswith(wanted):
        name = type_name(anatomy.title, rules)
        yield fault("lint-symbol-type", line.paragraph, value=token, wanted=f"{wanted} ({name})",
                    article=rules.texts.symbols_article)  # fmt: skip
    elif anatomy.kind == "letter" and token.upper() == "CV":
        yield fault("lint-symbol-type", line.paragraph, value=token,
                    wanted="chữ viết tắt tên cơ quan (công văn không có chữ viết tắt tên loại)",
                    article=rules.texts.symbols_article)  # fmt: skip


def _number_wrongs(found: re.Match[str]) -> Iterator[str]:
    symbol = found["symbol"]
    if not found["colon"]:
        yield "thiếu dấu hai chấm sau chữ Số"
    elif len(found["number"]) == 1:
        yield f"số {found['number']} thiếu số 0 phía trước"
    elif (found["number"] and found["gap"].strip(".…_")) or symbol[:1].isspace() or re.search(r"\s-|-\s", symbol):
        yield "có khoảng cách ở dấu gạch chéo hoặc gạch nối"


def _date(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    line = anatomy.head.place_date
    if line is None:
        return
    found = _DATE.match(line.text)
    wrong = _date_wrong(found) if found else "không ghi đủ chữ ngày, tháng, năm"
    if wrong:
        yield fault("lint-date-form", line.paragraph, value=wrong, article=rules.texts.date_article)


def _date_wrong(found: re.Match[str]) -> str:
    day, month = found["day"].strip(" .…_\u00a0"), found["month"].strip(" .…_\u00a0")
    if found["place"].strip(" .…") and not found["comma"]:
        return "thiếu dấu phẩy sau địa danh"
    if re.fullmatch(r"[1-9]", day):
        return f"ngày {day} thiếu số 0 phía trước"
    if re.fullmatch(r"[12]", month):
        return f"tháng {month} thiếu số 0 phía trước"
    return ""
