"""cchc next: the job of the next period, begun from the present one."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="next")
@click.argument("job", metavar="CÔNG_VIỆC", type=click.Path(path_type=Path))
@click.argument("period", metavar="KỲ")
@click.option("--year", type=int, help="Năm của kỳ mới; không nêu thì lấy kỳ gần nhất sau kỳ này.")
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), help="Thư mục của kỳ mới.")
def command(job: Path, period: str, year: int | None, folder: Path | None) -> None:
    """Mở kỳ mới từ công việc của kỳ này.

    Giữ kế hoạch, danh mục đơn vị, mẫu và thiết lập; bỏ báo cáo đã nhận, sổ nhận, quyết định, lời tổng hợp, số và ngày
    văn bản; kỳ này thành kỳ trước để đối chiếu. KỲ là mã kỳ trong lịch báo cáo: Q1, M6, Q3, Y.
    """
    from reporting.next_period import open_next

    opened = open_next(job, period, year, folder)
    click.echo(f"Đã mở {opened.period.title}: {opened.job.as_posix()}")
    for note in opened.notes:
        click.echo(f"  {note}")
