"""The top of page 1: national name, motto, issuing body, number, place and date, title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from reporting.lint.measured import MeasuredParagraph
from reporting.lint.pieces import Piece, is_upper, pieces, split_at
from reporting.lint.rules import LintRules
from reporting.text import fold

_NUMBER = re.compile(r"^Số\b\s*[:.]?\s*([\d…._\s]*/|[:.])", re.IGNORECASE)
_DATE = re.compile(r"ngày\b.{0,80}\btháng\b.{0,80}\bnăm\b", re.IGNORECASE)
_SHORT_DATE = re.compile(r"^[^\d,]{2,40},\s*ngày\s+[\d….]+\s*[/-]", re.IGNORECASE)
_LETTER = re.compile(r"^(V\s*/\s*v|Về việc)\b", re.IGNORECASE)
_TYPED_RULE = re.compile(r"^[\s\-–—_=*~.]{3,}$|^[\-–—_]+o0o[\-–—_]+$", re.IGNORECASE)
_STOP = re.compile(r"^\s*(Kính gửi|Căn cứ .*;$|Nơi nhận|Điều \d|I\.|1\.)", re.IGNORECASE)
_SENTENCE = re.compile(r"^\s*(Căn cứ|Thực hiện|Theo|Trên cơ sở|Ngày)\b", re.IGNORECASE)  # how a text begins
_APART = re.compile(r"CỘNG H|Độc lập|[^\s,]{1,30}(?: [^\s,]{1,30}){0,3}, {0,9}ngày", re.IGNORECASE)
_FOOTNOTE_MARK = re.compile(r"(?<=\w)\s?(?:\d{1,2}|[(\[]\d{1,2}[)\]]|\*{1,3}|\(\*{1,3}\))$")
_LONG = 150  # letters: a paragraph of the text, not of the head
_NEAR = 0.8
_LONGEST_DATE = 90


@dataclass(frozen=True, slots=True)
class Head:
    """`bodies`: the lines of the left side, issuing body and what stands above it, in order;
    `superior` and `issuing` are the two parts of it. `typed_rules`: rows of dashes."""

    national: Piece | None = None
    motto: Piece | None = None
    superior: tuple[Piece, ...] = ()
    issuing: tuple[Piece, ...] = ()
    number: Piece | None = None
    place_date: Piece | None = None
    letter_subject: Piece | None = None
    typed_rules: tuple[Piece, ...] = ()
    paragraphs: tuple[MeasuredParagraph, ...] = ()


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """`type_name` `BÁO CÁO`; `tail`: what follows it on the same line; `zone`: paragraphs in which
    the rule under the title may be anchored."""

    type_name: Piece | None = None
    tail: str = ""
    subject: tuple[Piece, ...] = ()
    typed_rules: tuple[Piece, ...] = ()
    zone: tuple[MeasuredParagraph, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return (*((self.type_name,) if self.type_name else ()), *self.subject)


@dataclass(slots=True)
class _Found:
    """What the pieces of the head were taken for."""

    single: dict[str, Piece] = field(default_factory=dict)
    bodies: list[Piece] = field(default_factory=list)
    typed: list[Piece] = field(default_factory=list)
    letter: bool = False


def find_head(paragraphs: Sequence[MeasuredParagraph], rules: LintRules) -> Head:
    zone = _head_zone(paragraphs, rules)
    found = _Found()
    for paragraph in zone:
        for piece in pieces(paragraph):
            for part in split_at(piece, _APART):
                _sort(part, found, rules)
    national, motto = found.single.get("national"), found.single.get("motto")
    anchor = national or motto
    bodies = [piece for piece in found.bodies if anchor and _beside(piece.paragraph, anchor.paragraph)]
    superior, issuing = _divided(bodies, rules)
    last = max((p.paragraph.number for p in [*found.single.values(), *bodies, *found.typed]), default=0)
    return Head(
        national,
        motto,
        superior,
        issuing,
        found.single.get("number"),
        found.single.get("date"),
        found.single.get("letter"),
        tuple(found.typed),
        tuple(p for p in zone if p.number <= last or _same_table(p, anchor)),
    )


def _same_table(paragraph: MeasuredParagraph, anchor: Piece | None) -> bool:
    cell = anchor.paragraph.cell if anchor else None
    return cell is not None and paragraph.cell is not None and paragraph.cell.table == cell.table


def _head_zone(paragraphs: Sequence[MeasuredParagraph], rules: LintRules) -> tuple[MeasuredParagraph, ...]:
    """Paragraphs before the title, the addressees or the first long paragraph."""
    for position, paragraph in enumerate(paragraphs):
        outside = paragraph.cell is None and not paragraph.box
        kind = type_of(paragraph.text, rules)
        if kind is not None and (outside or (kind[1] == "" and is_upper(paragraph.text))):
            return tuple(paragraphs[:position])
        if outside and (
            re.match(r"^\s*Kính gửi", paragraph.text, re.IGNORECASE)
            or (len(paragraph.text) > _LONG and not _has_fixed_text(paragraph))
        ):
            return tuple(paragraphs[:position])
    return tuple(paragraphs)


def _has_fixed_text(paragraph: MeasuredParagraph) -> bool:
    folded = fold(paragraph.text)
    return "cong hoa xa hoi" in folded or "djoc lap tu do" in folded


def _sort(piece: Piece, found: _Found, rules: LintRules) -> None:
    folded = piece.folded
    if _TYPED_RULE.match(piece.text):
        found.typed.append(piece)
    elif not folded:
        return
    elif "national" not in found.single and _near(folded, rules.texts.national_name):
        found.single["national"] = piece
    elif "motto" not in found.single and _near(folded, rules.texts.motto):
        found.single["motto"] = piece
    elif "number" not in found.single and _NUMBER.match(piece.text):
        found.single["number"] = piece
    elif "date" not in found.single and _is_date(piece.text):
        found.single["date"] = piece
    elif "letter" not in found.single and _LETTER.match(piece.text):
        found.single["letter"] = piece
    elif _is_body_name(piece, found, rules):
        found.bodies.append(piece)


def _near(folded: str, wanted: str) -> bool:
    target = fold(wanted)
    if abs(len(folded) - len(target)) > len(target) / 3:
        return False
    return SequenceMatcher(None, folded, target, autojunk=False).ratio() >= _NEAR


def _is_date(text: str) -> bool:
    return len(text) <= _LONGEST_DATE and bool(_DATE.search(text) or _SHORT_DATE.match(text))


def _is_body_name(piece: Piece, found: _Found, rules: LintRules) -> bool:
    """Above the number, and no stamp, draft mark or the like."""
    stamp = piece.text.casefold() in rules.stamps or piece.folded in ("du thao", "djuoc luu hanh noi bo")
    return "number" not in found.single and not stamp and piece.text[:1] not in "(["


def _beside(paragraph: MeasuredParagraph, anchor: MeasuredParagraph) -> bool:
    """In the other column of the header's table, in another box, or on tabs."""
    if anchor.cell is None:
        return True
    return (
        paragraph.cell is not None
        and paragraph.cell.table == anchor.cell.table
        and paragraph.cell.column != anchor.cell.column
    )


def _divided(bodies: Sequence[Piece], rules: LintRules) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """(superior, issuing): by the words that begin a body's name, else where bold begins."""
    for position, piece in enumerate(bodies):
        starts = _begins(piece.text, rules.texts.body_words)
        first = _begins(bodies[0].text, rules.texts.superior_words)
        if position and starts and first:
            return tuple(bodies[:position]), tuple(bodies[position:])
    for position, piece in enumerate(bodies):
        if position and piece.bold and not bodies[position - 1].bold:
            return tuple(bodies[:position]), tuple(bodies[position:])
    return (), tuple(bodies)


def _begins(text: str, words: Sequence[str]) -> bool:
    folded = f"{fold(text)} "
    return any(folded.startswith(f"{fold(word)} ") for word in words)


# ── the title ────────────────────────────────────────────────────────────────────────────────────


def type_of(text: str, rules: LintRules) -> tuple[str, str] | None:
    """("báo cáo", what follows) where a line in capitals begins with the name of a type."""
    line = _FOOTNOTE_MARK.sub("", " ".join(text.split("\n")[0].split()))
    folded = fold(line)
    exact = next((name for name in rules.types if fold(name) == folded), None)
    if exact is not None:
        return exact, ""
    for name in rules.types:
        if line.upper() == line and folded.startswith(f"{fold(name)} "):
            return name, line[len(name) :].strip()
    return None


def find_title(paragraphs: Sequence[MeasuredParagraph], head: Head, rules: LintRules) -> TitleBlock:
    after = max((p.number for p in head.paragraphs), default=0)
    rest = [p for p in paragraphs if p.number > after]
    for position, paragraph in enumerate(rest):
        own = pieces(paragraph)
        kind = type_of(own[0].text, rules) if own else None
        if kind is None or not (own[0].upper or paragraph.align == "center"):
            continue
        subject = [*own[1:]]
        typed: list[Piece] = []
        zone = [paragraph]
        for following in rest[position + 1 :]:
            zone.append(following)
            if following.blank:
                if following.rules and subject:
                    break
                continue
            if not _belongs(following, subject):
                break
            for piece in pieces(following):
                (typed if _TYPED_RULE.match(piece.text) else subject).append(piece)
        return TitleBlock(own[0], kind[1], tuple(subject), tuple(typed), tuple(zone))
    return TitleBlock(zone=tuple(rest[:6]))


def _belongs(paragraph: MeasuredParagraph, subject: Sequence[Piece]) -> bool:
    """Whether a paragraph under the type name is (still) the subject."""
    piece = pieces(paragraph)[0]
    if _STOP.match(paragraph.text) or paragraph.label:
        return False
    if paragraph.align != "center" and _SENTENCE.match(paragraph.text):
        return False
    if _TYPED_RULE.match(piece.text):
        return True
    if subject:
        return paragraph.align == "center" and piece.bold == subject[0].bold and not piece.upper
    return len(paragraph.text) < 400 and (paragraph.align == "center" or piece.bold)


def type_name(title: TitleBlock, rules: LintRules) -> str:
    """The type in lower case (`báo cáo`), "" for a letter."""
    kind = type_of(title.type_name.text, rules) if title.type_name else None
    return kind[0] if kind else ""
