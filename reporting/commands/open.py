"""cchc mo (open): the page to work in."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="mo")
@click.argument("folder", metavar="[THƯ_MỤC]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--port", default=0, show_default="một cổng còn trống", type=click.IntRange(0, 65535), help="Cổng.")
@click.option("--no-browser", is_flag=True, help="Không mở trình duyệt, chỉ in địa chỉ.")
def command(folder: Path, port: int, no_browser: bool) -> None:
    """Mở trang làm việc trong trình duyệt: nhận báo cáo, xem phát hiện, quyết định, soạn, lập báo cáo.

    THƯ_MỤC là thư mục chứa các công việc (mỗi kỳ một thư mục con có job.toml). Trang chỉ chạy trên máy này, không gửi
    gì ra ngoài. Gõ lại lệnh khi trang đang chạy thì mở trang ấy.
    """
    from reporting.web.server import serve

    folder.mkdir(parents=True, exist_ok=True)
    serve(folder, port, not no_browser, lambda text: click.echo(text, err=True))
