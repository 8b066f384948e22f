"""Reading what a job names: TOML data and hashes; a file replaced whole. Inputs are only ever opened for reading."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from reporting.errors import CchcError, JobError, OutputError, TemplateError, reason
from reporting.resources import resource
from reporting.settings import did_you_mean

JOB_FILE = "job.toml"


_SYNTAX = (
    'mỗi dòng một khóa = giá trị; chữ đặt giữa hai dấu " thẳng; ngày viết 2023-06-17, không có dấu nháy; đường dẫn '
    "dùng dấu /"
)


def job_path(given: Path) -> Path:
    """The job file that a user means: the file itself, or the folder that holds `job.toml`. A quotation mark at
    the end is what Windows makes of "C:\\bao cao\\" on the command line."""
    given = Path(str(given).rstrip('"'))
    path = given / JOB_FILE if given.is_dir() else given
    accepted = f"đường dẫn tới {JOB_FILE} hoặc thư mục chứa tệp này"
    if not path.is_file():
        raise JobError("không tìm thấy tệp công việc", where=given.as_posix(), accepted=accepted)
    if path.suffix.lower() != ".toml":
        raise JobError("tệp này không phải tệp công việc", where=given.as_posix(), accepted=accepted)
    return path


def read_toml(path: Path, problem: type[CchcError] = JobError) -> Mapping[str, Any]:
    """The data of a TOML file; its syntax errors become one clear message."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(text)
    except FileNotFoundError as error:
        raise problem("không tìm thấy tệp", where=path.name) from error
    except UnicodeDecodeError as error:
        raise problem("tệp không ở bảng mã UTF-8", where=path.name, action="Lưu lại tệp với bảng mã UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise problem(_syntax_error(text, str(error)), where=path.name, accepted=_SYNTAX) from error


def _syntax_error(text: str, said: str) -> str:
    """tomllib's message in Vietnamese, with the line as it stands in the file."""
    wrong = "khóa hoặc bảng ghi hai lần" if "overwrite" in said or "twice" in said else "sai cú pháp TOML"
    place = re.search(r"line (\d+), column (\d+)", said)
    if place is None:
        return f"{wrong} ở cuối tệp (thiếu dấu đóng ngoặc hoặc dấu nháy?)"
    line = text.splitlines()[int(place[1]) - 1].strip()
    return f"{wrong} ở dòng {place[1]}, cột {place[2]}: {line}"


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
        own_file = f"Sửa tên trong job.toml, hoặc đặt tệp '{own.name}' của mình cạnh job.toml (chép từ tệp có sẵn)."
        action = " ".join(filter(None, (did_you_mean(name, known), own_file)))
        raise TemplateError(f"không có '{name}'", where=f"templates/{folder}", accepted=", ".join(known), action=action)
    return read_toml(shipped, TemplateError), f"templates/{folder}/{shipped.name}"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def replace_file(path: Path, data: bytes) -> None:
    """The file whole or not at all; OutputError where it cannot be written."""
    beside = path.with_name(f".{path.name}.moi")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_flushed(beside, data)
        beside.replace(path)
        flushed(path.parent)
    except OSError as problem:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise OutputError(
            f"không ghi được tệp ({reason(problem)}), tệp cũ được giữ nguyên",
            where=path.name,
            action="Đóng tệp đang mở ở chương trình khác rồi làm lại.",
        ) from problem


def write_flushed(path: Path, data: bytes) -> None:
    """The bytes are on the disk, not only on their way, when this returns."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def flushed(folder: Path) -> None:
    """The names of a folder are on the disk. Windows does so by itself and knows no such call."""
    if os.name == "nt":
        return
    with suppress(OSError):  # a file system that cannot
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
