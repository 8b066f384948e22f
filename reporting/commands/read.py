"""cchc read: one return as the program understands it."""

from __future__ import annotations

from pathlib import Path

import click

from reporting.commands.passwords import password_option, passwords_in


@click.command(name="read")
@click.argument("file", metavar="TỆP", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--job",
    metavar="CÔNG_VIỆC",
    type=click.Path(path_type=Path),
    help="job.toml của kỳ báo cáo; mặc định là job.toml gần nhất ở các thư mục phía trên tệp; không có thì theo kế hoạch mang trong biểu.",
)
@password_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="human: để đọc; json: cho chương trình khác.",
)
def command(file: Path, job: Path | None, password_file: Path | None, form: str) -> int:
    """Cho xem một tệp báo cáo như chương trình hiểu: từng câu trả lời với ô của nó, chỗ nào được hiểu lại, chỗ nào sai.

    Mã thoát 1 khi tệp không đọc được hoặc còn lỗi.
    """
    from reporting.carried_job import sources_of
    from reporting.excel.apart import read_one
    from reporting.findings import errors_of
    from reporting.inputs import parse_inputs
    from reporting.listings.return_text import return_json, return_text
    from reporting.parse.returns import parse_with
    from reporting.sources import read_frame

    grid, findings = read_one(file, file.name, passwords_in(password_file))
    job, returned = job or _nearest_job(file), None
    if grid:
        inputs = parse_inputs(read_frame(job) if job else sources_of(grid))
        before = {r.agency: r for r in inputs.previous.returns} if inputs.previous else None
        returned, more = parse_with(inputs.forms, grid, before or {})
        findings = (*findings, *more)
    if form == "json":
        click.echo(return_json(returned, findings), nl=False)
    elif returned:
        click.echo(return_text(returned, inputs.plan, findings, inputs.registry.name_of(returned.agency)), nl=False)
    else:
        for found in findings:
            click.echo(f"{found.severity.label}: {found.message()}")
    return 1 if returned is None or errors_of(findings) else 0


def _nearest_job(file: Path) -> Path | None:
    above = (folder / "job.toml" for folder in file.resolve().parents)
    return next((path for path in above if path.is_file()), None)
