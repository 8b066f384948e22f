"""cchc templates check: a Word template read before it is used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reporting.profile import Profile


@click.command(name="check")
@click.argument(
    "files", metavar="MAU.docx …", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="human: để đọc; json: cho chương trình khác.",
)
@click.option("--profile", default="nd30-2020", show_default=True, help="Hồ sơ kiểu trình bày dùng để đối chiếu.")
def command(files: tuple[Path, ...], form: str, profile: str) -> int:
    """Kiểm tra mẫu Word: trường sai tên, thẻ thiếu hoặc bị cắt, kiểu chữ thiếu; nêu rõ từng đoạn.

    Mã thoát 1 khi mẫu còn lỗi.
    """
    import json

    from reporting.findings import errors_of
    from reporting.word.template_check import check_template

    looks = _profile(profile)
    checked = [(path, check_template(path.read_bytes(), path.name, looks)) for path in files]
    findings = [one for _, own in checked for one in own]
    if form == "json":
        rows = [found.as_data() | {"subject": found.subject} for found in findings]
        click.echo(json.dumps({"findings": rows}, ensure_ascii=False, indent=2))
        return 1 if errors_of(findings) else 0
    for path, own in checked:
        for found in own:
            click.echo(f"{found.severity.label}: {found.message()}")
        if not errors_of(own):
            click.echo(f"{path.name}: dùng được.")
    return 1 if errors_of(findings) else 0


def _profile(name: str) -> Profile:
    import tomllib

    from reporting.errors import TemplateError
    from reporting.profile import parse_profile
    from reporting.resources import resource

    path = resource("profiles", f"{name}.toml")
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in path.parent.glob("*.toml")))
        raise TemplateError(f"không có hồ sơ kiểu trình bày '{name}'", where="--profile", accepted=known)
    return parse_profile(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
