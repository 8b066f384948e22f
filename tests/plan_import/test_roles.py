"""Who does what: sentences, labels, brackets, missing punctuation, names of every sort."""

from __future__ import annotations

import pytest

from reporting.plan import Role
from reporting.plan_import.parties import Parties
from reporting.plan_import.roles import is_role_sentence, read_roles
from reporting.plan_import.roles_in_items import bracketed_roles, opening_roles, trailing_labels
from reporting.plan_import.rules import ImportRules


def said(text: str, rules: ImportRules, parties: Parties) -> str:
    read = read_roles(text, rules, parties).assignments
    return " · ".join(
        f"{r.value} {' '.join(a.party for a in read if a.role is r)}" for r in Role if any(a.role is r for a in read)
    )


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("Sở Nội vụ chủ trì tham mưu; các sở, ban ngành; UBND cấp huyện phối hợp thực hiện.", "lead SNV · coordinate SBN HUYEN"),
        ("Các sở, ban ngành thực hiện Văn phòng Ủy ban nhân dân theo dõi, đôn đốc.", "implement SBN · monitor VPUB"),
        ("Các sở, ban ngành phối hợp; Sở Khoa học và Công nghệ chủ trì.", "lead SKHCN · coordinate SBN"),
        ("Sở Tư pháp chủ trì, phối hợp với Sở Tài chính, UBND cấp xã tham mưu.", "lead STP · coordinate STC XA"),
        ("Sở Nội vụ chủ trì, phối hợp các sở, ngành thực hiện", "lead SNV · coordinate SBN"),
        ("Sở Nội vụ chủ trì, phối hợp với Sở Tài chính; Thanh tra tỉnh theo dõi", "lead SNV · coordinate STC · monitor TTR"),
        ("Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: Sở GD&ĐT, Công an tỉnh", "lead SYT · coordinate SGDDT CAT"),
        ("Đơn vị chủ trì: Sở Xây dựng. Đơn vị phối hợp: Các sở; UBND các huyện, thị xã", "lead SXD · coordinate SBN HUYEN"),
        ("Giao Sở Công Thương chủ trì", "lead SCT"),
        ("Chủ trì: Sở VHTT&DL", "lead SVHTTDL"),
        ("Văn phòng UBND tỉnh là cơ quan đầu mối", "lead VPUB"),
        ("Sở Nội vụ theo dõi, đôn đốc, hướng dẫn và phối hợp thực hiện", "coordinate SNV · monitor SNV · guide SNV"),
        ("Các cơ quan, đơn vị được giao nhiệm vụ thực hiện", "implement các cơ quan, đơn vị được giao nhiệm vụ"),
        ("Các sở, ban ngành có liên quan triển khai", "implement các sở, ban ngành có liên quan SBN"),
    ],
)  # fmt: skip
def test_sentences(sentence: str, roles: str, rules: ImportRules, parties: Parties) -> None:
    assert said(sentence, rules, parties) == roles


@pytest.mark.parametrize(
    "name",
    [
        "Sở Lao động - Thương binh và Xã hội", "Sở LĐTBXH", "Sở LĐ-TB&XH", "Sở LĐ,TB&XH", "Sở Lao động, Thương binh và Xã hội",
    ],
)  # fmt: skip
def test_one_agency_under_many_names(name: str, rules: ImportRules, parties: Parties) -> None:
    assert said(f"{name} chủ trì", rules, parties) == "lead SLDTBXH"


def test_old_and_new_tone_marks_are_one(rules: ImportRules, parties: Parties) -> None:
    assert said("Sở Văn hoá, Thể thao và Du lịch chủ trì; Uỷ ban nhân dân cấp xã phối hợp", rules, parties) == (
        "lead SVHTTDL · coordinate XA"
    )


def test_the_group_behind_an_open_phrase_is_proposed_with_its_reason(rules: ImportRules, parties: Parties) -> None:
    read = read_roles("Các sở, ban ngành có liên quan triển khai", rules, parties).assignments
    assert [(a.open, a.proposed, bool(a.why)) for a in read] == [(True, False, False), (False, True, True)]


def test_what_is_not_understood_is_told(rules: ImportRules, parties: Parties) -> None:
    read = read_roles("Sở Nội vụ chủ trì theo phương án hai; Sở Tài chính", rules, parties)
    assert read.left == ("theo phương án hai",)
    assert read.idle == ("Sở Tài chính",)


def test_an_agency_nobody_knows_gets_a_proposed_code(rules: ImportRules, parties: Parties) -> None:
    read = read_roles("Sở Nội vụ chủ trì; Hội Luật gia tỉnh phối hợp", rules, parties)
    assert read.unknown == ("Hội Luật gia tỉnh",)
    assert parties.unknown == {"HLGT": "Hội Luật gia tỉnh"}


def test_labelled_time_product_and_funding(rules: ImportRules, parties: Parties) -> None:
    read = read_roles(
        "Chủ trì: Sở Y tế; thời gian hoàn thành: Quý II; sản phẩm: Báo cáo; kinh phí: 20 triệu", rules, parties
    )
    assert dict(read.fields) == {"due": "Quý II", "product": "Báo cáo", "funding": "20 triệu"}


def test_a_time_within_a_role_sentence(rules: ImportRules, parties: Parties) -> None:
    assert read_roles("Sở Y tế chủ trì, hoàn thành trước 30/6", rules, parties).field("due") == "hoàn thành trước 30/6"


def test_brackets_and_labels_at_the_end_of_an_item(rules: ImportRules, parties: Parties) -> None:
    assert bracketed_roles("Xây dựng đề án (Sở Nội vụ chủ trì).", rules, parties) == "Sở Nội vụ chủ trì"
    assert bracketed_roles("Xây dựng đề án (Sở Nội vụ).", rules, parties) == "Chủ trì: Sở Nội vụ"
    assert bracketed_roles("Báo cáo UBND tỉnh (qua Sở Nội vụ).", rules, parties) == ""
    assert bracketed_roles("Hoạt động theo dõi (kiểm tra; điều tra, khảo sát).", rules, parties) == ""
    assert trailing_labels("Rà soát văn bản. Chủ trì: Sở Tư pháp.", rules) == "Chủ trì: Sở Tư pháp."


def test_the_opening_of_a_task(rules: ImportRules, parties: Parties) -> None:
    read = opening_roles(
        "Giao Sở Tư pháp chủ trì, phối hợp với Sở Y tế rà soát thủ tục do Sở Nội vụ công bố", rules, parties
    )
    assert [(a.role, a.party) for a in read.assignments] == [(Role.LEAD, "STP"), (Role.COORDINATE, "SYT")]
    assert opening_roles("Rà soát thủ tục do Sở Nội vụ chủ trì", rules, parties).assignments == ()


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Sở Nội vụ chủ trì; các sở phối hợp.", True),
        ("(Sở Nội vụ chủ trì)", True),
        ("Thời gian hoàn thành: Quý I", True),
        ("Nâng cao chất lượng phục vụ Nhân dân.", False),
        ("Sở Nội vụ chủ trì xây dựng đề án vị trí việc làm trong các cơ quan hành chính của toàn tỉnh", False),
    ],
)
def test_role_sentences_are_told_from_items(text: str, is_one: bool, rules: ImportRules, parties: Parties) -> None:
    assert is_role_sentence(text, rules, parties) is is_one
    assert parties.unknown == {}
