"""job.toml as a person keeps it: values change, comments and order stay (tomlkit)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import tomlkit
from tomlkit.items import Array, Table

from reporting.errors import JobError
from reporting.store.files import replace_file

Setting = str | int | bool | date | tuple[str, ...] | None
Settings = Mapping[tuple[str, str], Setting]


def edited(text: str, settings: Settings) -> str:
    """The text of job.toml with (table, key) → value set; None takes the key away."""
    document = tomlkit.parse(text)
    for (table, key), value in settings.items():
        place = document.get(table)
        if value is None:
            if isinstance(place, Table):
                place.pop(key, None)
            continue
        if place is None:
            place = tomlkit.table()
            document[table] = place
        place[key] = _item(value)
    return tomlkit.dumps(document)


def _item(value: Setting) -> object:
    if not isinstance(value, tuple):
        return value
    listed: Array = tomlkit.array()
    listed.extend(value)
    return listed.multiline(len(value) > 2)


def write_settings(path: Path, settings: Settings) -> None:
    """Set keys of a job.toml in place; the file is replaced whole."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        new = edited(text, settings).replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError, tomlkit.exceptions.ParseError) as problem:
        raise JobError(f"không đọc được tệp công việc ({problem})", where=path.name) from problem
    replace_file(path, (new.replace("\n", "\r\n") if "\r\n" in text else new).encode())  # as Notepad left it
