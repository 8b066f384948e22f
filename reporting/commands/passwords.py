"""--password-file: the passwords of returns that were sent locked. Never an argument, never printed or kept."""

from __future__ import annotations

from pathlib import Path

import click

from reporting.errors import JobError

password_option = click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tệp chữ, mỗi dòng một mật khẩu, để mở các tệp báo cáo đặt mật khẩu.",
)


def passwords_in(file: Path | None) -> tuple[str, ...]:
    """One a line, blanks kept, empty lines left out; UTF-8, or UTF-16 as Notepad may save it."""
    if file is None:
        return ()
    data = file.read_bytes()
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as problem:
        raise JobError("tệp mật khẩu không phải tệp chữ", where=file.name, accepted="tệp chữ UTF-8") from problem
    return tuple(line for line in text.splitlines() if line)
