"""cchc forms: one blank Excel return per expected agency."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reporting.agencies import Agency
    from reporting.forms.form import Form
    from reporting.inputs import Inputs

DEFAULT_FOLDER = Path("output/bieu_mau")


@click.command(name="forms")
@click.argument("job", metavar="CÔNG_VIỆC", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    default=DEFAULT_FOLDER,
    show_default=True,
    help="Thư mục ghi các biểu.",
)
@click.option(
    "--agency", "codes", multiple=True, metavar="MÃ", help="Chỉ làm biểu cho đơn vị này; dùng được nhiều lần."
)
def command(job: Path, folder: Path, codes: tuple[str, ...]) -> int:
    """Tạo biểu mẫu Excel để từng đơn vị điền, mỗi đơn vị một tệp.

    Biểu gồm đúng các chỉ tiêu, nhiệm vụ của đơn vị theo kế hoạch; có kết quả kỳ trước nếu công việc
    khai kỳ trước.
    """
    from reporting.excel.form_writer import form_workbook
    from reporting.inputs import parse_inputs
    from reporting.sources import read_frame
    from reporting.store.output_folder import write_all

    inputs = parse_inputs(read_frame(job))
    forms = [_form(inputs, agency) for agency in _agencies(inputs, codes)]
    with click.progressbar(forms, label="Tạo biểu", file=sys.stderr, hidden=not sys.stderr.isatty()) as shown:
        files = {form.file_name: form_workbook(form) for form in shown}
    write_all(folder, files)
    click.echo(f"Đã tạo {len(files)} biểu kỳ {inputs.period.title} vào {folder.as_posix()}")
    return 0


def _agencies(inputs: Inputs, codes: tuple[str, ...]) -> tuple[Agency, ...]:
    """All expected agencies, or those asked for by code or name."""
    from reporting.errors import RegistryError

    expected = inputs.registry.expected(inputs.period.cutoff)
    if not codes:
        return expected
    chosen = []
    for code in codes:
        found = inputs.registry.agency(inputs.registry.find(code) or code)
        if found is None:
            known = ", ".join(agency.code for agency in expected)
            raise RegistryError(f"không có đơn vị “{code}” trong danh mục", where="--agency", accepted=known)
        chosen.append(found)
    return tuple(dict.fromkeys(chosen))


def _form(inputs: Inputs, agency: Agency) -> Form:
    from reporting.forms.build import form_of
    from reporting.forms.previous import previous_texts

    before = inputs.previous
    last = next((r for r in before.inherited if r.agency == agency.code), None) if before else None
    return form_of(
        agency,
        inputs.campaign,
        previous=previous_texts(last, inputs.plan) if last else None,
        statistics=inputs.statistics,
        invented=inputs.job.task.invented,
    )
