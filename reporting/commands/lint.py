"""cchc lint: any Word document against the decree's rules of form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporting.errors import CchcError
    from reporting.findings import Finding
    from reporting.lint.measured import Measured
    from reporting.lint.rules import LintRules

Result = tuple[str, "tuple[Finding, ...]", "CchcError | None"]


@click.command(name="lint")
@click.argument(
    "files", metavar="TỆP.docx …", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--profile", default="nd30-2020", show_default=True, help="Bộ quy tắc thể thức dùng để kiểm tra.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "short", "json"]),
    default="human",
    show_default=True,
    help="human: để đọc; short: mỗi phát hiện một dòng; json: cho chương trình khác.",
)
def command(files: tuple[Path, ...], profile: str, form: str) -> int:
    """Đo một văn bản Word bất kỳ và đối chiếu với Nghị định 30/2020/NĐ-CP: khổ giấy, lề, phông và cỡ
    chữ, phần đầu văn bản, đường kẻ, đánh số, giãn cách, số trang, chữ ký, nơi nhận, phụ lục, viết hoa.

    Lỗi dựa vào lời Nghị định; cảnh báo dựa vào thực tiễn. Đoạn đếm từ 1 theo thứ tự trong tệp, kể cả
    đoạn trong bảng. Mã thoát 1 khi có lỗi, 2 khi có tệp không đọc được.
    """
    from reporting.findings import errors_of

    rules = _rules(profile)
    results = [_lint(path, rules) for path in files]
    click.echo({"human": _human, "short": _short, "json": _json}[form](results, rules))
    for _, _, problem in results:
        if problem is not None:
            click.echo(f"Lỗi: {problem.message}", err=True)
    if any(problem is not None for _, _, problem in results):
        return 2
    return 1 if any(errors_of(findings) for _, findings, _ in results) else 0


def _lint(path: Path, rules: LintRules) -> Result:
    from reporting.apart import called_apart
    from reporting.errors import CchcError, reason
    from reporting.lint.lint import lint_document
    from reporting.word.office import word_bytes

    try:
        measured = called_apart(_measured, word_bytes(path.read_bytes(), path.name), path.name, name=path.name)
        return path.name, lint_document(measured, rules), None
    except CchcError as problem:
        return path.name, (), problem
    except OSError as problem:
        return path.name, (), CchcError(f"không đọc được tệp: {reason(problem)}", where=path.name)


def _measured(data: bytes, name: str) -> Measured:
    """In a process of its own."""
    from reporting.word.measure import measure_docx

    return measure_docx(data, name)


def _rules(name: str) -> LintRules:
    """The rules, and the profile that lends its fonts' widths."""
    import tomllib

    from reporting.errors import TemplateError
    from reporting.lint.rules import parse_rules
    from reporting.profile import parse_profile
    from reporting.resources import resource

    known = sorted(path.stem for path in resource("lint").glob("*.toml"))
    # A profile of looks (`nd30-2020-co-nho`) obeys the decree that its name begins with.
    decree = next((stem for stem in reversed(known) if name == stem or name.startswith(f"{stem}-")), "")
    looks = resource("profiles", f"{name}.toml")
    if not decree or not (name == decree or looks.is_file()):
        raise TemplateError(f"không có bộ quy tắc thể thức '{name}'", where="--profile", accepted=", ".join(known))
    path = resource("lint", f"{decree}.toml")
    looks = looks if looks.is_file() else resource("profiles", "nd30-2020.toml")
    profile = parse_profile(tomllib.loads(looks.read_text(encoding="utf-8")), looks.name)
    return parse_rules(tomllib.loads(path.read_text(encoding="utf-8")), profile, path.name)


# ── what the user reads ──────────────────────────────────────────────────────────────────────────


def _human(results: Sequence[Result], rules: LintRules) -> str:
    lines: list[str] = []
    for name, findings, problem in results:
        if problem is not None:
            lines.append(f"{name}: không đọc được")
            continue
        lines.append(f"{name}: {_verdict(findings, rules)}")
        for found in findings:
            lines += [f"  {found.severity.label} · {_place(found)}{found.wrong}  [{found.code}]"]
            lines += [f"      Chấp nhận: {found.accepted}"] if found.accepted else []
            lines += [f"      Cách xử lý: {found.action}"] if found.action else []
    return "\n".join(lines)


def _short(results: Sequence[Result], rules: LintRules) -> str:
    lines = [f"{name}: {_verdict(findings, rules)}" for name, findings, problem in results if problem is None]
    for name, findings, _ in results:
        lines += [f"{name}:{f.location.paragraph}: {f.severity.label}: {f.wrong} [{f.code}]" for f in findings]
    return "\n".join(lines)


def _verdict(findings: Sequence[Finding], rules: LintRules) -> str:
    from reporting.codes import Severity

    if not findings:
        return f"đúng thể thức theo {rules.title} (những điểm đo được)"
    counted = {severity: sum(f.severity is severity for f in findings) for severity in Severity}
    return ", ".join(f"{count} {severity.label.lower()}" for severity, count in counted.items() if count)


def _place(found: Finding) -> str:
    return f"đoạn {found.location.paragraph}: " if found.location.paragraph else ""


def _json(results: Sequence[Result], rules: LintRules) -> str:
    data = {"profile": rules.id, "files": [_file(*result) for result in results]}
    return json.dumps(data, ensure_ascii=False, indent=2)


def _file(name: str, findings: Sequence[Finding], problem: CchcError | None) -> dict[str, Any]:
    return {
        "file": name,
        "readable": problem is None,
        "problem": problem.message if problem is not None else "",
        "findings": [found.as_data() | _facts(found) for found in findings],
    }


def _facts(found: Finding) -> dict[str, str]:
    params = dict(found.params)
    return {"text": params.get("text", ""), "subject": found.subject, "article": params.get("article", "")}
