"""cchc changes: what a late or mended return changed between two result folders."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reporting.listings.output_changes import Changes


@click.command(name="changes")
@click.argument("old", metavar="KẾT_QUẢ_CŨ", type=click.Path(path_type=Path))
@click.argument("new", metavar="KẾT_QUẢ_MỚI", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="human: để đọc; json: đủ mọi ô nguồn, cho chương trình khác.",
)
def command(old: Path, new: Path, form: str) -> None:
    """So hai thư mục kết quả: một báo cáo đến muộn hoặc gửi lại đã đổi gì.

    Nêu tệp vào, trạng thái của cơ quan và từng nội dung, số liệu cũ → mới, đoạn văn (trong đó [-chữ bỏ-] và
    {+chữ thêm+}), phát hiện mới và đã hết, mỗi thay đổi kèm ô nguồn. Cần hai thư mục do cchc check hoặc cchc build ghi.
    """
    from reporting.listings.changes_text import changes_lines
    from reporting.store.output_set import changes_of_sets

    found = changes_of_sets(old, new)
    click.echo(_as_json(found) if form == "json" else "\n".join(changes_lines(found)))


def _as_json(found: Changes) -> str:
    import json

    data = {"same_figures": found.same, "changes": [asdict(change) for change in found.changes]}
    return json.dumps(data, ensure_ascii=False, indent=2)
