"""cchc absorb: what was changed in the report's Word file, taken into the compiler's sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporting.commands.output import output_option

if TYPE_CHECKING:
    from reporting.edited_report import Told


@click.command(name="absorb")
@click.argument("job", metavar="CÔNG_VIỆC", type=click.Path(exists=True, path_type=Path))
@click.argument("edited", metavar="TỆP.docx", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@output_option("Thư mục kết quả mà lần lập báo cáo đã ghi tệp Word này.")
def command(job: Path, edited: Path, folder: Path) -> int:
    """Lấy lời văn đã sửa trong báo cáo Word vào phần của đơn vị tổng hợp.

    So từng đoạn với bản chương trình đã lập; đoạn đã sửa được ghi vào phan_tong_hop.xlsx của thư mục kết quả, nên có
    trong Word và PDF từ lần lập sau. Đoạn thêm, xóa, chuyển chỗ thì nêu ra. Bảng, đề mục, phần đầu và phần ký không so.
    Tệp Word không bị thay đổi. Mã thoát 1 khi có chỗ không lấy vào được.
    """
    from reporting.edited_report import absorb

    told = absorb(edited, folder)
    held, others = [one for one in told if one.held], [one for one in told if not one.held]
    click.echo(f"Đã lấy {len(held)} đoạn sửa trong {edited.name} vào {(folder / 'phan_tong_hop.xlsx').as_posix()}.")
    for one in held:
        click.echo(f"  {one.block}: “{_short(one.before)}” → “{_short(one.after) or 'câu do chương trình soạn'}”")
    for one in others:
        click.echo(_left(one))
    click.echo("Không so được: bảng, đề mục, phần đầu, phần ký; sửa ở đó thì sửa lại trong bản lập sau.")
    if held:
        click.echo(
            "Lập lại: chuyển tệp Word đã sửa đi nơi khác, hoặc thêm --beside, rồi chạy cchc build vào cùng thư mục."
        )
    return 1 if others else 0


def _left(one: Told) -> str:
    from reporting.edited_report import Did

    becomes = {
        Did.GONE: "lần lập sau đoạn này vẫn in; muốn bỏ thì viết lại đoạn trong phan_tong_hop.xlsx",
        Did.ADDED: "chép lời này vào một đoạn hoặc một nội dung của phan_tong_hop.xlsx thì lần lập sau mới có",
        Did.MOVED: "lần lập sau đoạn này in ở chỗ cũ",
        Did.BOTH: "phan_tong_hop.xlsx cũng đã sửa đoạn này; giữ lời ở đó, tự chọn một trong hai",
        Did.DOUBT: "có nhiều đoạn gần giống nên không lấy; tự ghi vào phan_tong_hop.xlsx",
    }[one.did]
    return f"Chưa lấy, {one.did.value}: {one.block and one.block + ' '}“{_short(one.after or one.before)}”; {becomes}."


def _short(text: str) -> str:
    return text if len(text) <= 160 else text[:159] + "…"
