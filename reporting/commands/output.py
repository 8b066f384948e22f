"""Where results go: every job has a folder of its own, so that no run overwrites another job's results."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def output_option(help: str = "Thư mục kết quả.", under: str = "") -> Callable[[Command], Command]:
    """`-o`; where it is not given, `output/<name of the job>`. `under`: what the command's own folder is called there."""

    def folder(context: click.Context, _: click.Parameter, given: Path | None) -> Path | None:
        # an option that is not on the command line is processed after the job, which is
        return given or (own_folder(context.params["job"], under) if context.params.get("job") else None)

    return click.option(
        "-o",
        "--output",
        "folder",
        type=click.Path(path_type=Path),
        callback=folder,
        help=f"{help}  [mặc định: output/TÊN_CÔNG_VIỆC{under and '/' + under}]",
    )


def own_folder(job: Path, under: str = "") -> Path:
    """The folder of a job's results: named as [job] name says, where that can be a folder's name; of a form's as the file."""
    from reporting.carried_job import is_form
    from reporting.job import parse_job
    from reporting.store.files import job_path, read_toml

    if is_form(job):
        return Path("output", job.stem, under)
    path = job_path(job)
    name = _UNSAFE.sub("_", parse_job(read_toml(path), path.name).task.name).strip(" .")
    return Path("output", name or path.parent.resolve().name, under)
