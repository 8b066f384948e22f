"""--beside: what happens where a file in the output folder is not as the last run wrote it."""

from __future__ import annotations

from collections.abc import Mapping

import click

beside_option = click.option(
    "--beside",
    is_flag=True,
    help="Tệp đã có người sửa thì để nguyên, ghi bản mới bên cạnh (tên thêm _moi); không có thì dừng, chưa ghi gì.",
)


def print_beside(beside: Mapping[str, str]) -> None:
    for kept, written in sorted(beside.items()):
        click.echo(f"Giữ nguyên {kept} (đã có người sửa); bản mới: {written}", err=True)
