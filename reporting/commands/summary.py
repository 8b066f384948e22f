"""What a run says in the end: data on stdout, advice and diagnostics on stderr."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporting.codes import Severity
from reporting.completeness import Completeness
from reporting.outputs import CHECK_NAME
from reporting.pipeline import RunOutcome
from reporting.sources import DECISIONS_NAME

if TYPE_CHECKING:
    from reporting.subordinates import Merged

_SHOWN = 12


def print_checked(outcome: RunOutcome, form: str, folder: Path, *, alone: bool = False) -> None:
    """The check in the format asked for, then where its files lie. `alone`: an agency looks at its own form."""
    from reporting.listings.check_text import as_json, human, short
    from reporting.parse.folder import told

    plan, registry, completeness = outcome.inputs.plan, outcome.inputs.registry, outcome.completeness
    if form == "json":
        click.echo(as_json(completeness, plan, registry), nl=False)
    elif form == "short":
        click.echo(short(completeness), nl=False)
    else:
        click.echo(human(completeness, plan, registry), nl=False)
    click.echo(told(outcome.inputs.files), err=form != "human")
    last = "kiem_tra.html và kiem_tra.json" if alone else f"kiem_tra.html, kiem_tra.json và {DECISIONS_NAME}"
    _say(f"Đã ghi {CHECK_NAME}, {last} vào {folder.as_posix()}")
    if completeness.open_errors:
        _say("Còn lỗi: sửa trong biểu, lưu rồi chạy lại trước khi gửi." if alone else _decide_hint(folder))


def print_blocked(outcome: RunOutcome) -> None:
    """Why no final report was made: the errors that stand, and what to do."""
    _blocked(outcome, "Chạy “cchc check” để xem đủ danh sách, “cchc build --draft” để lập bản dự thảo.")


def print_blocked_form(outcome: RunOutcome, form: str) -> None:
    """The same to an agency that has only its form."""
    _blocked(
        outcome, f"Sửa trong {form} rồi chạy lại; “cchc check {form}” để xem đủ danh sách; --draft để lập dự thảo."
    )


def _blocked(outcome: RunOutcome, advice: str) -> None:
    errors = outcome.completeness.open_errors
    _say(f"CHƯA LẬP ĐƯỢC BÁO CÁO CHÍNH THỨC: còn {len(errors)} lỗi chưa xử lý; không ghi tệp nào.")
    for found in errors[:_SHOWN]:
        _say(f"- {found.message()}")
    if len(errors) > _SHOWN:
        _say(f"… và {len(errors) - _SHOWN} lỗi khác.")
    _say(advice)


def print_built(outcome: RunOutcome, folder: Path) -> None:
    """What was made, who is missing, where to look."""
    assert outcome.artifacts is not None and outcome.document is not None
    kind = "bản DỰ THẢO" if outcome.document.draft else "báo cáo chính thức"
    click.echo(f"Đã lập {kind}: {outcome.document.title}")
    click.echo(f"  Thư mục: {folder.as_posix()} ({len(outcome.artifacts) + 1} tệp)")
    for line in _names(outcome):
        click.echo(f"  {line}")
    for line in _state(outcome.completeness):
        click.echo(f"  {line}")
    for found in outcome.findings:
        _say(f"{found.severity.label}: {found.message()}")


def print_merged(merged: Merged, folder: Path) -> None:
    """The check of what came from below, and what was filled."""
    from reporting.listings.check_text import human
    from reporting.parse.folder import told

    completeness, campaign = merged.completeness, merged.campaign
    click.echo(human(completeness, campaign.plan, campaign.registry), nl=False)
    click.echo(told(merged.files))
    sent = sum(agency.sent for agency in completeness.agencies)
    click.echo(f"Đã tổng hợp {sent}/{len(completeness.agencies)} đơn vị trực thuộc của {merged.body.label}:")
    click.echo(f"  {(folder / merged.file).as_posix()} ({merged.filled} ô được điền)")
    if completeness.open_errors:
        _say("Còn lỗi: đề nghị đơn vị sửa và gửi lại, rồi tổng hợp lại; số chưa có không được tính vào tổng.")


def print_own_report(outcome: RunOutcome, folder: Path) -> None:
    assert outcome.artifacts is not None and outcome.document is not None
    kind = "bản DỰ THẢO" if outcome.document.draft else "báo cáo"
    click.echo(f"Đã lập {kind}: {outcome.document.title}")
    click.echo(f"  Thư mục: {folder.as_posix()}")
    for name in sorted(outcome.artifacts):
        click.echo(f"  {name}")


def print_section(outcome: RunOutcome, folder: Path) -> None:
    assert outcome.artifacts is not None
    click.echo(f"Đã lập phần báo cáo của cơ quan vào {folder.as_posix()}")
    for name in sorted(outcome.artifacts):
        click.echo(f"  {name}")


def _names(outcome: RunOutcome) -> list[str]:
    assert outcome.artifacts is not None and outcome.document is not None
    draft = outcome.document.draft
    annexes = sorted(name for name in outcome.artifacts if name.startswith("phu_luc"))
    lines = ["bao_cao.docx, bao_cao.pdf: toàn văn báo cáo"]
    if annexes:
        lines.append(f"{', '.join(annexes)}: phụ lục{'' if draft else ', mỗi tệp ký riêng'}")
    return [*lines, f"{CHECK_NAME}: tình hình báo cáo; nguon_so_lieu.json: nguồn của từng con số"]


def _state(completeness: Completeness) -> list[str]:
    sent = sum(agency.sent for agency in completeness.agencies)
    settled = [agency.settled() for agency in completeness.agencies]
    lines = [
        f"Cơ quan đã gửi: {sent}/{len(completeness.agencies)}; "
        f"nội dung đã đủ: {sum(done for done, _ in settled)}/{sum(owed for _, owed in settled)}"
    ]
    if completeness.missing:
        lines.append("Chưa có báo cáo dùng được: " + "; ".join(agency.name for agency in completeness.missing))
    counted = Counter(found.severity for found in completeness.findings)
    lines.append(
        f"Lỗi còn mở: {len(completeness.open_errors)}; đã quyết định: {len(completeness.decided)}; "
        f"cảnh báo: {counted[Severity.WARNING]}; ghi nhận: {counted[Severity.NOTE]}"
    )
    return lines


def _decide_hint(folder: Path) -> str:
    return (
        "Còn lỗi: yêu cầu cơ quan gửi lại (“cchc remind” lập công văn và bản đánh dấu lỗi), hoặc điền quyết định "
        f"vào {(folder / DECISIONS_NAME).as_posix()}, lưu rồi chạy lại vào cùng thư mục."
    )


def _say(text: str) -> None:
    click.echo(text, err=True)
