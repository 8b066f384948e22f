"""What the frame says: number, symbol, issuer, place, day, title, legal bases, signing, recipients."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reporting.plan_import.frame import DECISION, TITLE, DocumentFrame
from reporting.plan_import.keys import key, squeezed
from reporting.plan_import.markers import MarkerKind, marker_of
from reporting.plan_import.source import SourceParagraph
from reporting.text import one_line, upper_first

_NUMBER = re.compile(r"Số\s*:?\s*([\d.…_\s]*?)\s*[/∕]\s*((?:KH|QĐ|CTr|ĐA|NQ|CT|PA)[\wĐ]*(?:-[\wĐ&.]+)*)")
_PLACE_DAY = re.compile(
    r"^(?P<place>[^,\d]{2,40}),\s*ngày\s*(?P<d>\d{0,2})[\s.…_]*tháng\s*(?P<m>\d{0,2})[\s.…_]*năm\s*(?P<y>\d{0,4})[\s.…_]*$"
)
_BASIS = re.compile(r"^(?:Căn cứ|Thực hiện|Theo đề nghị|Xét đề nghị|Trên cơ sở|Tiếp tục thực hiện)\b")
_REFERENCE = re.compile(r"^\(\s*(?:Ban hành )?[Kk]èm theo\s+(.+?)\s*\)$", re.S)
_FRAME = re.compile(r"^(?:CỘNG H(?:ÒA|OÀ)|Độc lập|Số\s*:|DỰ THẢO|_+$)")
_BODY_NAME = re.compile(
    r"(?<!\w)(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|bộ|sở|tỉnh|thành phố|thị xã|huyện|quận|xã|phường|ban|cục|văn phòng|thanh tra)(?!\w)"
)
_ISSUES = re.compile(
    r"(?:^|[;.]\s)((?:Ủy ban nhân dân|UBND|Bộ|Sở|Thanh tra)[^;,.]{0,60}?)\s+(?:ban hành|xây dựng)\s+[Kk]ế hoạch"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """As in Plan; `lines`: fact name → line where it stands; `proposed` fact name → why it is not certain."""

    type_name: str = ""
    title: str = ""
    number: str = ""
    symbol: str = ""
    issuer: str = ""
    place: str = ""
    day: date | None = None
    day_text: str = ""
    year: int = 0
    annex_of: str = ""
    legal_bases: tuple[str, ...] = ()
    introduction: str = ""
    signing: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()
    proposed: tuple[tuple[str, str], ...] = ()

    def line(self, name: str) -> int:
        return dict(self.lines).get(name, 0)


def facts_of(frame: DocumentFrame) -> PlanFacts:
    """Facts of the document; blank places (a draft without number and day) stay blank."""
    head = frame.head
    title_at = title_index(head)
    lines: dict[str, int] = {}
    proposed: dict[str, str] = {}
    number, symbol = _number(head, lines)
    place, day, day_text, day_year = _place_day(head, lines)
    type_name, title, after = _title(head, title_at, lines)
    reference = _reference(head[after:])
    bases, introduction = _bases(head if frame.decision else head[after:], lines)
    issuer = _cased(_issuer(head[: max(title_at, 0)], lines), frame)
    if not issuer:
        issuer = _issuer_from_text(introduction, frame)
        if issuer:
            proposed["issuer"] = "phần đầu văn bản không có tên cơ quan; lấy từ câu ban hành hoặc khối ký"
    signing, recipients = _signing(frame.closing), _recipients(frame.closing)
    year = _year(title, day_year, proposed)
    annex_of = reference or (_decision_name(head, number, symbol) if frame.decision else "")
    return PlanFacts(
        type_name, title, number, symbol, issuer, place, day, day_text, year, annex_of, bases, introduction, signing,
        recipients, tuple(lines.items()), tuple(proposed.items()),
    )  # fmt: skip


def title_index(head: Sequence[SourceParagraph]) -> int:
    found = [i for i, p in enumerate(head) if TITLE.match(p.text) and len(p.text) < 250]
    return found[-1] if found else -1


def _number(head: Sequence[SourceParagraph], lines: dict[str, int]) -> tuple[str, str]:
    for paragraph in head:
        match = _NUMBER.search(paragraph.text)
        if match and paragraph.text.lstrip().startswith("Số"):
            lines["number"] = paragraph.line
            return re.sub(r"\D", "", match[1]), match[2]
    return "", ""


def _place_day(head: Sequence[SourceParagraph], lines: dict[str, int]) -> tuple[str, date | None, str, int]:
    for paragraph in head:
        match = _PLACE_DAY.match(one_line(paragraph.text).replace("….", " "))
        if match:
            lines["place"] = paragraph.line
            year, month, day = (int(match[k] or 0) for k in "ymd")
            return match["place"].strip(), _date(year, month, day), paragraph.text, year
    return "", None, "", 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year and month and day else None
    except ValueError:
        return None


def _title(head: Sequence[SourceParagraph], start: int, lines: dict[str, int]) -> tuple[str, str, int]:
    """Type name, title (trích yếu) and the index after them."""
    if start < 0:
        return "", "", 0
    match = TITLE.match(head[start].text)
    assert match is not None
    lines["title"] = head[start].line
    parts = [match[2]] if match[2] else []
    index = start + 1
    while index < len(head) and _is_title_line(head[index].text):
        parts.append(head[index].text)
        index += 1
    title = " ".join(parts)
    return match[1], _sentence_case(title), index


def _is_title_line(text: str) -> bool:
    if _FRAME.match(text) or text.startswith("(") or marker_of(text).kind is not MarkerKind.PLAIN:
        return False
    basis = _BASIS.match(text) and (text.rstrip().endswith((";", ".", ",")) or re.search(r"\bsố\s+\d", text))
    return not basis and len(text) < 250 and not text.rstrip().endswith((";", ":", "."))


def _sentence_case(title: str) -> str:
    """A title in capitals stays as printed: lowering it would lose the names' capitals."""
    return upper_first(title.strip())


def _reference(after: Sequence[SourceParagraph]) -> str:
    match = next((m for p in after if (m := _REFERENCE.match(one_line(p.text)))), None)
    return one_line(match[1]) if match else ""


def _decision_name(head: Sequence[SourceParagraph], number: str, symbol: str) -> str:
    return f"Quyết định số {number or '…'}/{symbol}" if symbol else "Quyết định"


def _bases(head: Sequence[SourceParagraph], lines: dict[str, int]) -> tuple[tuple[str, ...], str]:
    """Legal bases, and the sentence by which the body issues the plan."""
    bases, introduction = [], ""
    for paragraph in head:
        text = one_line(paragraph.text)
        if _BASIS.match(text) and not TITLE.match(text) and len(text) > 40:
            issues = re.search(r"[;,]\s*((?:Ủy ban nhân dân|UBND|Bộ|Sở)[^;]*?ban hành.*)$", text)
            lines.setdefault("legal_bases", paragraph.line)
            bases.append(text[: issues.start()].rstrip(" ;,") + ";" if issues else text)
            introduction = introduction or (issues[1] if issues else "")
        elif re.search(r"ban hành|xây dựng", text) and re.search(r"như sau|sau đây|cụ thể|nội dung", text):
            lines["introduction"] = paragraph.line
            introduction = text
    return tuple(bases), introduction


def _issuer(before: Sequence[SourceParagraph], lines: dict[str, int]) -> str:
    """Lines in capitals of the letterhead that name a body."""
    names = []
    for paragraph in before:
        text = paragraph.text.strip()
        if DECISION.match(text):
            break
        if text == text.upper() and not _FRAME.match(text) and _BODY_NAME.search(key(text)) and len(text) < 90:
            lines.setdefault("issuer", paragraph.line)
            names.append(one_line(text))
    return " ".join(names)


def _cased(issuer: str, frame: DocumentFrame) -> str:
    """A name in capitals as the text itself writes it; in capitals where the text does not."""
    wanted = key(issuer)
    texts = [p.text for p in (*frame.head, *frame.closing)]
    texts += [b.text for b in frame.body if isinstance(b, SourceParagraph)]
    found = (t[at : at + len(issuer)] for t in texts if issuer and (at := key(t).find(wanted)) >= 0)
    return upper_first(next((name for name in found if name != name.upper()), _committee(issuer)))


def _committee(name: str) -> str:
    """`ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI THÀNH` → `Ủy ban nhân dân thành phố Hải Thành` (NĐ 30/2020, Phụ lục II)."""
    match = re.match(
        r"^([ỦU][ỶY] BAN NHÂN DÂN|UBND) (TỈNH|THÀNH PHỐ|THỊ XÃ|HUYỆN|QUẬN|XÃ|PHƯỜNG|ĐẶC KHU) ([^\d]+)$", name
    )
    if not match:
        return name
    head = match[1] if match[1] == "UBND" else match[1].capitalize()
    return f"{head} {match[2].lower()} {' '.join(word.capitalize() for word in match[3].split())}"


def _issuer_from_text(introduction: str, frame: DocumentFrame) -> str:
    match = _ISSUES.search(introduction)
    if match:
        return upper_first(match[1].strip())
    signing = next((p.text for p in frame.closing if p.text.startswith("TM.")), "")
    return signing.removeprefix("TM.").strip()


def _signing(closing: Sequence[SourceParagraph]) -> tuple[str, ...]:
    """From `TM.`, `KT.`, a function in capitals … to the signer's name."""
    made: list[str] = []
    for paragraph in closing:
        text = one_line(paragraph.text)
        if re.match(r"^(?:TM|KT|TL|TUQ|Q)\.", text) or (text == text.upper() and any(c.isalpha() for c in text)):
            made.append(text)
        elif made and _is_name(text):
            made.append(text)
            break
        elif made and marker_of(text).kind is not MarkerKind.DASH and not squeezed(text).startswith("nơi nhận"):
            break
    return tuple(made)


def _is_name(text: str) -> bool:
    parts = text.split()
    return 2 <= len(parts) <= 6 and all(p[:1].isupper() for p in parts) and not text.endswith((";", ".", ":"))


def _recipients(closing: Sequence[SourceParagraph]) -> tuple[str, ...]:
    found, made = False, []
    for paragraph in closing:
        text = one_line(paragraph.text)
        if squeezed(text).startswith("nơi nhận"):
            found = True
            continue
        marker = marker_of(paragraph.full)
        if found and marker.kind is MarkerKind.DASH:
            made.append(marker.rest.rstrip(" ;.").strip())
        elif found and paragraph.style in ("cell", "") and made and text[:1].islower():
            made[-1] = f"{made[-1]} {text}".rstrip(" ;.")
    return tuple(made)


def _year(title: str, day_year: int, proposed: dict[str, str]) -> int:
    """The year of the title (the first of `giai đoạn 2026 - 2030, định hướng đến năm 2045`), else the year of issue
    (plans are issued in or before their year)."""
    after = re.search(r"(?<!đến )(?<!tới )(?<!hết )năm\s+(20\d\d)", one_line(title).lower())
    if after:
        return int(after[1])
    years = _YEAR.findall(title)
    if years:
        proposed["year"] = "tiêu đề nêu nhiều năm hoặc không có chữ 'năm'"
        return int(years[0])
    if day_year:
        proposed["year"] = "tiêu đề không nêu năm; lấy năm ban hành"
    return day_year
