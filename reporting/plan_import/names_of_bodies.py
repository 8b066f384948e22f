"""How bodies are named in plans: heads, abbreviations, initials, units with a name of their own, forms of address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from reporting.plan_import.keys import key
from reporting.plan_import.rules import ImportRules

ABBREVIATED = re.compile(
    r"(?<!\w)(Sở|Ban|Đài|BQL|Vụ|Cục|Chi cục|Phòng|Viện|Văn phòng)\s+([A-ZĐ]{2,}(?:(?:\s*[&,.\-–]\s*|\s+và\s+|,\s*)?[A-ZĐ]+)*)(?![\wà-ỹ])"
)
UNIT_NAME = re.compile(
    r"(?<!\w)(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s+(?:các\s+)?((?:huyện|thành phố|thị xã|quận|xã|phường|thị trấn|đặc khu)(?:\s+(?:[A-ZĐÀ-Ỹ][\wà-ỹ’']*|\d+))+)"
)
# One of the bodies of the centre that serve several provinces since 2025: `Thuế khu vực X`, `BHXH khu vực XX`.
REGIONAL = re.compile(
    r"(?<!\w)(?:Bảo hiểm xã hội|BHXH|Kho bạc Nhà nước|KBNN|Ngân hàng Nhà nước|NHNN|Chi cục [A-ZĐ][\wà-ỹ]+(?: [\wà-ỹ]+)?|Cục [A-ZĐ][\wà-ỹ]+(?: [\wà-ỹ]+)?|Thuế|Hải quan|"
    r"Thống kê|Dự trữ Nhà nước)(?:\s+[Vv]iệt Nam)?(?:\s+chi nhánh)?\s+[Kk]hu vực(?:\s+(?:[IVX]+|\d{1,2})(?!\w))?"
)
_FILLER = (
    r"(?<!\w)(?:và|các|tỉnh|thành phố|thuộc|trên địa bàn|cùng|đề nghị|giao|của|thủ trưởng|chủ tịch|giám đốc|người đứng đầu|"
    r"chánh văn phòng|trưởng ban|trưởng|lãnh đạo|yêu cầu|cho)(?!\w)"
)
# Words by which a plan addresses a body, or its head, before the body's name.
ADDRESS = re.compile(
    r"^(?:(?:trách nhiệm của|đối với|giao cho|giao|đề nghị|nhiệm vụ của|yêu cầu|giám đốc|thủ trưởng|chủ tịch|người đứng đầu|trưởng(?= các\b| phòng\b| ban\b))\s+)+",
    re.I,
)
_VARIANTS = (
    ("Ủy ban nhân dân", "UBND"),
    ("Hội đồng nhân dân", "HĐND"),
    ("Bảo hiểm xã hội", "BHXH"),
    ("Kho bạc Nhà nước", "KBNN"),
    ("Ban Quản lý", "BQL"),
)


def any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def _opening_verbs(rules: ImportRules) -> str:
    """The verbs that open a task, where they are not the second half of a compound (`công trình`)."""
    made = []
    for verb in sorted(rules.roles.openers, key=len, reverse=True):
        before = (c.removesuffix(verb) for c in rules.roles.compounds if c.endswith(f" {verb}"))
        made.append("".join(f"(?<!{re.escape(b)})" for b in before) + re.escape(verb))
    return "|".join(made)


@lru_cache(maxsize=4)
def head_pattern(rules: ImportRules) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(rules.agencies.heads)})(?!\w)")


@lru_cache(maxsize=4)
def further_body(rules: ImportRules) -> re.Pattern[str]:
    """How a new line of a cell begins that names one more body."""
    return re.compile(rf"(?:{any_of(rules.agencies.line_heads)})\s")


@lru_cache(maxsize=4)
def name_end(rules: ImportRules) -> re.Pattern[str]:
    """Where the name of a body ends at the latest: before a verb of roles, or `và` another body."""
    return re.compile(rf"\s+(?:và các|và (?:{any_of(rules.agencies.heads)})|{any_of(rules.roles.verbs)})(?!\w)")


@lru_cache(maxsize=4)
def opener(rules: ImportRules) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_opening_verbs(rules)})(?!\w)")


@lru_cache(maxsize=4)
def name_patterns(rules: ImportRules) -> tuple[re.Pattern[str], ...]:
    """How a sentence tells where the name of a body ends: before a verb, or before the colon of `Giao …:`."""
    heads, verbs = any_of(rules.agencies.heads), _opening_verbs(rules)
    name = rf"((?:{heads})\s(?:[^,;:.()]|,\s(?=[A-ZĐÀ-Ỹ])(?!(?:{heads})(?!\w))){{2,70}}?)"
    before = r"(?:^|[,;:.(]\s*|(?:và|với|[Gg]iao|[Đđ]ề nghị|do)\s+)"
    return re.compile(rf"{before}{name}\s+(?:{verbs})(?!\w)"), re.compile(rf"^(?:Giao|Đề nghị|Yêu cầu)\s+{name}\s*:")


def variants(name: str) -> Iterator[str]:
    """The name with the usual abbreviations, and without a closing `tỉnh`."""
    names = {name}
    for long, short in _VARIANTS:
        names |= {n.replace(long, short) for n in names}
        names |= {re.sub(rf"(?<!\w){short}(?!\w)", long, n) for n in names}
    if re.match(r"(?:Sở|Ban Quản lý|Ban Dân tộc|Trường Chính trị|Đài|Báo)\b", name):
        names |= {re.sub(r"\s+tỉnh$", "", n) for n in names}
        names |= {f"{n} tỉnh" for n in names if not n.endswith("tỉnh")}
    yield from names


def without_filler(text: str) -> str:
    """The text without the words that join or address names (`và`, `các`, `Thủ trưởng`)."""
    return re.sub(_FILLER, " ", key(text))


def placed(name: str, place: str) -> str:
    """`Công an tỉnh` → `Công an xã`, where it is a commune's plan."""
    return re.sub(r"(?<!\w)tỉnh(?!\w)", place, name)


def capitals(name: str) -> str:
    """First letters of the words of a name, `và` left out: Lao động - Thương binh và Xã hội → LĐTBXH."""
    return "".join(w[0] for w in re.findall(r"[^\W\d_]+", name) if w.lower() not in ("và", "tỉnh")).upper()


def initials_key(head: str, letters: str) -> str:
    return f"{key(head)} {''.join(c for c in letters if c.isupper())}"


def ascii_initials(name: str) -> str:
    words = [w for w in re.findall(r"[^\W_]+", name) if w.lower() not in ("và", "các", "của")]
    letters = "".join(w if w.isupper() and len(w) < 6 else w[0] for w in words)
    bare = unicodedata.normalize("NFD", letters.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in bare.upper() if c.isascii() and c.isalnum())
