"""Bookmarks: one name a block, never the same name or number twice in a file."""

from __future__ import annotations

import re

from reporting.word.bookmarks import Bookmarks, bookmark_name


def test_a_second_block_of_the_same_id_gets_a_name_and_a_number_of_its_own() -> None:
    bookmarks = Bookmarks(first=7)
    starts = "".join(bookmarks.pair("II.2.03/result")[0] for _ in range(3))
    names, numbers = re.findall('w:name="([^"]+)"', starts), re.findall('w:id="([^"]+)"', starts)
    assert names[0] == bookmark_name("II.2.03/result")
    assert len(set(names)) == 3
    assert numbers == ["7", "8", "9"]
