"""What was answered as one hash: copies of a file with equal answers are one return."""

from __future__ import annotations

import hashlib
from operator import attrgetter

from reporting.returns import Quantity, Return, Status, Text

ANSWER_PARTS = ("numerator", "denominator", "reported", "total", "status", "narrative", "evidence", "note")
_parts_of = attrgetter(*ANSWER_PARTS)


def digest_of(returned: Return) -> str:
    """SHA-256 of what was answered, whatever the file looks like: equal answers, equal digest."""
    lines = [
        f"{answer.row}\x1f{part}\x1f{_canonical(value)}"
        for answer in returned.answers
        for part, value in zip(ANSWER_PARTS, _parts_of(answer), strict=True)
        if value is not None
    ]
    lines += [
        f"khac\x1f{_canonical(r.title)}\x1f{_canonical(r.result)}\x1f{_canonical(r.evidence)}"
        for r in returned.free_rows
    ]
    lines += [f"thong_ke\x1f{s.code}\x1f{_canonical(s.value)}\x1f{_canonical(s.note)}" for s in returned.statistics]
    lines += [f"thong_ke\x1f{s.code}\x1f-" for s in returned.statistics if s.unavailable]
    lines += [
        f"noi_dung\x1f{t.section}\x1f{_canonical(t.result)}\x1f{_canonical(t.documents)}\x1f{_canonical(t.limits)}"
        for t in returned.topics
    ]
    lines += [f"danh_gia\x1f{key}\x1f{_canonical(text)}" for key, text in sorted(returned.assessment.items())]
    return hashlib.sha256("\x1e".join(sorted(lines)).encode()).hexdigest()


def _canonical(part: object) -> str:
    bare = plain(part)
    return bare.value if isinstance(bare, Status) else "" if bare is None else str(bare)


def plain(part: object) -> object:
    """A part of an answer without its place."""
    if isinstance(part, Quantity):
        return part.value
    return part.text if isinstance(part, Text) else part
