"""Reading what a job names: TOML data and hashes. Inputs are only ever opened for reading."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from reporting.errors import CchcError, JobError, TemplateError
from reporting.resources import resource

JOB_FILE = "job.toml"


def job_path(given: Path) -> Path:
    """The job file that a user means: the file itself, or the folder that holds `job.toml`."""
    path = given / JOB_FILE if given.is_dir() else given
    if not path.is_file():
        raise JobError(
            "không tìm thấy tệp công việc",
            where=given.as_posix(),
            accepted=f"đường dẫn tới {JOB_FILE} hoặc thư mục chứa tệp này",
        )
    return path


def read_toml(path: Path, problem: type[CchcError] = JobError) -> Mapping[str, Any]:
    """The data of a TOML file; its syntax errors become one clear message."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise problem("không tìm thấy tệp", where=path.name) from error
    except UnicodeDecodeError as error:
        raise problem("tệp không ở bảng mã UTF-8", where=path.name, action="Lưu lại tệp với bảng mã UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise problem(
            f"sai cú pháp TOML: {error}", where=path.name, action="Xem mẫu job.toml trong thư mục mẫu."
        ) from error


def template_data(folder: str, name: str, beside: Path) -> tuple[Mapping[str, Any], str]:
    """A named data file: `<name>.toml` beside the job first, else the one that ships in `templates/<folder>`.

    Returns its data and the name used in messages.
    """
    own = beside / (name if name.endswith(".toml") else f"{name}.toml")
    if own.is_file():
        return read_toml(own, TemplateError), own.name
    shipped = resource(folder, f"{name}.toml")
    if not shipped.is_file():
        known = sorted(p.stem for p in resource(folder).glob("*.toml"))
        near = get_close_matches(name, known, n=1)
        action = f"Có phải ý anh/chị là '{near[0]}'?" if near else "Sửa tên trong job.toml."
        raise TemplateError(f"không có '{name}'", where=f"templates/{folder}", accepted=", ".join(known), action=action)
    return read_toml(shipped, TemplateError), f"templates/{folder}/{shipped.name}"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
