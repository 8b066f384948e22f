"""What a cell shows for a number or date under its number format, written as a Vietnamese office sees it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

# One piece of a format code: a quoted or escaped text, a bracket, blanks of the width of a sign, a filling, the rest.
_PIECE = re.compile(
    r'"([^"]*)"|\\(.)|\[([^\]]*)\]|_(.)|\*(.)|(General)|(AM/PM|A/P)|([yY]+|[mM]+|[dD]+|[hH]+|[sS]+)|(.)', re.S
)
_HIDDEN = ("", ";", ";;", ";;;")
_SCIENTIFIC = re.compile(r"0(?:\.0+)?E\+0+")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_GENERAL_DIGITS = 10

Piece = tuple[str, str]  # kind (text, number, date, fill, other), what stands there


def shown(value: object, code: str = "") -> str | None:
    """The text in the cell; None where the format is one that is not worked out here (conditions, parts of sixteen)."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime, date, time)):
        return _day(value, code or "dd/mm/yyyy")
    if isinstance(value, timedelta) or not isinstance(value, (int, float, Decimal)):
        return None
    number = Decimal(str(value))
    if not number.is_finite():
        return None
    if code.lower() in ("", "general", "@", "standard"):
        return _general(number)
    return _number(number, code)


def names_month(code: str) -> bool:
    """Whether a date format writes the month as a word, or leaves out day or year: Excel makes such dates by itself."""
    letters = "".join(text for kind, text in _pieces(_section(code, 0)) if kind == "date").lower()
    return "mmm" in letters or bool(letters) and not {"d", "y"} <= set(letters) and not {"h", "s"} & set(letters)


def _general(number: Decimal) -> str:
    """As in a cell without a format: ten decimals at most, no grouping."""
    if number == number.to_integral_value():
        return f"{number:.0f}"
    return f"{number:.{_GENERAL_DIGITS}f}".rstrip("0").rstrip(".").replace(".", ",")


@lru_cache(512)
def _pieces(section: str) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for quoted, escaped, bracket, width, fill, general, half, letters, other in _PIECE.findall(section):
        if bracket:
            currency = re.fullmatch(r"\$([^-\]]*)(?:-[^\]]*)?", bracket)
            if currency:
                found.append(("text", currency[1]))
            elif bracket.lower() in ("h", "hh", "m", "mm", "s", "ss") or bracket[:1] in "<>=":
                found.append(("unknown", bracket))
        elif width or fill:
            found.append(("text", " " if width else ""))
        elif general:
            found.append(("general", ""))
        elif half or letters:
            found.append(("date", half or letters))
        elif other in tuple("0#?.,%"):
            found.append(("number", other))
        elif other in tuple("Ee/"):
            found.append(("slash" if other == "/" else "unknown", other))
        else:
            found.append(("text", quoted or escaped or other))
    return tuple(found)


def _section(code: str, which: int) -> str:
    """Positive, negative, zero: what stands between semicolons outside of quotes."""
    parts = [""]
    for text in re.findall(r'"[^"]*"|\\.|[^;"\\]+|;|"', code):
        if text == ";":
            parts.append("")
        else:
            parts[-1] += text
    return parts[which] if which < len(parts) else parts[0]


def _number(number: Decimal, code: str) -> str | None:
    sections = len(re.findall(r";", re.sub(r'"[^"]*"|\\.', "", code))) + 1
    which = 1 if number < 0 and sections > 1 else 2 if number == 0 and sections > 2 else 0
    section = _section(code, which) if sections > which else _section(code, 0)
    if _SCIENTIFIC.fullmatch(section):
        return _scientific(number, section)
    pieces = _pieces(section)
    if any(kind == "unknown" for kind, _ in pieces):
        return None
    if any(kind == "date" for kind, _ in pieces):
        return ""  # no day has this number: ####
    places = [n for n, (kind, text) in enumerate(pieces) if kind in ("number", "general") and text != "%"]
    if any(kind == "slash" for kind, _ in pieces[places[0] : places[-1]] if places) if places else False:
        return _fraction(number, "".join(text for _, text in pieces))
    pieces = tuple(("text", text) if kind == "slash" or text == "%" else (kind, text) for kind, text in pieces)
    if not places:
        return "".join(text for _, text in pieces)
    head = "".join(text for _, text in pieces[: places[0]])
    tail = "".join(text for _, text in pieces[places[-1] + 1 :])
    amount = number * Decimal(100) ** section_percents(section)
    if any(kind == "general" for kind, _ in pieces):
        body = _general(abs(amount))
    else:
        if any(kind == "text" and text.strip() for kind, text in pieces[places[0] : places[-1]]):
            return None  # digits with signs between them, as in telephone numbers
        body = _digits(
            abs(amount), "".join(text for kind, text in pieces[places[0] : places[-1] + 1] if kind == "number")
        )
    minus = "-" if number < 0 and (sections == 1 or which == 0) and body.strip("0,.") else ""
    return minus + head + body + tail


def _scientific(number: Decimal, code: str) -> str:
    """0.00E+00: so many decimals and digits of the exponent."""
    decimals, digits = len(code.partition(".")[2].partition("E")[0]), code.count("0", code.index("E"))
    head, _, power = f"{float(number):.{decimals}E}".partition("E")
    return f"{head.replace('.', ',')}E{power[0]}{int(power[1:]):0{digits}}"


def _fraction(number: Decimal, code: str) -> str | None:
    """# ?/? and # ??/??: the nearest fraction whose lower part has no more digits than the format."""
    found = re.fullmatch(r"(?:#+ +)?[#?]+/([#?]{1,3})", code.strip())
    if not found:
        return None
    nearest = Fraction(number).limit_denominator(10 ** len(found[1]) - 1)
    whole, rest = divmod(abs(nearest), 1)
    sign = "-" if nearest < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole} {rest}" if whole else f"{sign}{rest}"


def section_percents(section: str) -> int:
    """How often a section says %."""
    return re.sub(r'"[^"]*"|\\.', "", section).count("%")


def _digits(amount: Decimal, mask: str) -> str:
    scaled = len(mask) - len(mask.rstrip(","))
    mask = mask.rstrip(",")
    whole, _, decimals = mask.partition(".")
    amount = (amount / Decimal(1000) ** scaled).quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    digits, _, rest = f"{amount:f}".partition(".")
    least = whole.replace(",", "").lstrip("#?")
    digits = digits.lstrip("0").rjust(len(least), "0")
    if "," in whole:
        digits = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ".", digits)
    kept = len(decimals.rstrip("#?"))
    rest = rest[:kept] + rest[kept:].rstrip("0")
    return digits + ("," + rest if rest or "." in mask and not decimals else "")


def _day(value: date | datetime | time, code: str) -> str | None:
    pieces = _pieces(_section(code, 0))
    if any(kind in ("unknown", "general") for kind, _ in pieces) or not any(kind == "date" for kind, _ in pieces):
        return None
    made, before = "", ""
    letters = [text.lower() for kind, text in pieces if kind == "date"]
    at = 0
    for kind, text in pieces:
        if kind != "date":
            made += text
            continue
        after = letters[at + 1] if at + 1 < len(letters) else ""
        one = _part(value, text.lower(), minutes=before.startswith("h") or after.startswith("s"))
        if one is None:
            return None
        made, before, at = made + one, text.lower(), at + 1
    return made


def _part(value: date | datetime | time, letters: str, *, minutes: bool) -> str | None:
    kind, length = letters[0], len(letters)
    if letters in ("am/pm", "a/p"):
        return None
    if kind in "hs" or kind == "m" and minutes:
        if not isinstance(value, (datetime, time)):
            return "0".rjust(min(length, 2), "0")
        number = {"h": value.hour, "m": value.minute, "s": value.second}[kind]
        return f"{number:0{min(length, 2)}d}"
    if isinstance(value, time):
        return None
    if kind == "y":
        return f"{value.year:04d}" if length > 2 else f"{value.year % 100:02d}"
    if kind == "m":
        return f"{value.month:0{length}d}" if length < 3 else _MONTHS[value.month - 1] if length == 3 else None
    return f"{value.day:0{length}d}" if length < 3 else None
