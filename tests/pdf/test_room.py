"""Room on the page for what offices' own programs draw: number, day, signature, seal, initials, stamps of annexes."""

from __future__ import annotations

import itertools
import re
import subprocess
from collections.abc import Iterator

import pytest

from reporting.pdf.places import MM
from tests.helpers.documents import sample_document
from tests.helpers.pdfs import made, page_count, profile

pytestmark = [pytest.mark.usefixtures("each_engine"), pytest.mark.engine("pdftotext")]

Word = tuple[str, float, float, float, float]  # text, left, top, right, bottom; from the upper left, in points
SIGNATURE, SEAL, ANNEX_STAMP = (273, 65), 99, (260, 19)
NUMBER, DAY, INITIALS = 38, 26, 40


@pytest.fixture(scope="module")
def files(each_engine: str) -> dict[str, bytes]:
    return made(sample_document(), profile())


def words(pdf: bytes, page: int) -> list[Word]:
    command = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', text)
    return [(said, *map(float, (x0, y0, x1, y1))) for x0, y0, x1, y1, said in found]


def gaps_after(pdf: bytes, page: int, before: str, after: str) -> Iterator[float]:
    """Points between a word and the next on its line, where these two stand next to each other."""
    found = sorted(words(pdf, page), key=lambda word: (round(word[4] / 4), word[1]))
    for one, other in itertools.pairwise(found):
        if one[0].endswith(before) and other[0].startswith(after) and abs(one[4] - other[4]) < 3:
            yield other[1] - one[3]


def test_number_and_day_of_the_first_page_have_room_for_their_stamps(files: dict[str, bytes]) -> None:
    (number,) = gaps_after(files["bao_cao.pdf"], 1, "Số:", "/")
    (day,) = gaps_after(files["bao_cao.pdf"], 1, "ngày", "tháng")
    assert number >= NUMBER
    assert day >= DAY


@pytest.mark.parametrize("name", ["phu_luc_1.pdf", "phu_luc_2.pdf"])
def test_so_has_the_line_of_an_annex_that_names_the_report(name: str, files: dict[str, bytes]) -> None:
    assert [gap >= NUMBER for gap in gaps_after(files[name], 1, "số", "/")] == [True]
    assert [gap >= DAY for gap in gaps_after(files[name], 1, "ngày", "tháng")] == [True]


def test_the_signature_and_the_seal_over_its_left_meet_no_word(files: dict[str, bytes]) -> None:
    last = words(files["bao_cao.pdf"], page_count(files["bao_cao.pdf"]))
    function = next(word for word in last if word[0] == "TỊCH")
    name = next(word for word in last if word[0] == "Mẫu" and word[2] > function[4])
    assert name[2] - function[4] >= SIGNATURE[1]
    middle = (next(w for w in last if w[0] == "Nguyễn" and abs(w[2] - name[2]) < 3)[1] + name[3]) / 2
    left, right = middle - SIGNATURE[0] / 2, middle + SIGNATURE[0] / 2
    upper = (function[4] + name[2]) / 2 - SIGNATURE[1] / 2
    signature = (left, upper, right, upper + SIGNATURE[1])
    assert [word[0] for word in last if _meet(word, signature) and not _is_recipient(word, last)] == []
    assert signature[2] <= 595.3


def _is_recipient(word: Word, last: list[Word]) -> bool:
    """The list on the left: offices sign over its blank right half, the seal may touch its words."""
    head = next(one for one in last if one[0] == "Nơi")
    return word[2] >= head[2] - 2 and word[1] < 290


def _meet(word: Word, box: tuple[float, float, float, float]) -> bool:
    return word[1] < box[2] and word[3] > box[0] and word[2] < box[3] and word[4] > box[1]


def test_beside_the_end_of_the_text_is_room_for_initials(files: dict[str, bytes]) -> None:
    pdf = files["bao_cao.pdf"]
    for page in range(1, page_count(pdf) + 1):
        for end in (word for word in words(pdf, page) if word[0].endswith("./.")):
            after = [word for word in words(pdf, page) if abs(word[4] - end[4]) < 3 and word[1] >= end[3]]
            assert after == []
            assert 595.3 - 15 - end[3] >= INITIALS
            return
    raise AssertionError("no ./. in the report")


@pytest.mark.parametrize("name", ["phu_luc_1.pdf", "phu_luc_2.pdf"])
def test_the_top_margin_of_an_annex_of_its_own_is_free_for_its_stamp(name: str, files: dict[str, bytes]) -> None:
    assert min(word[2] for word in words(files[name], 1)) >= ANNEX_STAMP[1] + 10


def test_the_first_page_of_an_annex_in_the_same_file_leaves_room_for_a_seal(each_engine: str) -> None:
    """At the upper left of its first page, as near to the edges as the profile says."""
    pdf = made(sample_document(), profile(), annex_files="same")["bao_cao.pdf"]
    firsts = [page for page in range(2, page_count(pdf) + 1) if _is_title(words(pdf, page))]
    assert firsts
    for page in firsts:
        edge = profile().gaps.seal_edge * MM
        corner = (edge, edge, edge + SEAL, edge + SEAL)
        assert [word[0] for word in words(pdf, page) if _meet(word, corner)] == []


def _is_title(found: list[Word]) -> bool:
    return any(one[0] == "Phụ" and other[0] == "lục" and one[2] < 150 for one, other in itertools.pairwise(found))
