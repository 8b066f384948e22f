"""cchc init: copies the sample job, a working example to start from."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="init", help="Chép công việc mẫu (kế hoạch, danh mục đơn vị, biểu đã điền) để bắt đầu.")
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    from reporting.store.sample import copy_sample

    job = copy_sample(folder)
    click.echo(f"Đã chép công việc mẫu vào {folder.as_posix()}")
    click.echo("Số liệu trong mẫu là số liệu minh họa. Bước tiếp theo:")
    shown = job.as_posix()
    click.echo(f'  cchc check "{shown}"' if " " in shown else f"  cchc check {shown}")
