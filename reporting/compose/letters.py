"""Reminder letters (công văn đôn đốc, NĐ 30/2020, Mẫu 1.5): one to each agency that owes something, and
one to all of them. No type name; the V/v line stands under the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reporting.agencies import Agency
from reporting.codes import Severity
from reporting.completeness import AgencyState, Completeness
from reporting.compose.frame import DATE_BLANK, NUMBER_BLANK, in_lines, place_date, plan_cited, recipients
from reporting.compose.grammar import long_date, short_title, without_stop
from reporting.compose.letter_words import TABLE, LetterCase, LetterWords
from reporting.compose.material import body_in_prose
from reporting.compose.runs import paragraph
from reporting.compose.sent_back import ANOTHERS_FORM, NOT_THE_SENDERS, anothers_files
from reporting.compose.tables import body_row, cell
from reporting.document import Addressees, Block, Closing, Column, Document, Letterhead, Part, Table
from reporting.errors import JobError
from reporting.findings import Finding
from reporting.forms.texts import INVENTED
from reporting.job import Job
from reporting.numbers import format_count
from reporting.obligations import Campaign, InCampaign
from reporting.plan import Plan
from reporting.text import lower_first, upper_first

GENERAL = "chung"
_SEVERE = (Severity.ERROR, Severity.WARNING)
_YEAR = re.compile(r"năm (\d{4})")  # no year alone on the last line under the number
_SHOWN = 8  # item codes named in one cell of the general letter


@dataclass(frozen=True, slots=True)
class Debt:
    """What one agency still owes: nothing usable came (`gaps`: what is wrong with its files), or its
    return lacks something. `missing`: owed cells not settled; `usable`: a return of its own came."""

    agency: Agency
    state: AgencyState
    gaps: tuple[Finding, ...]
    missing: int
    usable: bool

    @property
    def kind(self) -> str:
        return "incomplete" if self.usable else "unusable" if self.gaps else "none"


@dataclass(frozen=True)
class Correspondence(InCampaign):
    """What the letters are made from."""

    job: Job
    campaign: Campaign
    completeness: Completeness
    words: LetterWords
    generation: str = ""

    @cached_property
    def debts(self) -> tuple[Debt, ...]:
        """Those who owe something, in the registry's order; what an officer accepted is owed no more."""
        made = (self._debt(state) for state in self.completeness.agencies)
        return tuple(debt for debt in made if debt)

    @cached_property
    def letters(self) -> tuple[Debt, ...]:
        """Those who get a letter of their own: nobody writes to itself."""
        return tuple(debt for debt in self.debts if debt.agency.name != self.issuer)

    def _debt(self, state: AgencyState) -> Debt | None:
        agency = self.registry.agency(state.agency)
        decided = self.completeness.decided_keys
        found = [f for f in self.completeness.findings if f.severity in _SEVERE and f.key not in decided]
        if agency is None or ("return-missing", agency.code) in {
            (f.code, f.agency) for f in self.completeness.findings if f.key in decided
        }:
            return None
        missing = sum(not cell.state.settled and not cell.accepted for cell in state.cells)
        own = tuple(f for f in found if _concerns(f, agency.code) and f.code not in _SAID)
        usable = state.sent and state.file not in self._anothers
        if state.sent and not usable:  # somebody else filled this form: its cells are not this agency's to mend
            own = tuple(f for f in own if f.location.file != state.file or f.code == ANOTHERS_FORM)
        owes = not usable or missing or any(f.severity is Severity.ERROR for f in own)
        return Debt(agency, state, own, missing if usable else len(state.cells), usable) if owes else None

    @cached_property
    def _anothers(self) -> frozenset[str]:
        return anothers_files(self.completeness)

    # --- frame ---

    @cached_property
    def issuer(self) -> str:
        body = self.job.reminder.issuing_body or self.job.report.issuing_body
        known = self.registry.agency(self.registry.find(body))
        return known.name if known else body_in_prose(body, self.job.report.place)

    def letterhead(self, subject: str) -> Letterhead:
        own, report = self.job.reminder, self.job.report
        symbol = own.symbol or report.symbol.partition("-")[2] + self.words.symbol_part
        return Letterhead(
            "main/letterhead",
            own.superior if own.issuing_body else report.superior,
            in_lines(own.issuing_body or report.issuing_body),
            f"Số:{NUMBER_BLANK}/{symbol}",
            place_date(own.place or report.place, self.job.task.as_of.year),
            subject,
        )

    def closing(self) -> Closing:
        own, signing = self.job.reminder, self.job.signing
        lines, name = (own.signing, own.signer) if own.signing else (signing.lines, signing.name)
        return Closing("main/closing", recipients(tuple(map(without_stop, own.recipients)), True), lines, name)

    # --- words ---

    def values(self, debt: Debt | None) -> dict[str, str]:
        """What the places in braces stand for."""
        own = self.job.reminder
        deadline = self.period.deadline_of(debt.agency.level if debt else "")
        issuer = {"issuer": self.issuer}
        known = {
            **issuer,
            "period": lower_first(self.period.title),
            "plan": plan_cited(self.plan),
            "receiver": own.receiver or self.words.receiver.format_map(issuer),
            "channel": own.channel or self.words.channel,
            "deadline": f"chậm nhất {long_date(deadline.day)}" if deadline else "đúng thời hạn quy định",
            "as_of": long_date(self.completeness.as_of),
            "until": self._until(own.until),
            "count": format_count(len(self.debts)),
            "agency": "các cơ quan, đơn vị",
            "owed": "",
            "missing": "",
        }
        if debt:
            owed, missing = format_count(len(debt.state.cells)), format_count(debt.missing)
            known |= {"agency": debt.agency.name, "owed": owed, "missing": missing}
        return known

    def _until(self, day: date) -> str:
        """The new deadline; blanks where the job gives none. Only a letter is refused for one that has passed: the
        report itself is made after it."""
        if date.min < day < self.completeness.as_of:
            raise JobError(
                f"hạn gửi lại {day:%d/%m/%Y} đã qua so với ngày lập công văn {self.completeness.as_of:%d/%m/%Y}",
                where="job.toml › [reminder] until",
                accepted="một ngày không sớm hơn [job] as_of",
                action="Sửa ngày (còn ghi hạn của kỳ trước?), hoặc bỏ dòng này thì công văn chừa trống ngày.",
            )
        if day != date.min:
            return f"trước {long_date(day)}"
        return f"trước ngày{DATE_BLANK}tháng{DATE_BLANK}năm {self.completeness.as_of.year}"


# Said by the letter itself, or nothing that a sender could mend.
_SAID = ("return-missing", "return-late", *NOT_THE_SENDERS)


def _concerns(found: Finding, code: str) -> bool:
    """A finding of this agency, or one about a file that bears its code in its name."""
    if found.agency == code:
        return True
    name = found.location.file.rpartition("/")[2]
    return not found.location.sheet and code in re.split(r"[^A-Z0-9]+", name)


def letter_to(debt: Debt, letters: Correspondence) -> Document:
    """The letter to one agency."""
    case: LetterCase = getattr(letters.words, debt.kind)
    table = _gap_table(debt, letters) if debt.gaps else None
    addressees = Addressees("main/addressees", (debt.agency.name,))
    return _letter(debt.agency.code, case, addressees, table, letters, debt)


def letter_to_all(letters: Correspondence) -> Document:
    """One letter to everybody who owes something."""
    words = letters.words
    names = tuple(debt.agency.name for debt in letters.debts)
    shown = names if len(names) <= words.most_names else (words.many_addressees,)
    addressees = Addressees("main/addressees", shown)
    return _letter(GENERAL, words.all, addressees, _state_table(letters), letters, None)


def _letter(
    code: str,
    case: LetterCase,
    addressees: Addressees,
    table: Table | None,
    letters: Correspondence,
    debt: Debt | None,
) -> Document:
    values = letters.values(debt)
    subject = _YEAR.sub("năm\u00a0\\1", case.subject.format_map(values))
    body = tuple(_body(case.paragraphs, values, table))
    blocks: tuple[Block, ...] = (letters.letterhead(subject), addressees, *body, letters.closing())
    about = upper_first(re.sub(r"^V/v\s+", "", subject))
    return Document(
        id=f"{letters.plan.id}/{letters.period.id}/don_doc/{code}",
        title=f"Công văn {subject}",
        parts=(Part("main", f"don_doc_{code}", about, blocks),),
        profile=letters.job.report.profile,
        generation=letters.generation,
        author=letters.issuer,
        subject=about,
        properties=(("Dữ liệu", INVENTED),) if letters.job.task.invented else (),
    )


def _body(paragraphs: Sequence[str], values: dict[str, str], table: Table | None) -> Iterator[Block]:
    """The paragraphs with the table in its place; the last one ends with `./.` (Mẫu 1.5)."""
    last = max((n for n, text in enumerate(paragraphs) if text.strip() != TABLE), default=-1)
    for number, text in enumerate(paragraphs):
        if text.strip() == TABLE:
            if table:
                yield table
            continue
        words = upper_first(text.format_map(values))
        yield paragraph(f"main/{number + 1}", words.rstrip(" ./;") + "./." if number == last else words)


def _gap_table(debt: Debt, letters: Correspondence) -> Table:
    titles = letters.words.table
    columns = (
        Column(titles.number, 1, "center"),
        Column(titles.item, 9),
        Column(titles.gap, 6),
        Column(titles.cell, 4),
    )
    rows = (
        body_row(f"main/gap/{n}", cell(str(n)), _item(found, letters.plan), _gap(found), _where(found))
        for n, found in enumerate(_once(debt.gaps), 1)
    )
    return Table("main/gaps", columns, tuple(rows))


def _once(gaps: Iterable[Finding]) -> list[Finding]:
    """By their place in the plan; two findings of one kind about one figure are one row."""
    ordered = sorted(gaps, key=lambda f: (f.item or "~", f.measure, f.severity.rank, f.code))
    seen: dict[tuple[str, str, str], Finding] = {}
    for found in ordered:
        seen.setdefault((found.code, found.measure or found.item, str(found.location)), found)
    return list(seen.values())


def _item(found: Finding, plan: Plan) -> str:
    item = plan.item(found.item) if found.item else None
    return f"{found.measure or found.item}. {short_title(item.text)}" if item else "Cả báo cáo"


def _gap(found: Finding) -> str:
    """The kind of gap in a few words; of a whole file, what is wrong with it."""
    return found.entry.title if found.item else found.wrong


def _where(found: Finding) -> str:
    place = found.location
    return place.sheet or place.file.rpartition("/")[2]


def _state_table(letters: Correspondence) -> Table:
    titles = letters.words.table
    columns = (
        Column(titles.number, 1, "center"),
        Column(titles.agency, 5),
        Column(titles.state, 5),
        Column(titles.gaps, 8),
    )
    rows = (
        body_row(f"main/state/{debt.agency.code}", cell(str(n)), debt.agency.name, _state(debt), cell(*_gaps(debt)))
        for n, debt in enumerate(letters.debts, 1)
    )
    return Table("main/states", columns, tuple(rows))


def _state(debt: Debt) -> str:
    if debt.kind == "none":
        return "Chưa gửi báo cáo"
    if debt.kind == "unusable":
        return "Chưa có báo cáo sử dụng được"
    whole = len(debt.state.cells)
    if debt.missing:
        return f"Đã gửi, còn thiếu {debt.missing}/{whole} nội dung"
    return "Đã gửi, còn nội dung cần sửa"


def _gaps(debt: Debt) -> Iterator[str]:
    """One line a kind of gap, with the items: `Thiếu số liệu: I.1.b.09/1, I.1.b.20/1`."""
    if debt.kind == "none":
        yield f"Toàn bộ {len(debt.state.cells)} nội dung phải báo cáo"
        return
    kinds: dict[str, list[str]] = {}
    for found in _once(debt.gaps):
        kinds.setdefault(found.entry.title, []).append(found.measure or found.item)
    for title, codes in kinds.items():
        named = list(dict.fromkeys(filter(None, codes)))
        more = f" và {len(named) - _SHOWN} nội dung khác" if len(named) > _SHOWN else ""
        yield f"{title}{': ' if named else ''}{', '.join(named[:_SHOWN])}{more}"
