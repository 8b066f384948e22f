"""Questions that settle several items, and what answers make of them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from reporting.agencies import Registry
from reporting.plan_import.importer import Imported, import_plan
from reporting.plan_import.questions import Question, QuestionAnswer, QuestionKind
from reporting.plan_import.rules import ImportRules
from reporting.store.plan_text import read_plan_text
from tests.plan_import.reading import codes, listing

HEAD = "UBND TỈNH A\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2026\n\n"
PHRASE = (
    "I. NHIỆM VỤ\n\n1. Thủ tục hành chính\n\n- Công khai thủ tục (Các cơ quan, đơn vị, địa phương thực hiện; Sở Nội vụ theo dõi).\n\n"
    "- Số hóa hồ sơ (Các cơ quan, đơn vị, địa phương thực hiện)."
)
SILENT = (
    "I. NHIỆM VỤ\n\n1. Việc khác\n\n- Đánh giá nội bộ.\n\n- Tổng kết mười năm.\n\n2. Khác nữa\n\n- Giữ kho lưu trữ."
)
PROPOSED = (
    "I. NHIỆM VỤ\n\n1. Cải cách tài chính công\n\n- Rà soát định mức.\n\n- Giao tự chủ.\n\n"
    "II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Tài chính: Chủ trì cải cách tài chính công."
)
UNKNOWN = (
    "I. NHIỆM VỤ\n\n1. Việc khác\n\n- Tập huấn (Viện Quy hoạch A chủ trì).\n\n- Tổng kết (Viện Quy hoạch A chủ trì)."
)


def read(body: str, rules: ImportRules, answers: Mapping[str, str], registry: Registry | None = None) -> Imported:
    """With the answer to the one question of each kind."""
    document = read_plan_text((HEAD + body).encode(), "ke_hoach.txt")
    asked = {q.kind.value: q.id for q in reversed(import_plan(document, rules, registry).questions)}
    given = [QuestionAnswer(asked[kind], text) for kind, text in answers.items()]
    return import_plan(document, rules, registry, given)


def only(found: Imported, kind: QuestionKind) -> Question:
    return next(q for q in found.questions if q.kind is kind)


@pytest.mark.parametrize(
    ("body", "answers", "expected"),
    [
        (PHRASE, {"phrase": "các sở, ban, ngành; UBND cấp xã"}, """
            I.1.01 | implement các cơ quan, đơn vị, địa phương~ SBN XA · monitor SNV
            I.1.02 | implement các cơ quan, đơn vị, địa phương~ SBN XA"""),
        (PHRASE, {"phrase": "SBN"}, """
            I.1.01 | implement các cơ quan, đơn vị, địa phương~ SBN · monitor SNV
            I.1.02 | implement các cơ quan, đơn vị, địa phương~ SBN"""),
        (SILENT, {"silent": "Sở Nội vụ"}, "I.1.01 | lead SNV\nI.1.02 | lead SNV\nI.2.01"),
        (SILENT, {"silent": "Chủ trì: Sở Nội vụ; phối hợp: các sở, ban, ngành"}, """
            I.1.01 | lead SNV · coordinate SBN
            I.1.02 | lead SNV · coordinate SBN
            I.2.01"""),
        (SILENT, {"silent": "các sở, ban, ngành"}, "I.1.01 | implement SBN\nI.1.02 | implement SBN\nI.2.01"),
        (PROPOSED, {}, "I.1.01 | lead STC?\nI.1.02 | lead STC?\nII.1.01 | lead STC"),
        (PROPOSED, {"proposal": "Đồng ý."}, "I.1.01 | lead STC\nI.1.02 | lead STC\nII.1.01 | lead STC"),
        (PROPOSED, {"proposal": "không"}, "I.1.01\nI.1.02\nII.1.01 | lead STC"),
        (PROPOSED, {"proposal": "Sở Nội vụ"}, "I.1.01 | lead SNV\nI.1.02 | lead SNV\nII.1.01 | lead STC"),
    ],
)  # fmt: skip
def test_an_answer_settles_every_item_of_its_question(
    body: str, answers: dict[str, str], expected: str, rules: ImportRules
) -> None:
    made = read(body, rules, answers)
    assert listing(made.plan.items).split("\n") == [line.strip() for line in expected.strip().split("\n")]
    assert [q.answer for q in made.questions if q.settled] == list(answers.values())


@pytest.mark.parametrize(
    ("body", "kind", "answer"),
    [
        (SILENT, "silent", "Sở Nội vụ với ai đó"),
        (SILENT, "silent", "Sở Nội vụ; ai đó"),
        (SILENT, "silent", "Chủ trì: Sở Nội vụ; còn lại tính sau"),
        (SILENT, "silent", "đồng ý"),
        (SILENT, "silent", "không"),
        (PHRASE, "phrase", "các đơn vị có liên quan"),
        (PHRASE, "phrase", "đồng ý"),
        (PROPOSED, "proposal", "chưa rõ"),
    ],
)
def test_a_doubtful_answer_settles_nothing_and_is_told(body: str, kind: str, answer: str, rules: ImportRules) -> None:
    made = read(body, rules, {kind: answer})
    assert made.plan == read(body, rules, {}).plan
    assert codes(made).count("import-answer-unread") == 1
    assert not only(made, QuestionKind(kind)).settled


def test_a_name_that_the_registry_lacks_is_asked_and_given(rules: ImportRules, registry_2023: Registry) -> None:
    before = read(UNKNOWN, rules, {}, registry_2023)
    assert only(before, QuestionKind.UNKNOWN).items == ("I.1.01", "I.1.02")
    made = read(UNKNOWN, rules, {"unknown": "Sở Nội vụ"}, registry_2023)
    assert "Viện Quy hoạch" not in listing(made.plan.items)
    assert listing(made.plan.items).count("SNV") == 2
    assert "import-unknown-agency" in codes(before)
    assert "import-unknown-agency" not in codes(made)
    refused = read(UNKNOWN, rules, {"unknown": "Viện Quy hoạch B"}, registry_2023)
    assert "import-answer-unread" in codes(refused)


def test_the_id_of_a_question_stays_when_the_plan_grows(rules: ImportRules) -> None:
    grown = SILENT.replace("- Tổng kết", "- Kiểm kê tài sản.\n\n- Tổng kết")
    before, after = read(SILENT, rules, {}), read(grown, rules, {})
    assert {q.id for q in before.questions} == {q.id for q in after.questions}
    assert [len(q.items) for q in after.questions] == [3, 1]
