"""Reminder letters: who gets one, what it says, in which form."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reporting.completeness import AgencyState, CellState, Completeness, Decision, OwedCell, Timeliness
from reporting.compose.letter_words import LetterWords, parse_letter_words
from reporting.compose.letters import Correspondence, letter_to, letter_to_all
from reporting.compose.sent_back import files_to_send_back
from reporting.document import Addressees, Closing, Document, Letterhead, Paragraph, Table, Title, plain_lines
from reporting.errors import JobError, TemplateError
from reporting.findings import Finding, finding
from reporting.job import Job, Reminder, parse_job
from reporting.location import Location
from reporting.obligations import Obligation
from reporting.resources import resource
from tests.helpers.small import CAMPAIGN, PERIOD, REGISTRY

DATA: dict[str, Any] = tomllib.loads(resource("letters", "don_doc.toml").read_text(encoding="utf-8"))
WORDS = parse_letter_words(DATA, "don_doc.toml")
JOB_DATA: dict[str, Any] = {
    "job": {"name": "q1", "period": "Q1", "year": 2023, "as_of": date(2023, 3, 21)},
    "inputs": {"plan": "plan.xlsx", "registry": "don_vi.xlsx", "returns": "nhan"},
    "report": {"issuing_body": "ỦY BAN NHÂN DÂN TỈNH MẪU", "place": "Mẫu"},
    "signing": {"lines": ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "name": "Nguyễn Văn A"},
}
REMINDER = {
    "issuing_body": "SỞ NỘI VỤ",
    "superior": "UBND TỈNH MẪU",
    "symbol": "SNV-CCHC",
    "signing": ["GIÁM ĐỐC"],
    "recipients": ["Lưu: VT, CCHC"],
    "until": date(2023, 3, 24),
}


def job(**reminder: object) -> Job:
    return parse_job({**JOB_DATA, "reminder": reminder} if reminder else JOB_DATA, "job.toml")


def owed(agency: str, state: CellState = CellState.FULL, accepted: bool = False) -> OwedCell:
    asked = Obligation(agency, "I.1.b.01", "I.1.b.01/1")
    return OwedCell(asked, "I.1.b", state, accepted=accepted)


def state(agency: str, file: str = "", *cells: OwedCell) -> AgencyState:
    known = REGISTRY.agency(agency)
    assert known
    timeliness = Timeliness.ON_TIME if file else Timeliness.MISSING
    return AgencyState(agency, known.label, file, None, timeliness, cells or (owed(agency),))


def gap(agency: str) -> Finding:
    where = Location(f"nhan/Q1-2023_{agency}.xlsx", "Chỉ tiêu", "K7")
    return finding(
        "figure-missing",
        where,
        agency=agency,
        item="I.1.b.01",
        measure="I.1.b.01/1",
        name="",
        title="",
        what="",
        level="",
    )


MISSING = finding("return-missing", agency="STP", name="Sở Tư pháp", period="Quý I", owed=1)
COMPLETENESS = Completeness(
    PERIOD.id,
    date(2023, 3, 21),
    (
        state("SNV", "nhan/Q1-2023_SNV.xlsx"),
        state("STP", "", owed("STP", CellState.SILENT)),
        state("SKHDT", "nhan/Q1-2023_SKHDT.xlsx", owed("SKHDT", CellState.NO_FIGURE), owed("SKHDT")),
        state("HDAKHA", "", owed("HDAKHA", CellState.SILENT)),
    ),
    (
        MISSING,
        gap("SKHDT"),
        finding(
            "file-damaged", Location("nhan/Q1-2023_HDAKHA.xlsx"), subject="x", reason="cấu trúc nén không trọn vẹn"
        ),
    ),
)


def letters(
    completeness: Completeness = COMPLETENESS, words: LetterWords = WORDS, **reminder: object
) -> Correspondence:
    return Correspondence(job(**(reminder or REMINDER)), CAMPAIGN, completeness, words)


def text(document: Document) -> str:
    return "\n".join(line for block in document.blocks() for line in plain_lines(block))


def to(agency: str) -> Document:
    made = letters()
    return letter_to(next(debt for debt in made.debts if debt.agency.code == agency), made)


def test_whoever_owes_something_gets_a_letter_and_nobody_else() -> None:
    assert [(debt.agency.code, debt.kind) for debt in letters().debts] == [
        ("STP", "none"),
        ("SKHDT", "incomplete"),
        ("HDAKHA", "unusable"),
    ]


def test_what_an_officer_accepted_is_owed_no_more() -> None:
    accepted = Decision("k", True, who="A", day=date(2023, 3, 20), why="b")
    agencies = tuple(
        replace(a, cells=tuple(replace(c, accepted=not c.state.settled) for c in a.cells))
        for a in COMPLETENESS.agencies
    )
    decided = ((MISSING, accepted), (gap("SKHDT"), accepted))
    debts = letters(replace(COMPLETENESS, agencies=agencies, decided=decided)).debts
    assert [debt.agency.code for debt in debts] == ["HDAKHA"]


def test_the_frame_is_that_of_a_letter() -> None:
    """NĐ 30/2020, Mẫu 1.5: no type name, the V/v line under the number, Kính gửi, signing block."""
    blocks = to("STP").main.blocks
    head = blocks[0]
    assert isinstance(head, Letterhead)
    assert (head.superior, head.body) == ("UBND TỈNH MẪU", "SỞ NỘI VỤ")
    assert head.number_line.endswith("/SNV-CCHC") and head.subject.startswith("V/v đôn đốc gửi báo cáo")
    assert not any(isinstance(block, Title) for block in blocks)
    assert blocks[1] == Addressees("main/addressees", ("Sở Tư pháp",))
    end = blocks[-1]
    assert isinstance(end, Closing)
    assert (end.recipients, end.signing) == (("Như trên", "Lưu: VT, CCHC"), ("GIÁM ĐỐC",))
    last = blocks[-2]
    assert isinstance(last, Paragraph) and last.plain.endswith("./.")


def test_a_letter_says_what_is_owed_until_when_and_to_whom() -> None:
    words = text(to("STP"))
    for said in ("Sở Tư pháp", "quý I năm 2023", "chậm nhất ngày 16 tháng 3 năm 2023", "ngày 21 tháng 3 năm 2023",
                 "01 nội dung", "về Sở Nội vụ", "trước ngày 24 tháng 3 năm 2023"):  # fmt: skip
        assert said in words, said
    assert "{" not in words


def test_gaps_are_listed_with_the_plans_items() -> None:
    words = text(to("SKHDT"))
    assert "I.1.b.01/1. Tối thiểu 80% hồ sơ được xử lý điện tử" in words
    assert "Thiếu số liệu" in words and "LỖI CẦN SỬA" in words
    assert "Tệp bị hỏng" in text(to("HDAKHA")) and "Q1-2023_HDAKHA.xlsx" in text(to("HDAKHA"))


def _filled_for_another() -> Completeness:
    """STP filled SKHDT's form; SKHDT sent a PDF."""
    file = "nhan/Q1-2023_STP.xlsx"
    conflict = finding(
        "return-name-conflict", Location(file), agency="SKHDT", subject=file, guess="Sở Tư pháp", name="SKHĐT"
    )
    pdf = finding("file-attachment", Location("nhan/Q1-2023_SKHDT.pdf"), subject="x", kind="tệp PDF")
    wrong = replace(gap("SKHDT"), location=Location(file, "Chỉ tiêu", "K7"))
    agencies = (state("STP"), state("SKHDT", file, owed("SKHDT", CellState.NO_FIGURE), owed("SKHDT")))
    return replace(COMPLETENESS, agencies=agencies, findings=(MISSING, conflict, pdf, wrong))


def test_both_are_asked_for_their_own_form_where_one_filled_the_others() -> None:
    made = letters(_filled_for_another())
    assert [(debt.agency.code, debt.kind) for debt in made.debts] == [("STP", "unusable"), ("SKHDT", "unusable")]
    for debt in made.debts:
        words = text(letter_to(debt, made))
        assert "gửi biểu Excel của cơ quan mình" in words
        assert "Tên tệp là của Sở Tư pháp" in words
        assert "tệp gửi kèm" not in words
        assert "Thiếu số liệu" not in words  # of cells that somebody else filled
    assert made.debts[1].missing == 2


def test_nothing_goes_back_of_a_form_that_another_agency_filled_until_it_is_said_whose_it_is() -> None:
    completeness = _filled_for_another()
    file = "nhan/Q1-2023_STP.xlsx"
    assert files_to_send_back(completeness, CAMPAIGN, [file]) == ()
    said = Decision("k", True, who="A", day=date(2023, 3, 20), why="đã hỏi")
    decided = replace(completeness, decided=((completeness.findings[1], said),))
    (one,) = files_to_send_back(decided, CAMPAIGN, [file])
    assert (one.agency, one.file) == ("SKHDT", file)


def test_one_letter_to_all_names_each_agency_with_its_state() -> None:
    document = letter_to_all(letters())
    table = next(block for block in document.main.blocks if isinstance(block, Table))
    rows = [[cell.plain for cell in row.cells] for row in table.rows]
    assert [row[2] for row in rows] == [
        "Chưa gửi báo cáo",
        "Đã gửi, còn thiếu 1/2 nội dung",
        "Chưa có báo cáo sử dụng được",
    ]
    assert rows[1][3] == "Thiếu số liệu: I.1.b.01/1"
    assert "còn 03 cơ quan, đơn vị" in text(document)


def test_many_addressees_are_not_named_one_by_one() -> None:
    few = next(b for b in letter_to_all(letters()).main.blocks if isinstance(b, Addressees))
    many = letters(words=replace(WORDS, most_names=2))
    listed = next(b for b in letter_to_all(many).main.blocks if isinstance(b, Addressees))
    assert len(few.names) == 3 and listed.names == (WORDS.many_addressees,)


def test_nobody_writes_to_itself() -> None:
    agencies = (state("SNV", "", owed("SNV", CellState.SILENT)), *COMPLETENESS.agencies[1:])
    made = letters(replace(COMPLETENESS, agencies=agencies))
    assert "SNV" in {debt.agency.code for debt in made.debts}
    assert "SNV" not in {debt.agency.code for debt in made.letters}


def test_without_a_reminder_table_the_letter_is_the_reports_issuers() -> None:
    made = Correspondence(job(), CAMPAIGN, COMPLETENESS, WORDS)
    document = letter_to(made.debts[0], made)
    head, end = document.main.blocks[0], document.main.blocks[-1]
    assert isinstance(head, Letterhead) and isinstance(end, Closing)
    assert head.number_line.endswith("/UBND") and end.signer == "Nguyễn Văn A"
    assert "trước ngày\u00a0" in text(document)  # blanks for the new deadline


def test_the_settings_of_letters_are_checked_as_the_others() -> None:
    assert job().reminder == Reminder()
    with pytest.raises(JobError, match="issuing_body"):
        job(isuing_body="SỞ NỘI VỤ")
    with pytest.raises(JobError, match="sai kiểu"):
        job(until="24/3/2023")


def test_a_new_deadline_that_has_passed_is_refused_where_it_would_be_printed() -> None:
    """The report itself is made after it, from the same job."""
    passed = letters(until=date(2023, 3, 20))
    with pytest.raises(JobError, match="20/03/2023 đã qua so với ngày lập công văn 21/03/2023"):
        letter_to(passed.debts[0], passed)
    today = letters(until=date(2023, 3, 21))
    assert "trước ngày 21 tháng 3 năm 2023" in text(letter_to(today.debts[0], today)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"titel": "x"}, "khóa 'titel'"),
        ({"channel": "qua {chanel}"}, "chỗ điền '{chanel}'"),
        ({"channel": "qua {"}, "ngoặc nhọn"),
        ({"most_names": "tám"}, "sai kiểu"),
        ({"none": {"subject": "V/v"}}, "thiếu khóa: paragraphs"),
        ({"none": {"subject": "V/v", "paragraphs": ["gửi {agancy}"]}}, "chỗ điền '{agancy}'"),
    ],
)
def test_a_provinces_own_words_are_read_with_care(change: dict[str, Any], said: str) -> None:
    with pytest.raises(TemplateError, match=said.replace("{", r"\{").replace("}", r"\}")):
        parse_letter_words({**DATA, **change}, "don_doc.toml")
