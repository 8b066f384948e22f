"""Numbers and dates as Vietnamese offices write them: 1.234,5 · 85,5% · 02 · 05/3/2023.

Writers first (what the report prints), then readers (what people type into a return). A reader
never guesses: what has exactly one meaning is read, and `repair` says what was made of an
unusual notation; what has two meanings or none is returned as such, never as zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from reporting.text import fold, one_line

# --- writing -----------------------------------------------------------------------------------


def format_number(value: Decimal | int, decimals: int | None = None) -> str:
    """1234.5 → "1.234,5". `decimals` rounds half up and keeps that many; None keeps what is there."""
    if isinstance(value, int) and decimals is None:
        return f"{value:,}".replace(",", ".")
    number = Decimal(value)
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        text = f"{number:,f}"
    else:
        text = f"{number:,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    text = text.translate(_SWAP)
    return text.lstrip("-") if not number else text


def format_percent(value: Decimal | int, decimals: int = 1) -> str:
    """85.5 → "85,5%"; trailing decimal zeros are dropped: 80.0 → "80%"."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return format_number(rounded) + "%"


def format_count(value: Decimal | int) -> str:
    """In prose a count below ten has a leading zero: 2 → "02" (not in tables or fractions)."""
    number = Decimal(value)
    if number == number.to_integral_value() and 0 < number < 10:
        return f"{int(number):02d}"
    return format_number(number)


def format_date(day: date) -> str:
    """05/3/2023: NĐ 30/2020, Phụ lục I, Mục II.4: days below 10 and months 1, 2 get a leading zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


_SWAP = str.maketrans(",.", ".,")

# --- reading numbers ---------------------------------------------------------------------------


class Outcome(Enum):
    """What a cell that should hold a number says. Only NUMBER carries a value; the others differ
    from each other and from zero."""

    NUMBER = "number"
    BLANK = "blank"
    DASH = "dash"
    NOTHING = "nothing"
    NOT_ARISING = "not_arising"
    AMBIGUOUS = "ambiguous"
    APPROXIMATE = "approximate"
    DATE = "date"
    UNIT = "unit"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class NumberRead:
    """`denominator` of a fraction typed into one cell ("12/15"); `percent`: written as a percentage
    (the value is then in percent); `meanings`: what an ambiguous text could be."""

    outcome: Outcome
    value: Decimal | None = None
    denominator: Decimal | None = None
    percent: bool = False
    repair: str = ""
    meanings: tuple[str, ...] = ()


_BLANK = NumberRead(Outcome.BLANK)

_DASHES = frozenset({"-", "–", "—", "−", "_", "/", "\\", "./.", "--", "- -"})
_NOTHING = frozenset({"khong", "khong co", "ko", "ko co", "k", "k co", "chua co", "chua", "trong"})
_NOT_ARISING = frozenset(
    {"khong phat sinh", "ko phat sinh", "k phat sinh", "chua phat sinh", "kps", "khong co phat sinh"}
)
_ABOUT = re.compile(
    r"^(?:khoảng|gần|hơn|trên|dưới|ước|ước tính|ước đạt|tối thiểu|ít nhất|tối đa|xấp xỉ|độ|chừng|[~≈><≥≤±])\s*"
    r"|(?:trở lên|trở xuống|\+|\.\.\.|…)$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"^(?P<kept>(?=[^\[(\d]*\d)[^\[(]*)[\[(](?P<note>[^\])]*)[\])]\s*$")
_UNIT = re.compile(r"^(?P<kept>.*[\d%])\s*(?P<unit>[^\W\d_][^\d%]*)$")
# Words that may follow a count, those of one line for the same things.
_UNITS = {
    fold(word): group
    for group, words in enumerate(
        (
            "hồ sơ|hs|bộ hồ sơ|phiếu|giao dịch",
            "văn bản|vb|vbqppl|kế hoạch|báo cáo|quyết định",
            "thủ tục|tthc|thủ tục hành chính|dịch vụ",
            "đơn vị|đv|cơ quan|cơ quan, đơn vị|xã|huyện|phòng",
            "người|lượt|lượt người|công chức|viên chức|cán bộ|biên chế",
            "nhiệm vụ|vấn đề|phản ánh|kiến nghị|trường hợp",
            "cuộc|lần|lớp|hội nghị|hoạt động|đoàn",
            "bài|tin|tin, bài",
            "dự án|sáng kiến|mô hình",
        )
    )
    for word in words.split("|")
}
# Units of money → how many đồng each is.
_MONEY = {
    fold(name): Decimal(10) ** power
    for power, names in (
        (0, "đồng|đ|vnđ|vnd|đồng việt nam"),
        (3, "nghìn đồng|ngàn đồng|nghìn|ngàn|nghìn đ|ngàn đ|k|1000đ"),
        (6, "triệu đồng|triệu|tr|trđ|tr đồng|triệu đ|triệu vnđ|triệu vnd"),
        (9, "tỷ đồng|tỉ đồng|tỷ|tỉ|tỷ đ|tỉ đ|tỷ vnđ|tỷ vnd"),
    )
    for name in names.split("|")
}
_FRACTION = re.compile(r"^(?P<top>[^/]+)/(?P<bottom>[^/]+)$")
_TWO_PARTS = re.compile(r"\d[ \u00a0]*[\t\r\n\v\f\u2028\u2029][\s]*\d")  # numbers on two lines, or with a tab between
_LONGEST = 300  # characters of a text that may be a number with a remark
_GROUPED = re.compile(r"^\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*$")


def read_number(value: object, *, percent_cell: bool = False, units: Iterable[str] = ()) -> NumberRead:
    """A cell's value as a number. `percent_cell`: the cell is shown as a percentage; `units`: unit
    words that may follow the number."""
    if isinstance(value, (bool, time, timedelta)):
        return NumberRead(Outcome.UNREADABLE)
    if isinstance(value, (datetime, date)):
        return NumberRead(Outcome.DATE)
    if isinstance(value, (int, float, Decimal)):
        return _from_number(value, percent_cell)
    if isinstance(value, str) and _TWO_PARTS.search(value[:_LONGEST]):
        return NumberRead(Outcome.UNREADABLE)
    return _from_text(one_line(str(value)).translate(_FULL_WIDTH) if value is not None else "", units)


def money_unit(unit: str) -> Decimal | None:
    """How many đồng a unit of money is; None for a unit of something else."""
    return _MONEY.get(fold(unit)) if "đồng" in unit.lower() or fold(unit) in _MONEY else None


def _from_number(value: float | Decimal, percent_cell: bool) -> NumberRead:
    number = as_decimal(value)
    if number is None:
        return NumberRead(Outcome.UNREADABLE)
    if not percent_cell:
        return NumberRead(Outcome.NUMBER, number)
    percent = _plain(number * 100)
    return NumberRead(Outcome.NUMBER, percent, percent=True, repair=f"ô định dạng %, hiểu là {format_number(percent)}%")


def as_decimal(value: float | Decimal) -> Decimal | None:
    """A stored number with the 15 digits that spreadsheets keep: 0.1 + 0.2 is 0.3. None for NaN,
    infinity, and numbers so long that their last digits are lost."""
    if isinstance(value, int):
        return Decimal(value) if abs(value) < _TOO_LONG else None
    number = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    return _plain(number) if number.is_finite() and abs(number) < _TOO_LONG else None


_TOO_LONG = Decimal(10) ** 15


def _plain(number: Decimal) -> Decimal:
    """Without exponent or trailing zeros, so that equal numbers are written alike."""
    number = number.normalize()
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def _from_text(text: str, units: Iterable[str]) -> NumberRead:
    text = text.strip("'\"“”‘’").strip()
    if not text:
        return _BLANK
    if len(text) > _LONGEST:
        return NumberRead(Outcome.UNREADABLE)
    word = _WORDS.get(fold(text)) if not any(c.isdigit() for c in text) else None
    if text in _DASHES or word:
        return NumberRead(word or Outcome.DASH)
    if any(c.isdigit() for c in text) and _ABOUT.search(text):
        return NumberRead(Outcome.APPROXIMATE)
    text, factor, repairs = _without_notes(text, units)
    if factor is None:
        return NumberRead(Outcome.UNIT)
    fraction = _FRACTION.match(text)
    if fraction and factor != 1:
        return NumberRead(Outcome.UNIT)
    if fraction:
        return _fraction(_bare(fraction["top"]), _bare(fraction["bottom"]), repairs)
    read = _bare(text)
    repairs += (read.repair,) if read.repair else ()
    if factor != 1:
        read = _converted(text, read, factor)
    return replace(read, repair=_told(repairs, read.value, read.percent))


def _converted(text: str, read: NumberRead, factor: Decimal) -> NumberRead:
    """An amount in the unit that is asked. What comes to less than 1 of it was hardly meant so: it is asked back."""
    if read.outcome is Outcome.AMBIGUOUS:
        meanings = (format_number(_plain(one * factor)) for one, _ in _meanings(_sign(text)[1]))
        return replace(read, meanings=tuple(meanings))
    if read.value is None:
        return read
    value = _plain(read.value * factor)
    return NumberRead(Outcome.UNIT) if 0 < abs(value) < 1 <= abs(read.value) else replace(read, value=value)


def _told(repairs: tuple[str, ...], value: Decimal | None, percent: bool) -> str:
    """What was left out or taken for something else, and the number that came of it."""
    if not repairs or value is None:
        return ""
    return f"{'; '.join(repairs)}, hiểu là {format_number(value)}{'%' if percent else ''}"


_WORDS = dict.fromkeys(_NOTHING, Outcome.NOTHING) | dict.fromkeys(_NOT_ARISING, Outcome.NOT_ARISING)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９，．％／－", "0123456789,.%/-")


def _without_notes(text: str, units: Iterable[str]) -> tuple[str, Decimal | None, tuple[str, ...]]:
    """The number without a remark in brackets and without a unit word, by what it is to be multiplied (None: the unit
    is not one that is asked), and what was left out."""
    repairs: tuple[str, ...] = ()
    note = _BRACKETS.match(text)
    if note and fold(note["note"]) in _MONEY:  # 4869 (nghìn đồng)
        text = f"{note['kept'].strip()} {note['note'].strip()}"
    elif note and not any(c.isdigit() for c in note["note"]):
        text, repairs = note["kept"].strip(), (f"bỏ phần ghi chú “({note['note']})”",)
    unit = _UNIT.match(text)
    if unit is None:
        return text, Decimal(1), repairs
    word, kept, said = fold(unit["unit"]), unit["kept"].strip(), unit["unit"].strip()
    asked = tuple(units)
    dropped = (*repairs, f"bỏ đơn vị tính “{said}”")
    if word in {fold(one) for one in asked}:
        return kept, Decimal(1), dropped
    money = next((_MONEY[fold(one)] for one in asked if fold(one) in _MONEY), None)
    if word in _MONEY:
        if money is None:
            return text, None if "dj" in word or "vn" in word else Decimal(1), repairs
        factor = _MONEY[word] / money
        return kept, factor, dropped if factor == 1 else (*repairs, f"đổi từ {said} sang {asked[0]}")
    if word in _UNITS:
        return kept, None if money or _counts_other(word, asked) else Decimal(1), dropped
    return text, Decimal(1), repairs


def _counts_other(word: str, asked: tuple[str, ...]) -> bool:
    """Whether things of another kind are asked: 12 văn bản where hồ sơ are counted."""
    known = [_UNITS[fold(one)] for one in asked if fold(one) in _UNITS]
    return bool(known) and _UNITS[word] not in known


def _fraction(top: NumberRead, bottom: NumberRead, repairs: tuple[str, ...]) -> NumberRead:
    if top.outcome is Outcome.NUMBER is bottom.outcome and not (top.percent or bottom.percent):
        assert top.value is not None
        assert bottom.value is not None
        made = f"hiểu là tử số {format_number(top.value)}, mẫu số {format_number(bottom.value)}"
        return NumberRead(Outcome.NUMBER, top.value, bottom.value, repair="; ".join((*repairs, made)))
    both = (top.outcome, bottom.outcome)
    return NumberRead(Outcome.AMBIGUOUS if Outcome.AMBIGUOUS in both else Outcome.UNREADABLE)


def _bare(text: str) -> NumberRead:
    """Digits with sign, separators and an optional percent sign: the only place that reads notation."""
    text = text.strip()
    percent = text.endswith("%")
    sign, digits, repairs = _sign(text.removesuffix("%").strip())
    if re.fullmatch(r"\d+[.,]", digits):
        digits, repairs = digits[:-1], (*repairs, "bỏ dấu thừa cuối số")
    meanings = _meanings(digits)
    if len(meanings) != 1:
        outcome = Outcome.AMBIGUOUS if meanings else Outcome.UNREADABLE
        return NumberRead(outcome, meanings=tuple(format_number(sign * m) for m, _ in meanings))
    number, unusual = meanings[0]
    if number >= _TOO_LONG or len(digits) > 30:
        return NumberRead(Outcome.UNREADABLE)
    value = _plain(sign * number)
    repairs += (unusual,) if unusual else ()
    return NumberRead(Outcome.NUMBER, value, percent=percent, repair="; ".join(repairs))


def _sign(text: str) -> tuple[int, str, tuple[str, ...]]:
    if text[:1] in ("-", "−", "–", "—"):
        repairs = () if text[0] in "-−" else ("dấu gạch ngang trước số coi là dấu âm",)
        return -1, text[1:].strip(), repairs
    return 1, text.removeprefix("+").strip(), ()


def _meanings(digits: str) -> tuple[tuple[Decimal, str], ...]:
    """Every number that these digits and separators may mean, each with what is unusual about it.

    Vietnamese notation is 1.234,5. One separator before exactly three digits has two meanings
    (1.234: one thousand two hundred thirty-four, or one and a bit), unless a zero stands before it; so
    have 1 234.567 and 1234.567, where it may group the last three digits or begin the decimals.
    """
    if re.fullmatch(r"\d+", digits):
        return ((Decimal(digits), ""),)
    if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits):
        whole = Decimal(re.sub(r"[.,]", "", digits))
        return ((whole, ""), (Decimal(digits.replace(",", ".")), ""))
    if re.fullmatch(r"[1-9]\d{0,2}(?: \d{3})+[.,]\d{3}|[1-9]\d{3,}\.\d{3}", digits):
        whole = Decimal(re.sub(r"[ .,]", "", digits))
        return ((whole, ""), (Decimal(digits.replace(" ", "").replace(",", ".")), ""))
    grouped = _GROUPED.match(digits)
    if grouped and not digits.startswith("0"):
        note = {".": "", ",": "dấu phẩy ngăn hàng nghìn", " ": "khoảng trắng ngăn hàng nghìn"}[grouped[1]]
        return ((Decimal(re.sub(r"[., ]", "", digits)), note),)
    if re.fullmatch(r"(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+),\d+", digits):
        return ((Decimal(digits.replace(".", "").replace(",", ".")), ""),)
    if re.fullmatch(r"[1-9]\d{0,2}(?: \d{3})+[,.]\d+", digits):
        note = "khoảng trắng ngăn hàng nghìn"
        return ((Decimal(digits.replace(" ", "").replace(",", ".")), note),)
    if re.fullmatch(r"(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)\.\d+", digits):
        return ((Decimal(digits.replace(",", "")), "dấu chấm coi là dấu phẩy thập phân"),)
    return ()


# --- reading dates -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DateRead:
    """`day` None with `blank` False: unreadable."""

    day: date | None = None
    blank: bool = False
    repair: str = ""


_DATE = re.compile(r"^(?P<d>\d{1,2})\s*[/.\- ]\s*(?P<m>\d{1,2})\s*[/.\- ]\s*(?P<y>\d{4}|\d{2})$")
_ISO = re.compile(r"^(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[ T]0?0:00(?::00)?)?$")
_WORDY = re.compile(r"^(?:.*,\s*)?ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})$", re.IGNORECASE)
_YEARS = range(2000, 2100)


def read_date(value: object, *, date_1904: bool = False) -> DateRead:
    """A cell's value as a date: a date, 05/3/2023, 5-3-23, "ngày 05 tháng 3 năm 2023", or a serial
    number of a cell without date format (1900 or 1904 epoch)."""
    if isinstance(value, datetime):
        return DateRead(value.date())
    if isinstance(value, date):
        return DateRead(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_serial(value, date_1904)
    if value is None or isinstance(value, str):
        return _date_from_text(one_line(value or "").strip("'. "))
    return DateRead()


def _from_serial(value: float, date_1904: bool) -> DateRead:
    epoch = date(1904, 1, 1) if date_1904 else date(1899, 12, 30)
    if not 0 < value < 100_000:
        return DateRead()
    day = epoch + timedelta(days=int(value))
    return (
        DateRead(day, repair=f"số {int(value)} hiểu là ngày {format_date(day)}") if day.year in _YEARS else DateRead()
    )


def _date_from_text(text: str) -> DateRead:
    if not text:
        return DateRead(blank=True)
    match = _DATE.match(text.removeprefix("ngày ").removeprefix("Ngày ")) or _WORDY.match(text) or _ISO.match(text)
    if not match:
        return DateRead()
    day, month, year = int(match["d"]), int(match["m"]), int(match["y"])
    short = len(match["y"]) == 2
    swapped = month > 12 >= day
    if swapped:
        day, month = month, day
    try:
        read = date(year + 2000 if short else year, month, day)
    except ValueError:
        return DateRead()
    return DateRead(read, repair=f"hiểu là ngày {format_date(read)}" if short or swapped else "")
