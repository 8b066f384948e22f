"""What lies in a returns folder: file → agency, period, send, state, why. As text and as data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from reporting.agencies import Registry
from reporting.codes import Severity
from reporting.findings import Finding
from reporting.numbers import format_date
from reporting.returns import Return

COUNTED, NOT_COUNTED = "Được tính", "Không tính"
_STATES = {
    "return-copy": "Bản trùng",
    "return-replaced": "Bản cũ, đã thay",
    "return-not-chosen": "Không được chọn",
    "return-rival": "Chưa rõ bản nào đúng",
    "return-wrong-period": "Kỳ khác",
    "return-wrong-plan": "Kế hoạch khác",
    "return-unexpected-agency": "Không thuộc diện gửi",
    "return-unknown-agency": "Đơn vị lạ",
    "return-not-a-form": "Không phải biểu mẫu",
    "return-identity-conflict": "Nhận dạng mâu thuẫn",
    "return-identity-missing": "Mất nhận dạng",
    "file-attachment": "Tệp kèm theo",
    "file-archive": "Tệp nén chưa mở",
    "file-password": "Cần mật khẩu",
    "file-wrong-password": "Sai mật khẩu",
}


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file. `errors`, `warnings`: findings at its cells; `why`: the finding that decided its state."""

    file: str
    agency: str = ""
    name: str = ""
    period: str = ""
    sequence: int = 0
    sent: str = ""
    state: str = NOT_COUNTED
    why: str = ""
    answered: int = 0
    errors: int = 0
    warnings: int = 0


def file_lines(
    files: Iterable[str],
    parsed: Mapping[str, Return],
    kept: Sequence[Return],
    findings: Sequence[Finding],
    registry: Registry,
) -> tuple[FileLine, ...]:
    """A line per file of the folder, in the order of names."""
    counted = {returned.file for returned in kept}
    by_file: dict[str, list[Finding]] = {}
    for found in findings:
        by_file.setdefault(found.location.file, []).append(found)
    rivals = {where.file: found for found in findings if found.code == "return-rival" for where in found.related}
    return tuple(
        _line(file, parsed.get(file), file in counted, by_file.get(file, []), rivals.get(file), registry)
        for file in sorted(files)
    )


def _line(
    file: str, returned: Return | None, counted: bool, found: list[Finding], rival: Finding | None, registry: Registry
) -> FileLine:
    reasons = [f for f in found if f.code in _STATES or f.code.startswith("file-")]
    deciding = next((f for f in reasons if f.code == "return-not-chosen"), rival) or next(iter(reasons), None)
    state = COUNTED if counted else _STATES.get(deciding.code, "Không đọc được") if deciding else NOT_COUNTED
    line = FileLine(
        file,
        state=state,
        why=deciding.wrong if deciding and not counted else "",
        errors=sum(f.severity is Severity.ERROR for f in found),
        warnings=sum(f.severity is Severity.WARNING for f in found),
    )
    if returned is None:
        return line
    day = returned.received or returned.sent
    sent = format_date(day) if day else ""
    return FileLine(
        file,
        returned.agency,
        registry.name_of(returned.agency),
        returned.period,
        returned.sequence,
        sent,
        line.state,
        line.why,
        sum(not answer.empty for answer in returned.answers),
        line.errors,
        line.warnings,
    )


def listing_json(lines: Iterable[FileLine]) -> str:
    return json.dumps({"files": [asdict(line) for line in lines]}, ensure_ascii=False, indent=2) + "\n"


def listing_text(lines: Sequence[FileLine]) -> str:
    """A block per file: state and file, then whose and from when, then why."""
    return "".join(map(_block, lines)) + _sum(lines)


def _block(line: FileLine) -> str:
    parts = [f"{line.state:<22} {line.file}\n"]
    if line.agency:
        facts = [f"{line.name} ({line.agency})", f"kỳ {line.period}", f"lần gửi {line.sequence}"]
        facts += [f"ngày {line.sent}"] if line.sent else []
        facts += [f"{line.answered} dòng có trả lời"]
        facts += [f"{line.errors} lỗi"] if line.errors else []
        facts += [f"{line.warnings} cảnh báo"] if line.warnings else []
        parts.append(f"{'':<22} {', '.join(facts)}\n")
    if line.why:
        parts.append(f"{'':<22} vì: {line.why}\n")
    return "".join(parts)


def _sum(lines: Sequence[FileLine]) -> str:
    counted = sum(line.state == COUNTED for line in lines)
    return f"\n{len(lines)} tệp, {counted} tệp được tính.\n"
