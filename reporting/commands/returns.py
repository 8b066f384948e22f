"""cchc returns: what lies in the job's returns folder, and which file counts."""

from __future__ import annotations

from pathlib import Path

import click

from reporting.commands.passwords import password_option, passwords_in


@click.command(name="returns")
@click.argument("job", metavar="CÔNG_VIỆC", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="human: để đọc; json: cho chương trình khác.",
)
@password_option
def command(job: Path, form: str, password_file: Path | None) -> int:
    """Liệt kê các tệp trong thư mục báo cáo nhận được: của ai, kỳ nào, lần gửi mấy, có được tính không và vì sao.

    Mã thoát 1 khi còn tệp không dùng được.
    """
    from reporting.codes import Severity
    from reporting.inputs import parse_inputs
    from reporting.listings.returns_listing import file_lines, listing_json, listing_text
    from reporting.parse.returns import parse_all
    from reporting.sources import read_sources

    sources = read_sources(job, with_previous=False, passwords=passwords_in(password_file))
    inputs = parse_inputs(sources)
    read = (returned for returned, _ in parse_all(inputs.forms, sources.returns, {}))
    parsed = {returned.file: returned for returned in read if returned}
    parsed |= {returned.file: returned for returned in inputs.returns}
    folder = inputs.job.inputs.returns.rstrip("/") + "/"
    files = [name for name in sources.hashes if name.startswith(folder)]
    lines = file_lines(files, parsed, inputs.returns, inputs.findings, inputs.registry)
    click.echo(listing_json(lines) if form == "json" else listing_text(lines), nl=False)
    unusable = {f.location.file for f in inputs.findings if f.severity is Severity.ERROR and not f.location.cell}
    return 1 if unusable & set(files) else 0
