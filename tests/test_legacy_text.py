"""TCVN3 and VNI: by font, by vote, and never where Unicode is."""

from __future__ import annotations

import shutil
import subprocess
from typing import Any
from unicodedata import combining, normalize

import pytest
from openpyxl.styles import Font

from reporting import legacy_text
from reporting.legacy_text import Encoding, decoded, encoding_of, is_legacy, is_syllable, vote
from tests.helpers.returned import edited, flat, said, understood, workbook

LETTERS = "áàảãạâấầẩẫậăắằẳẵặéèẻẽẹêếềểễệóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựíìỉĩịýỳỷỹỵđ"
TEXTS = (
    "Đã ban hành Kế hoạch kiểm tra cải cách hành chính nhà nước năm 2023",
    "Hoàn thành việc rà soát văn bản quy phạm pháp luật",
    "Xử lý hồ sơ trực tuyến đạt tỷ lệ cao; người dân hài lòng",
    "Tổ chức bồi dưỡng nghiệp vụ cho công chức một cửa",
)
FOREIGN = (
    "Café São Paulo à la carte",
    "Müller, Größe, naïve garçon",
    "5 m² · £5 · 20°C",
    "Có",
    "Không có ý kiến",
    "hồ sơ à",
)


def encoded(text: str, encoding: Encoding) -> str:
    table = legacy_text._TCVN3 if encoding == "TCVN3" else legacy_text._VNI
    backwards: dict[str, str] = {}
    for old, new in table.items():
        backwards.setdefault(new, old)
    return "".join(backwards.get(letter, letter) for letter in text)


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
def test_every_letter_comes_back(encoding: Encoding) -> None:
    assert decoded(encoded(LETTERS, encoding), encoding) == LETTERS
    for text in TEXTS:
        assert decoded(encoded(text, encoding), encoding) == text


@pytest.mark.skipif(shutil.which("iconv") is None, reason="thiếu chương trình iconv")
def test_the_tcvn3_table_is_glibcs() -> None:
    for old, new in legacy_text._TCVN3.items():
        command = ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"]
        done = subprocess.run(command, input=old.encode("latin-1"), capture_output=True, check=True)
        assert normalize("NFC", done.stdout.decode()) == new


# The VNI typing tables as input programs publish them, capitals: letter by letter.
VNI_CAPITALS = """
AÙ AØ AÛ AÕ AÏ AÂ AÁ AÀ AÅ AÃ AÄ AÊ AÉ AÈ AÚ AÜ AË EÙ EØ EÛ EÕ EÏ EÂ EÁ EÀ EÅ EÃ EÄ OÙ OØ OÛ OÕ OÏ OÂ OÁ OÀ OÅ OÃ OÄ
Ô ÔÙ ÔØ ÔÛ ÔÕ ÔÏ UÙ UØ UÛ UÕ UÏ Ö ÖÙ ÖØ ÖÛ ÖÕ ÖÏ Í Ì Æ Ó Ò YÙ YØ YÛ YÕ Î Ñ
""".split()
UNICODE_CAPITALS = """
Á À Ả Ã Ạ Â Ấ Ầ Ẩ Ẫ Ậ Ă Ắ Ằ Ẳ Ẵ Ặ É È Ẻ Ẽ Ẹ Ê Ế Ề Ể Ễ Ệ Ó Ò Ỏ Õ Ọ Ô Ố Ồ Ổ Ỗ Ộ
Ơ Ớ Ờ Ở Ỡ Ợ Ú Ù Ủ Ũ Ụ Ư Ứ Ừ Ử Ữ Ự Í Ì Ỉ Ĩ Ị Ý Ỳ Ỷ Ỹ Ỵ Đ
""".split()


@pytest.mark.parametrize(("old", "new"), zip(VNI_CAPITALS, UNICODE_CAPITALS, strict=True))
def test_the_vni_table_is_the_published_one(old: str, new: str) -> None:
    assert decoded(old, "VNI") == new
    assert decoded(old.lower(), "VNI") == new.lower()
    assert decoded(old[0] + old[1:].lower(), "VNI") == new  # a capital with the mark of a small letter


@pytest.mark.parametrize(
    ("font", "encoding"),
    [(".VnTime", "TCVN3"), (".vnarialh", "TCVN3"), ("VNI-Times", "VNI"), ("Times New Roman", None), ("Vni", None)],
)
def test_a_font_tells_its_encoding(font: str, encoding: str | None) -> None:
    assert encoding_of(font) == encoding


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
def test_a_workbooks_texts_vote_together(encoding: Encoding) -> None:
    assert vote(encoded(text, encoding) for text in TEXTS) == encoding
    assert all(is_legacy(encoded(text, encoding), encoding) for text in TEXTS)


def test_unicode_and_foreign_words_never_vote() -> None:
    assert vote(TEXTS * 20) is None
    assert vote([normalize("NFD", text) for text in TEXTS] * 20) is None
    assert vote(FOREIGN * 20) is None
    assert not any(is_legacy(text, encoding) for text in (*TEXTS, *FOREIGN[3:]) for encoding in ("TCVN3", "VNI"))


def test_one_odd_word_is_not_enough() -> None:
    assert vote([encoded("Kế hoạch", "TCVN3")]) is None


@pytest.mark.parametrize("word", ["nghiêng", "quyết", "khuỷu", "giếng", "uống", "ỷ", "Đăk"])
def test_vietnamese_syllables_are_known(word: str) -> None:
    assert is_syllable(word)
    assert not any(combining(c) for c in normalize("NFC", word))


def _typed(encoding: Encoding, font: str | None) -> bytes:
    def edit(book: Any) -> None:
        for row, text in zip((6, 7), TEXTS, strict=False):
            book["Nhiệm vụ"].cell(row, 10).value = encoded(text, encoding)
            book["Nhiệm vụ"].cell(row, 12).value = encoded(TEXTS[row - 4], encoding)
            if font:
                book["Nhiệm vụ"].cell(row, 10).font = Font(name=font)
                book["Nhiệm vụ"].cell(row, 12).font = Font(name=font)

    return edited(edit)


@pytest.mark.parametrize(
    ("encoding", "font"), [("TCVN3", ".VnTime"), ("VNI", "VNI-Times"), ("TCVN3", None), ("VNI", None)]
)
def test_a_return_in_old_fonts_is_read_in_unicode_and_said(encoding: Encoding, font: str | None) -> None:
    before, _ = understood(workbook())
    after, findings = understood(_typed(encoding, font))
    assert before
    assert after
    changed = {
        "II.1.01 narrative": TEXTS[0],
        "II.1.01 note": TEXTS[2],
        "II.1.02 narrative": TEXTS[1],
        "II.1.02 note": TEXTS[3],
    }
    assert flat(after) == flat(before) | changed
    assert said(findings) == {"text-legacy@Nhiệm vụ!J6"}
    assert dict(findings[0].params)["count"] == "4"


def test_unicode_typed_in_an_old_font_stays() -> None:
    """Cells keep an old font while people type Unicode into them: "Có" must not become "Cú"."""

    def edit(book: Any) -> None:
        for row in book["Chỉ tiêu"].iter_rows(min_row=5):
            for cell in row:
                cell.font = Font(name=".VnTime")

    before, _ = understood(workbook())
    after, findings = understood(edited(edit))
    assert before
    assert after
    assert flat(after) == flat(before)
    assert said(findings) == set()


def test_capital_fonts_show_capitals() -> None:
    assert decoded(encoded("kế hoạch", "TCVN3"), "TCVN3", capitals=True) == "KẾ HOẠCH"
