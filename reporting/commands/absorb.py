"""cchc absorb: what was changed in the report's Word file, taken into the compiler's sheet."""

from __future__ import annotations

from pathlib import Path

import click

from reporting.commands.output import output_option


@click.command(name="absorb")
@click.argument("job", metavar="CÔNG_VIỆC", type=click.Path(exists=True, path_type=Path))
@click.argument("edited", metavar="TỆP.docx", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@output_option("Thư mục kết quả mà lần lập báo cáo đã ghi tệp Word này.")
def command(job: Path, edited: Path, folder: Path) -> int:
    """Lấy lời văn đã sửa trong báo cáo Word vào phần của đơn vị tổng hợp.

    So từng đoạn với bản chương trình đã lập; đoạn đã sửa được ghi vào phan_tong_hop.xlsx của thư mục kết quả, nên có
    trong Word và PDF từ lần lập sau. Đoạn thêm, xóa, chuyển chỗ, và chỗ sửa ở bảng, đề mục, phần đầu, phần ký thì nêu
    ra ([-chữ bỏ-] {+chữ thêm+}). Cách trình bày không so.
    Tệp Word không bị thay đổi. Mã thoát 1 khi có chỗ không lấy vào được.
    """
    from reporting.edited_report import absorb, told_lines

    told = absorb(edited, folder)
    held = sum(one.held for one in told)
    click.echo(f"Đã lấy {held} đoạn sửa trong {edited.name} vào {(folder / 'phan_tong_hop.xlsx').as_posix()}.")
    for line in told_lines(told):
        click.echo(line)
    click.echo("Không so cách trình bày: sửa ở đó thì sửa lại trong bản lập sau.")
    if held:
        click.echo(
            "Lập lại: chuyển tệp Word đã sửa đi nơi khác, hoặc thêm --beside, rồi chạy cchc build vào cùng thư mục."
        )
    return 1 if held < len(told) else 0
