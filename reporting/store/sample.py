"""The sample job that `cchc init` copies: it ships inside the package, beside the templates."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from reporting.errors import OutputError
from reporting.job import Job, parse_job
from reporting.resources import samples
from reporting.store.files import JOB_FILE, read_toml

_PARTS = ("plan.xlsx", "don_vi.xlsx", "quy_1_2023")


def sample_job() -> Job:
    """What the sample's job.toml says: a job that is not invented must not keep its signers."""
    path = samples() / _PARTS[-1] / JOB_FILE
    return parse_job(read_toml(path), path.name)


def copy_sample(folder: Path) -> Path:
    """Copy the sample into an absent or empty folder; returns the path of its job.toml."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError("thư mục đã có nội dung", where=folder.as_posix(), accepted="thư mục mới hoặc trống")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".cchc-", dir=folder.parent) as staging:
        whole = Path(staging, folder.name)
        copy_sample_into(whole)
        if folder.exists():
            folder.rmdir()
        whole.rename(folder)  # all of it at once
    return folder / _PARTS[-1] / JOB_FILE


def copy_sample_into(folder: Path) -> Path:
    """The same beside what the folder already holds; raises OutputError where a name of the sample is taken."""
    taken = [name for name in _PARTS if (folder / name).exists()]
    if taken:
        raise OutputError(
            f"thư mục đã có {', '.join(taken)}", where=folder.as_posix(), action="Tạo mẫu trong một thư mục khác."
        )
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".cchc-", dir=folder) as staging:
        for name in _PARTS:
            source, copy = samples() / name, Path(staging, name)
            shutil.copytree(source, copy) if source.is_dir() else shutil.copyfile(source, copy)
        for name in _PARTS:
            Path(staging, name).rename(folder / name)
    return folder / _PARTS[-1] / JOB_FILE
