"""One return as the program understands it: every answer with its cell, what was read and what was made of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from reporting.findings import Finding, ordered
from reporting.numbers import format_date, format_number
from reporting.plan import Plan
from reporting.returns import Answer, Quantity, Return, Status, Text

_PARTS = (
    ("numerator", "tử số/giá trị"),
    ("denominator", "mẫu số"),
    ("reported", "số xã đã báo cáo"),
    ("total", "tổng số xã"),
    ("status", "trạng thái"),
    ("narrative", "kết quả"),
    ("evidence", "minh chứng"),
    ("note", "ghi chú"),
)


def return_text(returned: Return, plan: Plan, findings: Sequence[Finding], name: str) -> str:
    """For a person: the head, every answered row, then the findings."""
    lines = [*_head(returned, name), ""]
    for answer in returned.answers:
        if not answer.empty:
            lines += [_title(answer, plan), *(f"    {part}" for part in _parts(answer))]
    lines += [*_others(returned), "", *_findings(findings)]
    return "\n".join(lines).rstrip() + "\n"


def return_json(returned: Return | None, findings: Sequence[Finding]) -> str:
    """The same as data."""
    data = {"return": _data(returned) if returned else None, "findings": [f.as_data() for f in ordered(findings)]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _head(returned: Return, name: str) -> list[str]:
    sent = format_date(returned.sent) if returned.sent else "không ghi"
    return [
        f"Tệp:      {returned.file}",
        f"Đơn vị:   {name} ({returned.agency})",
        f"Kỳ:       {returned.period}; kế hoạch {returned.plan or '?'}; biểu {returned.form}",
        f"Lần gửi:  {returned.sequence}, ngày gửi {sent}",
    ]


def _title(answer: Answer, plan: Plan) -> str:
    measure, item = plan.measure(answer.measure), plan.item(answer.item)
    text = measure.name if measure else item.text if item else ""
    level = " [các xã trực thuộc]" if answer.level == "commune" else ""
    return f"{answer.measure or answer.item}{level} {text}"


def _parts(answer: Answer) -> Iterator[str]:
    for part, title in _PARTS:
        value = getattr(answer, part)
        if isinstance(value, Quantity):
            repair = f"   ← ô ghi “{value.raw}”: {value.repair}" if value.repair else ""
            yield f"{title}: {format_number(value.value)} [{value.location.cell}]{repair}"
        elif isinstance(value, Status):
            yield f"{title}: {value.label} [{answer.status_at.cell}]"
        elif isinstance(value, Text):
            yield f"{title}: {value.text.replace(chr(10), ' / ')} [{value.location.cell}]"


def _others(returned: Return) -> Iterator[str]:
    for key, text in returned.assessment.items():
        yield f"Đánh giá, {key}: {text.text.replace(chr(10), ' / ')} [{text.location.cell}]"
    for row in returned.free_rows:
        result = row.result.text.replace(chr(10), " / ") if row.result else ""
        yield f"Nội dung khác: {row.title.text}: {result} [{row.title.location.cell}]"
    for topic in returned.topics:
        for text in filter(None, (topic.result, topic.documents, topic.limits)):
            yield f"Nội dung {topic.section}: {text.text.replace(chr(10), ' / ')} [{text.location.cell}]"
    for one in returned.statistics:
        value = (
            f"{format_number(one.value.value)} [{one.value.location.cell}]"
            if one.value
            else "(không có số liệu)"
            if one.unavailable
            else "(chỉ có ghi chú)"
        )
        yield f"Thống kê {one.code}: {value}"


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    for found in ordered(findings):
        yield f"{found.severity.label}: {found.message()}"


def _data(returned: Return) -> dict[str, object]:
    return {
        "file": returned.file,
        "agency": returned.agency,
        "period": returned.period,
        "plan": returned.plan,
        "sequence": returned.sequence,
        "sent": returned.sent.isoformat() if returned.sent else None,
        "digest": returned.digest,
        "answers": [_answer(answer) for answer in returned.answers if not answer.empty],
        "assessment": {key: text.text for key, text in returned.assessment.items()},
        "free_rows": [
            [part.text if part else "" for part in (r.title, r.result, r.evidence)] for r in returned.free_rows
        ],
        "topics": {t.section: t.result.text if t.result else "" for t in returned.topics},
        "statistics": {s.code: str(s.value.value) for s in returned.statistics if s.value},
    }


def _answer(answer: Answer) -> dict[str, object]:
    data: dict[str, object] = {"row": answer.row}
    for part, _ in _PARTS:
        value = getattr(answer, part)
        if isinstance(value, Quantity):
            cell = {"value": str(value.value), "cell": str(value.location), "raw": value.raw}
            data[part] = cell | ({"repair": value.repair} if value.repair else {})
        elif isinstance(value, Status):
            data[part] = {"value": value.value, "cell": str(answer.status_at)}
        elif isinstance(value, Text):
            data[part] = {"value": value.text, "cell": str(value.location)}
    return data
