"""cchc remind: what goes back to the agencies, letters and annotated copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporting.commands.output import output_option
from reporting.commands.passwords import password_option, passwords_in

if TYPE_CHECKING:
    from reporting.agency_runs import Reminded
    from reporting.compose.letters import Debt


@click.command(name="remind")
@click.argument("job", metavar="CÔNG_VIỆC", type=click.Path(path_type=Path))
@click.option(
    "--agency",
    "agencies",
    multiple=True,
    metavar="MÃ",
    help="Chỉ cơ quan này (dùng được nhiều lần), ví dụ SYT; không lập công văn chung.",
)
@output_option()
@password_option
def command(job: Path, agencies: tuple[str, ...], folder: Path, password_file: Path | None) -> None:
    """Lập những gì gửi lại các cơ quan.

    Trong don_doc: công văn đôn đốc (Word, PDF) cho từng cơ quan chưa gửi hoặc báo cáo chưa đủ, và một công văn chung.
    Trong tra_lai: bản đánh dấu lỗi của chính tệp đã gửi, có trang “LỖI CẦN SỬA”; cơ quan sửa ngay trên đó rồi gửi lại.
    """
    from reporting.agency_runs import remind
    from reporting.commands.progress import Progress

    with Progress() as progress:
        made = remind(job, folder, agencies, progress, passwords_in(password_file))
    _tell(made, folder)


def _tell(made: Reminded, folder: Path) -> None:
    from reporting.outputs import COPIES_FOLDER, LETTERS_FOLDER

    if not made.files:
        click.echo("Không có gì phải đôn đốc: mọi cơ quan đã báo cáo đủ.")
        return
    letters = [name for name in made.files if name.startswith(f"{LETTERS_FOLDER}/") and name.endswith(".docx")]
    copies = [name for name in made.files if name.startswith(f"{COPIES_FOLDER}/")]
    click.echo(f"Đã ghi vào {folder.as_posix()}:")
    click.echo(f"  {LETTERS_FOLDER}: {len(letters)} công văn (Word và PDF)")
    click.echo(f"  {COPIES_FOLDER}: {len(copies)} bản đánh dấu lỗi")
    for debt in made.debts:
        click.echo(f"  - {debt.agency.name}: {_state(debt)}")
    for name in made.failed:
        click.echo(f"Không lập được bản đánh dấu lỗi của {name}; xem kiem_tra.xlsx.", err=True)


def _state(debt: Debt) -> str:
    if debt.kind == "none":
        return "chưa gửi báo cáo"
    if debt.kind == "unusable":
        return "chưa có báo cáo sử dụng được"
    missing = f"còn thiếu {debt.missing} nội dung, " if debt.missing else ""
    return f"{missing}{len(debt.gaps)} chỗ cần xem"
