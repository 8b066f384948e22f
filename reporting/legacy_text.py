"""Vietnamese text from before Unicode: TCVN3 (fonts ".Vn…") and VNI (fonts "VNI-…").

No maintained library converts these. TCVN3 stores one character a letter (fonts named "…H" show
small letters as capitals); VNI the base letter and a mark after it. Which one it is, is decided by
the font of the cells; where text was pasted without its font, by the workbook's texts together,
and then only texts are touched that bear marks no Unicode Vietnamese has. Never by one cell alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal
from unicodedata import combining, normalize

Encoding = Literal["TCVN3", "VNI"]

# TCVN 5712:1993, VN1 (which contains VN3), code points 0xA1–0xFF as Windows shows them.
_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®¯µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
        "ĂÂÊÔƠƯĐăâêôơưđẰàảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ",
        strict=True,
    )
)
_TCVN3_TABLE = str.maketrans(_TCVN3)

_TONES = "ùøûõï"  # acute, grave, hook, tilde, dot on a plain vowel
_VNI_RULES = (  # base letter, marks in that order, what they make
    ("a", _TONES, "áàảãạ"),
    ("a", "âáàåãä", "âấầẩẫậ"),
    ("a", "êéèúüë", "ăắằẳẵặ"),
    ("e", _TONES, "éèẻẽẹ"),
    ("e", "âáàåãä", "êếềểễệ"),
    ("o", _TONES, "óòỏõọ"),
    ("o", "âáàåãä", "ôốồổỗộ"),
    ("ô", _TONES, "ớờởỡợ"),
    ("u", _TONES, "úùủũụ"),
    ("ö", _TONES, "ứừửữự"),
    ("y", "ùøûõ", "ýỳỷỹ"),
)
_VNI_SINGLE = dict(zip("ñíìæóòôöî", "đíìỉĩịơưỵ", strict=True))


def _vni() -> dict[str, str]:
    """Every VNI sequence in small letters, capitals, and capital with a small mark."""
    table = {
        base + mark: made for base, marks, letters in _VNI_RULES for mark, made in zip(marks, letters, strict=True)
    }
    table |= _VNI_SINGLE
    capitals = {key.upper(): made.upper() for key, made in table.items()}
    mixed = {key[0].upper() + key[1:]: made.upper() for key, made in table.items() if len(key) > 1}
    return table | capitals | mixed


_VNI = _vni()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def encoding_of(font: str) -> Encoding | None:
    """By a font's name: .VnTime, .VnArialH → TCVN3; VNI-Times → VNI."""
    name = font.strip().lower()
    return "TCVN3" if name.startswith(".vn") else "VNI" if name.startswith("vni-") else None


def shows_capitals(font: str) -> bool:
    """TCVN3 has no capitals with tones: fonts whose name ends in H show every letter as a capital."""
    return font.strip().lower().startswith(".vn") and font.strip().endswith("H")


def decoded(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """The text in Unicode; `capitals`: the font shows all letters as capitals (….VnTimeH)."""
    if encoding == "TCVN3":
        made = text.translate(_TCVN3_TABLE)
        return made.upper() if capitals else made
    return _VNI_PATTERN.sub(lambda match: _VNI[match[0]], text)


# --- by the texts together ---------------------------------------------------------------------

_UNICODE_ONLY = re.compile("[ăĂđĐơƠưƯ\u1ea0-\u1ef9\u0300-\u0323]")
_START = "(?:ngh|ng|nh|ch|tr|th|ph|kh|gh|gi|qu|[bcdghklmnpqrstvx])?"
_OPEN = "uyeu|ieu|yeu|uoi|uou|oai|oay|oeo|uay|uya|uyu|ai|ao|au|ay|eo|eu|ia|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|[aeiouy]"
_CLOSED = "uye|ie|ye|oa|oe|oo|ua|ue|uo|uy|[aeiouy]"
_SYLLABLE = re.compile(f"{_START}(?:(?:{_OPEN})|(?:{_CLOSED})(?:ng|nh|ch|[ckmnpt]))", re.IGNORECASE)
_LATIN = re.compile("[A-Za-z]")
_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_ENOUGH_WORDS, _ENOUGH_SHARE = 8, 0.9


def is_legacy(text: str, encoding: Encoding) -> bool:
    """Whether a text has words that are no Vietnamese syllables as they stand, and most are in this encoding."""
    odd = odd_words(text)
    fitting = sum(is_syllable(decoded(word, encoding)) for word in odd)
    return bool(odd) and 2 * fitting > len(odd)


def is_unicode(text: str) -> bool:
    """Whether a text has letters that only Unicode Vietnamese has."""
    return bool(_UNICODE_ONLY.search(text))


def vote(texts: Iterable[str]) -> Encoding | None:
    """The encoding in which a workbook's odd words are Vietnamese syllables; None when too few are."""
    odd = [word for text, count in Counter(texts).items() for word in odd_words(text) * count]
    if len(odd) < _ENOUGH_WORDS:
        return None
    fitting = {e: sum(is_syllable(decoded(word, e)) for word in odd) for e in ENCODINGS}
    best = max(ENCODINGS, key=lambda e: fitting[e])
    return best if fitting[best] >= _ENOUGH_SHARE * len(odd) and fitting[best] > 2 * min(fitting.values()) else None


ENCODINGS: tuple[Encoding, ...] = ("TCVN3", "VNI")


@lru_cache(8192)
def odd_words(text: str) -> tuple[str, ...]:
    """Words that are no Vietnamese syllables as they stand; none of them in a text with letters that only Unicode has."""
    return () if is_unicode(text) else tuple(word for word in _marked_words(text) if not is_syllable(word))


def _marked_words(text: str) -> list[str]:
    """Words with some letter of the alphabet and some other sign in them, without punctuation around."""
    if text.isascii():
        return []
    words = (word.strip(".,;:!?()[]{}\"'“”‘’…-–/%0123456789") for word in text.split())
    return [word for word in words if not word.isascii() and _LATIN.search(word)]


def is_syllable(word: str) -> bool:
    """Whether a word could be a Vietnamese syllable: its letters in order, one tone at most."""
    parts = normalize("NFD", word.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(c for c in parts if not combining(c))
    return sum(c in _TONE_MARKS for c in parts) <= 1 and bool(_SYLLABLE.fullmatch(bare))
