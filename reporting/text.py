"""Text cleaned once, before any writer: NFC, no characters that XML forbids, tidy white space."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_ILLEGAL_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]")


# Anything that `clean` would change inside a text in NFC (most texts have none of it).
_UNTIDY = re.compile(
    "[\x00-\x09\x0b-\x1f\x85\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ud800-\udfff\ufeff\ufffe\uffff]"
    "|  |\n[ \n]| \n"
)


def clean(text: str) -> str:
    """NFC, illegal and invisible characters out, runs of blanks to one; line breaks kept as \\n."""
    if not _UNTIDY.search(text) and unicodedata.is_normalized("NFC", text):
        return text.strip()
    text = _INVISIBLE.sub("", _ILLEGAL_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = unicodedata.normalize("NFC", text)  # after what stood between a letter and its mark is out
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """`clean`, with line breaks as blanks."""
    return clean(text).replace("\n", " ")


# How letters that are crossed out, raised or lowered are shown where only plain text can be.
MARKS = {"strike": ("[gạch bỏ: ", "]"), "super": ("[chỉ số trên: ", "]"), "sub": ("[chỉ số dưới: ", "]"), "": ("", "")}
_SMALL = {
    "super": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
_MARKED = re.compile(r"\[(gạch bỏ|chỉ số trên|chỉ số dưới): ((?:[^\[\]]|\[(?!gạch bỏ: |chỉ số ))*+)\]")


def marked(runs: Iterable[tuple[str, str]]) -> str:
    """Pieces of a text with their looks ("strike", "super", "sub", "") → one text that shows them."""
    return "".join(MARKS[look][0] + text + MARKS[look][1] if text.strip() else text for text, look in runs)


def unmarked(text: str) -> str:
    """The same as prose: crossed-out letters left out, small ones as Unicode has them (m²)."""

    def plain(match: re.Match[str]) -> str:
        if match[1] == "gạch bỏ":
            return ""
        return match[2].translate(_SMALL["super" if match[1] == "chỉ số trên" else "sub"])

    return _MARKED.sub(plain, text)


@lru_cache(4096)
def fold(text: str) -> str:
    """For comparing names: NFC, lower case, đ/Đ kept apart from d, accents dropped, one blank."""
    text = one_line(text).casefold().replace("đ", "dj")
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"[^\w%]+", " ", bare).strip()


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Abbreviations (`UBND cấp xã`) stay."""
    return text if len(text) > 1 and text[1].isupper() else text[:1].lower() + text[1:]


# --- names of files as people write them ----------------------------------------------------------

FilePath = tuple[str, ...]


def path_of(name: str) -> FilePath:
    """The parts of a file's name, folders first, for comparing: Windows' slashes, case aside."""
    return tuple(part for part in one_line(name.replace("\\", "/")).casefold().split("/") if part not in ("", "."))


def stem(name: str) -> str:
    """Without the extension, which Windows hides."""
    return name.rpartition(".")[0] or name


def same_file(written: FilePath, there: FilePath) -> bool:
    """Whether a path as written, perhaps without folders or extension, names a file."""
    common = min(len(written), len(there))
    end = there[-common:]
    return common > 0 and written[-common:-1] == end[:-1] and written[-1] in (end[-1], stem(end[-1]))
