"""Texts are cleaned once: what comes out needs no cleaning."""

from __future__ import annotations

from unicodedata import is_normalized

from hypothesis import example, given
from hypothesis import strategies as st

from reporting.text import clean, one_line

ODD = st.sampled_from("aHê \n\t\r\u00a0\u200b\u200d\u0323\u0301\u00ad\u2001\u2028\u3000\ufeff\x00\x0b\x85")


@given(st.text(ODD | st.characters(max_codepoint=0x1EFF), max_size=30))
@example("H\u200b\u0323")  # what stands between a letter and its mark is invisible
def test_clean_is_done_once(text: str) -> None:
    cleaned = clean(text)
    assert is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned
    assert "\n" not in one_line(text)


def test_what_clean_keeps() -> None:
    assert clean("  Sở\u00a0Nội  vụ \r\n\r\n (bản\u200b 2)\ufeff ") == "Sở Nội vụ\n(bản 2)"
    assert one_line("Sở Nội vụ\n(bản 2)") == "Sở Nội vụ (bản 2)"
