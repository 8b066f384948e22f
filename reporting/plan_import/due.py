"""When: Quý II/2023, trước ngày 30/6, T10, tuần 2 tháng 3, từ 01/7 đến 30/9, ngày 05 hằng tháng, trong năm …

The dates of a text are read from left to right into moments; words (data) say what stands without a date.
Dates of cited documents are blanked out first.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from reporting.plan import Due, DueKind
from reporting.plan_import.keys import key, phrase_pattern
from reporting.plan_import.markers import roman_value
from reporting.plan_import.rules import DueRules
from reporting.text import one_line, upper_first

_YEAR = r"(?:\s*[/,.-]?\s*(?:năm\s+)?(20\d\d)(?!\d))?"
_LIST = r"(?:\s*(?:,|và|-|–|đến|tới|/)\s*)"
_QUARTER = r"(?:iv|iii|ii|i|[1-4])(?![\w])"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date that a text names. `day` the last day it leaves (None: it comes again and again)."""

    start: int
    end: int
    day: date | None
    whole_year: bool = False


def due_of(text: str, year: int, rules: DueRules) -> Due | None:
    """The due date that a cell or a `Thời gian: …` gives; None when no rule understands it.

    `year` fills a date without one. Several dates: the last one is the last day allowed. A text that only says
    from when gives no day.
    """
    wording = one_line(text).rstrip(" .;,")
    wanted = _readable(wording, rules)
    if not wanted.strip():
        return None
    moments = list(moments_of(wanted, year))
    ends = [m for m in moments if not _is_start(wanted, m, rules)]
    days = [m.day for m in ends if m.day and not m.whole_year]
    if days:
        return Due(DueKind.DATE, max(days), wording)
    if phrase_pattern(rules.central).search(wanted):
        return Due(DueKind.CENTRAL, text=wording)
    if phrase_pattern(rules.regular).search(wanted) or any(m.day is None for m in ends):
        return Due(DueKind.REGULAR, text=wording)
    years = [m.day for m in ends if m.day]
    later = bool(years) and 0 < year < min(years).year
    if not later and (phrase_pattern(rules.in_year).search(wanted) or any(day.year == year for day in years)):
        return Due(DueKind.IN_YEAR, text=wording)
    if years:
        return Due(DueKind.DATE, max(years), wording)
    return Due(DueKind.NONE, text=wording) if moments else None


def due_of_later_year(named: int, year: int, wording: str) -> Due | None:
    """The end of the year that a target is set for, where that is later than the plan's own `year` (0: unknown)."""
    return Due(DueKind.DATE, date(named, 12, 31), wording) if 0 < year < named else None


def due_in_sentence(text: str, year: int, rules: DueRules) -> Due | None:
    """The due date that the wording of a task itself gives: only after `trước`, `hoàn thành trong`,
    `trong quý` … or as `thường xuyên` before a verb, `trong năm 2023`. Dates of cited documents are not."""
    wanted = _readable(text, rules)
    again = None
    days: list[tuple[date, str]] = []
    for moment in moments_of(wanted, year):
        opens = _opening(rules).search(wanted[: moment.start]) or _range_opening(wanted, moment, rules)
        if opens is None or moment.whole_year and not opens.group().lstrip().startswith(("đến hết", "hết")):
            continue
        wording = text[opens.start() : moment.end].strip(" )(,;")
        if moment.day:
            days.append((moment.day, wording))
        else:
            again = again or Due(DueKind.REGULAR, text=wording)
    if days:
        return Due(DueKind.DATE, *max(days, key=lambda found: found[0]))
    regular = phrase_pattern(rules.regular_in_sentence).search(wanted)
    if again or regular:
        return again or Due(DueKind.REGULAR, text=text[regular.start() : regular.end()] if regular else "")
    if re.search(r"(?:^|[,;.:]\s*|liên quan\s+|tục\s+)thường xuyên(?: xuyên)?\s+(?!là|của|và chi)\w", wanted):
        return Due(DueKind.REGULAR, text="Thường xuyên")
    whole_year = phrase_pattern((f"trong năm {year}", *rules.in_year_in_sentence)).search(wanted)
    return Due(DueKind.IN_YEAR, text=upper_first(text[whole_year.start() : whole_year.end()])) if whole_year else None


def date_words(text: str, rules: DueRules) -> str:
    """The first date of a text that `due_in_sentence` may have passed over; "" for none."""
    wanted = _readable(text, rules)
    return next((text[m.start : m.end].strip() for m in moments_of(wanted, 2000) if m.day and not m.whole_year), "")


def _readable(text: str, rules: DueRules) -> str:
    """The key of a text, `quí` as `quý`, with cited documents and stretches of time blanked out."""
    wanted = key(text).replace("quí", "quý")
    for pattern in (*rules.cited, *rules.stretches):
        wanted = pattern.sub(lambda m: " " * len(m.group()), wanted)
    return wanted


def _opening(rules: DueRules) -> re.Pattern[str]:
    words = "|".join(re.escape(p) for p in sorted(rules.before, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})\s+(?:(?:ngày|cuối|hết|đầu|giữa|thứ)\s+)?$")


def _range_opening(wanted: str, moment: Moment, rules: DueRules) -> re.Match[str] | None:
    """The `từ` of `từ tháng 6 đến tháng 9`, whose end is a due date; None for a date that only begins something."""
    if _is_start(wanted, moment, rules) or not _joins(wanted, moment):
        return None
    return _starting(rules).search(wanted[: moment.start])


def _joins(wanted: str, moment: Moment) -> bool:
    return bool(re.search(r"đến|tới|-", wanted[moment.start : moment.end]))


def _starting(rules: DueRules) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(rules.starts)})\s*(?:ngày|tháng|đầu)?\s*$")


def _is_start(wanted: str, moment: Moment, rules: DueRules) -> bool:
    """`từ 01/7/2026` is a start, `từ tháng 3 đến tháng 9` is none."""
    return not _joins(wanted, moment) and bool(_starting(rules).search(wanted[: moment.start]))


def moments_of(wanted: str, year: int) -> Iterator[Moment]:
    """Every moment of a key, in order; what one pattern has read no other reads again."""
    found: list[Moment] = []
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(wanted):
            moment = read(match, year)
            if moment is not None:
                found.append(moment)
        for moment in found:
            wanted = wanted[: moment.start] + "\x00" * (moment.end - moment.start) + wanted[moment.end :]
    yield from sorted(found, key=lambda m: m.start)


def _made(match: re.Match[str], day: date | None, whole_year: bool = False) -> Moment | None:
    return Moment(match.start(), match.end(), day, whole_year)


def _again(match: re.Match[str], year: int) -> Moment | None:
    return _made(match, None)


def _day(match: re.Match[str], year: int) -> Moment | None:
    try:
        return _made(match, date(int(match["y"] or year), int(match["m"]), int(match["d"])))
    except ValueError:
        return None


def _week(match: re.Match[str], year: int) -> Moment | None:
    end = _month_end(int(match[3] or year), int(match[2]))
    week = 5 if match[1] == "cuối" else int(match[1])
    return _made(match, end if week > 3 else end.replace(day=7 * week)) if end else None


def _quarter(match: re.Match[str], year: int) -> Moment | None:
    last = re.findall(_QUARTER, match[1])[-1]
    number = roman_value(last.upper()) or int(last)
    return _ending(match, int(match[2] or year), number * 3, 3)


def _month(match: re.Match[str], year: int) -> Moment | None:
    return _ending(match, int(match[2] or year), int(re.findall(r"\d{1,2}", match[1])[-1]), 1)


def _half(match: re.Match[str], year: int) -> Moment | None:
    return _ending(match, int(match[2] or year), 12 if match[1] == "cuối" else 6, 0)


def _years(match: re.Match[str], year: int) -> Moment | None:
    return _ending(match, int(match[1]), 12, 0)


def _end_of_year(match: re.Match[str], year: int) -> Moment | None:
    return _ending(match, int(match[1] or year), 12, 0)


def _whole_year(match: re.Match[str], year: int) -> Moment | None:
    return _made(match, date(int(match[1]), 12, 31), whole_year=True)


def _ending(match: re.Match[str], year: int, month: int, length: int) -> Moment | None:
    """The last day of a month, quarter (`length` 3) or year; the day before it begins after `trước`."""
    if length and re.search(r"(?<!\w)trước\s+(?:đầu\s+)?$", match.string[: match.start()]):
        year, month = (year, month - length) if month > length else (year - 1, 12)
    end = _month_end(year, month)
    return _made(match, end) if end else None


def _month_end(year: int, month: int) -> date | None:
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 and 1900 < year < 2200 else None


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], Moment | None]], ...] = (
    # ngày 05 của tháng liền kề, ngày 25 hằng tháng, ngày 15 tháng cuối quý, 31/12 của năm trước
    (
        re.compile(
            r"(?<![\d/.-])(?:\d{1,2}\s+(?:hằng|hàng|mỗi|của|các)\s+(?:tháng|quý)|ngày\s+\d{1,2}\s+tháng\s+(?:cuối|đầu|sau|liền|kế|tiếp))(?!\s*\d)(?:\s+(?:cuối|đầu|của|liền kề|kế tiếp|tiếp theo|sau|mỗi|hằng|hàng)(?:\s+(?:quý|kỳ|tháng|sau))*)?"
            r"|(?<![\d/.-])\d{1,2}/\d{1,2}\s+(?:của\s+)?năm\s+trước(?:\s+năm\s+\w+(?:\s+\w+)?)?"
        ),
        _again,
    ),
    (re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})\s*([/.-])\s*(?P<m>\d{1,2})\s*\2\s*(?P<y>20\d\d)(?!\d)"), _day),
    (re.compile(r"tuần\s+(?:thứ\s+)?([1-5]|cuối)\s+(?:của\s+)?tháng\s+(\d{1,2})" + _YEAR), _week),
    (
        re.compile(
            r"(?<![\w/])(?:ngày\s+)?(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})(?!\d|\s+ngày)(?:\s*,?\s*năm\s+(?P<y>20\d\d))?"
        ),
        _day,
    ),
    (re.compile(r"(?<![\d/.,-])(?<!tháng )(?P<d>\d{1,2})\s*[/]\s*(?P<m>\d{1,2})(?P<y>20\d\d)?(?![\d/%])"), _day),
    (re.compile(rf"(?<!\w)q(?:uý)?\s*\.?\s*((?:{_QUARTER}{_LIST}(?:quý\s+)?)*{_QUARTER}){_YEAR}"), _quarter),
    (
        re.compile(
            r"(?<!\w)(?:0?6|sáu) tháng (đầu|cuối) (?:của )?năm(?:\s+(20\d\d))?|(?<!\w)(?<!kỳ họp )(giữa) năm(?!\s+học)"
        ),
        _half,
    ),
    (
        re.compile(
            rf"(?<!\w)(?:tháng\s+|t\.?(?=\d))((?:\d{{1,2}}{_LIST}(?:tháng\s+)?)*\d{{1,2}})(?!\d)(?!\s+năm\s+20\d\d\s+của){_YEAR}"
        ),
        _month,
    ),
    (re.compile(r"(?<![\d/])((?:\d{1,2}))\s*/\s*(20\d\d)(?!\d)"), _month),
    (re.compile(r"(?<!\d)20\d\d\s*(?:-|–|đến|tới)\s*(?:hết\s+)?(?:năm\s+)?(20\d\d)(?!\d)"), _years),
    (re.compile(r"(?<!\w)(?:cuối|hết)\s+(?:quý iv\s+)?năm(?:\s+(20\d\d))?(?!\s+học)"), _end_of_year),
    (re.compile(r"(?<![\d/])(?<!giữa )(?<!giữa năm )(?:năm\s+)?(20\d\d)(?!\d)"), _whole_year),
)
