"""When: Quý II/2023, trước ngày 30/6, tháng 12, thường xuyên, trong năm, theo quy định của Trung ương."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from reporting.plan import Due, DueKind
from reporting.plan_import.keys import key, phrase_pattern
from reporting.plan_import.markers import roman_value
from reporting.plan_import.rules import DueRules
from reporting.text import one_line

_DAY = re.compile(r"(?<![\d/.-])(?<!tháng )(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(20\d\d))?(?![\d/])")
_DAY_WORDS = re.compile(r"(?<!\w)(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})(?!\d|\s+ngày)(?:\s+năm\s+(20\d\d))?")
_ONE = r"(?:iv|iii|ii|i|[1-4])(?!\w)"
# `quý III, IV năm 2025`, `quý I - II/2025`: the last one counts.
_QUARTER = re.compile(
    rf"(?<!\w)quý\s+(?:{_ONE}\s*(?:,|và|-|–|đến|tới)\s*(?:quý\s+)?)*({_ONE})(?:\s*[/,-]?\s*(?:năm\s+)?(20\d\d))?"
)
# `tháng 3, 6 và 9/2025`, `tháng 01 - 02/2026`: the last one counts.
_MONTH = re.compile(
    r"(?<!\w)tháng\s+(?:\d{1,2}\s*(?:,|và|-|–|đến|tới)\s*(?:tháng\s+)?)*(\d{1,2})(?!\d)(?!\s+năm\s+20\d\d\s+của)(?:\s*[/-]\s*(20\d\d)|\s+năm\s+(20\d\d))?"
)
_HALF = re.compile(r"(?<!\w)(?:0?6|sáu) tháng (đầu|cuối) năm(?:\s+(20\d\d))?|(?<!\w)giữa năm")
_YEAR_END = re.compile(r"(?<!\w)(?:cuối năm|hết năm|đến hết năm|trong năm|năm)\s*(20\d\d)?(?!\d)")
_MONTH_ALONE = re.compile(r"(?<![\d/])(\d{1,2})\s*/\s*(20\d\d)(?!\d)")
_CITED = re.compile(
    r"(?:số\s+[\w./-]+|(?:được|đã|do [^,;]{2,40}) ban hành)\s+$|/(?:nđ|qđ|nq|tt|kh|ct)[\w-]*\s+$|\b(?:nghị định|nghị quyết|quyết định|luật|công văn|chỉ thị|kế hoạch(?! này)|thông tư)[^.;]{0,80}$"
)


def due_of(text: str, year: int, rules: DueRules) -> Due | None:
    """The due date that a cell or a `Thời gian: …` gives; None when no rule understands it.

    `year` fills a date without one. Several dates: the last one is the last day allowed.
    """
    wording = one_line(text).rstrip(" .;,")
    wanted = key(wording)
    if not wanted:
        return None
    if phrase_pattern(rules.central).search(wanted) and not _days(wanted, year):
        return Due(DueKind.CENTRAL, text=wording)
    days = _days(wanted, year)
    if days:
        return Due(DueKind.DATE, max(days), wording)
    if phrase_pattern(rules.regular).search(wanted):
        return Due(DueKind.REGULAR, text=wording)
    if phrase_pattern(rules.in_year).search(wanted) or re.fullmatch(r"(?:trong )?năm(?: 20\d\d)?|20\d\d", wanted):
        return Due(DueKind.IN_YEAR, text=wording)
    return None


def due_in_sentence(text: str, year: int, rules: DueRules) -> Due | None:
    """The due date that the wording of a task itself gives: only after `trước`, `hoàn thành trong`,
    `trong quý` … or as `thường xuyên` before a verb, `trong năm 2023`. Dates of cited documents are not."""
    wanted = key(text)
    before = "|".join(re.escape(p) for p in sorted(rules.before, key=len, reverse=True))
    for match in re.finditer(rf"(?<!\w)(?:{before})\s+(?=(?:ngày\s+)?\d|quý\s|tháng\s\d|(?:6|06|sáu) tháng)", wanted):
        if _CITED.search(wanted[: match.start()]):
            continue
        tail = re.split(r"[;,.](?:\s|$)|[()]", wanted[match.end() :], maxsplit=1)[0][:40]
        days = _days(tail, year)
        if days:
            wording = text[match.start() : match.end() + len(tail)].strip(" )")
            return Due(DueKind.DATE, max(days), wording)
    if re.search(r"(?:^|[,;.:]\s*|liên quan\s+|tục\s+)thường xuyên(?: xuyên)?\s+(?!là|của|và chi)\w", wanted):
        return Due(DueKind.REGULAR, text="Thường xuyên")
    match_year = re.search(rf"(?<!\w)trong năm {year}(?!\d)", wanted)
    if match_year:
        wording = text[match_year.start() : match_year.end()]
        return Due(DueKind.IN_YEAR, text=wording[:1].upper() + wording[1:])
    return None


def _days(wanted: str, year: int) -> list[date]:
    """Every last day that the words name."""
    found = [_made(m[3], m[2], m[1], year) for m in _DAY.finditer(wanted) if int(m[2]) <= 12]
    found += [_made(m[3], m[2], m[1], year) for m in _DAY_WORDS.finditer(wanted)]
    if any(found):
        return [d for d in found if d]
    quarters = [(roman_value(m[1].upper()) or int(m[1]), m[2]) for m in _QUARTER.finditer(wanted)]
    found += [_month_end(y, q * 3, year) for q, y in quarters]
    found += [
        _month_end(m[2] or m[3], int(m[1]), year)
        for m in _MONTH.finditer(wanted)
        if not _counts_months(wanted, m.start())
    ]
    found += [_month_end(m[2], int(m[1]), year) for m in _MONTH_ALONE.finditer(wanted)]
    found += [_month_end(m[2] if m[1] else None, 12 if m[1] == "cuối" else 6, year) for m in _HALF.finditer(wanted)]
    found += [
        _month_end(m[1], 12, year) for m in _YEAR_END.finditer(wanted) if m.group().startswith(("cuối", "hết", "đến"))
    ]
    return [d for d in found if d]


def _counts_months(wanted: str, start: int) -> bool:
    """`06 tháng 10 ngày` counts months; `tháng 10` after a number of days does not."""
    return bool(re.search(r"\d\s+$", wanted[:start])) and "ngày" not in wanted[max(0, start - 12) : start]


def _made(year: str | None, month: str, day: str, default: int) -> date | None:
    try:
        return date(int(year or default), int(month), int(day))
    except ValueError:
        return None


def _month_end(year: str | None, month: int, default: int) -> date | None:
    made = int(year or default)
    if not (1 <= month <= 12 and 1900 < made < 2200):
        return None
    return date(made, month, monthrange(made, month)[1])
