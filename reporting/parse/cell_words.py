"""What the words of a cell mean, and how findings quote a cell: the vocabulary under `cells`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from reporting.forms.form import FormRow
from reporting.forms.layout import NO, YES
from reporting.grid import Value
from reporting.numbers import format_date, format_number, read_number
from reporting.returns import LONGEST_PRINTED, Status
from reporting.text import clean, fold, one_line

STATUSES = {fold(status.label): status for status in Status} | {
    fold(word): status
    for status, words in {
        Status.DONE: ("đã hoàn thành", "xong", "đã xong", "đã thực hiện", "đã thực hiện xong"),
        Status.ONGOING: ("đang triển khai", "đang làm", "đang hoàn thiện", "đã triển khai, đang thực hiện"),
        Status.NOT_STARTED: ("chưa triển khai", "chưa làm", "chưa hoàn thành và chưa thực hiện"),
        Status.NOT_ARISING: ("ko phát sinh", "kps", "không có phát sinh", "chưa phát sinh"),
    }.items()
    for word in words
}
LABELS = {status.label: status for status in Status}
YES_NO_WORDS = {fold(word): True for word in (YES, "đã có", "yes")} | {
    fold(word): False for word in (NO, "chưa", "chưa có", "no")
}
_NOTHING = frozenset(
    fold(word) for word in ("không", "ko", "k", "chưa", "n/a", "na", "đang cập nhật", "bổ sung sau", "sẽ bổ sung sau")
)
_NO_PROOF = tuple(fold(words) for words in ("không có", "ko có", "chưa có", "chưa ban hành"))
_NO_PROOF_WORDS = 7  # "không có văn bản, tài liệu minh chứng"; longer ones say something
_QUOTED = 120


def quoted(text: str) -> str:
    """As much of a text as a finding quotes."""
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


_WRITTEN_DAYS = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)"
    r"|ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})",
    re.IGNORECASE,
)


def impossible_days(text: str) -> Iterator[str]:
    """Days in a text that no calendar has: 31/02/2023, 03/15/2023."""
    for match in _WRITTEN_DAYS.finditer(text[:LONGEST_PRINTED]):
        day, month, year = (int(match[n] or match[m]) for n, m in ((1, 5), (3, 6), (4, 7)))
        try:
            date(year, month, day)
        except ValueError:
            yield match[0]


def row_name(row: FormRow) -> str:
    """A row as a finding calls it: its code, whose communes, what it measures."""
    code = row.code.removeprefix("thong_ke/").removeprefix("noi_dung/").removesuffix("@commune") + (
        " (các xã)" if row.code.endswith("@commune") else ""
    )
    words = one_line(str(row.cells.get("measure") or row.cells.get("text") or "").split("\n")[0])
    return f"{code} — {words if len(words) <= 60 else words[:59].rstrip() + '…'}" if words else code


def is_no_proof(text: str) -> bool:
    bare = fold(text)
    if bare in _NOTHING or len(bare.replace(" ", "")) < 2:
        return True
    says_none = bare.startswith(_NO_PROOF) and len(bare.split()) <= _NO_PROOF_WORDS
    return says_none and not any(map(str.isdigit, bare))


def as_words(value: Value) -> str:
    """A cell as text: numbers and dates as Vietnamese writes them."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, (int, float)):
        number = read_number(value).value
        return format_number(number) if number is not None else str(value)
    if isinstance(value, (datetime, date)):
        return format_date(value)
    return str(value)


def fraction_of(value: Value) -> str:
    """What was typed: 12/5, or 12/23, of which Excel made the first day of a month."""
    if not isinstance(value, date):
        return ""
    typed = f"{value.day}/{value.month}"
    return f"{typed} hoặc {value.month}/{value:%y}" if value.day == 1 else typed


def grouped(value: Decimal) -> str:
    """1.234 in a counting cell was most likely typed with a dot for thousands."""
    thousand = value * 1000
    if thousand == thousand.to_integral_value() and abs(value) < 1000:
        return f"; có thể là {format_number(thousand)}"
    return ""


def offered(value: Value, choices: Mapping[str, int]) -> int | None:
    """The number that a cell chooses, by itself or by the words that stand for it; None for another or none."""
    words = {fold(word): number for word, number in choices.items()}
    said = words.get(fold(as_words(value)))
    if said is None:
        number = read_number(value).value
        said = next((one for one in choices.values() if one == number), None)
    return said
