"""A result folder of an earlier run, read again: where figures come from, the check, the manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reporting.errors import OutputError
from reporting.listings.output_changes import Changes, changes_between
from reporting.store.manifest import NAME as MANIFEST_NAME
from reporting.store.swap import settle

PROVENANCE_NAME, CHECK_NAME = "nguon_so_lieu.json", "kiem_tra.json"


@dataclass(frozen=True, slots=True)
class OutputSet:
    """`provenance` and `manifest` are None in a folder that only `check` has written."""

    name: str
    check: Mapping[str, Any]
    provenance: Mapping[str, Any] | None = None
    manifest: Mapping[str, Any] | None = None


def read_output_set(folder: Path) -> OutputSet:
    """The folder's data; raises OutputError for a folder that no run of ours has written."""
    if not folder.is_dir():
        raise OutputError("không có thư mục kết quả này", where=folder.as_posix())
    settle(folder)
    check = _json(folder / CHECK_NAME)
    if check is None:
        raise OutputError(
            f"thư mục không có {CHECK_NAME}",
            where=folder.as_posix(),
            accepted="thư mục kết quả của cchc check hoặc cchc build",
        )
    return OutputSet(folder.as_posix(), check, _json(folder / PROVENANCE_NAME), _json(folder / MANIFEST_NAME))


def _json(path: Path) -> Mapping[str, Any] | None:
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise OutputError(f"tệp {path.name} không đọc được", where=path.parent.as_posix()) from problem
    if not isinstance(data, dict):
        raise OutputError(f"tệp {path.name} không phải do cchc ghi ra", where=path.parent.as_posix())
    return data


def changes_of_sets(old: Path, new: Path) -> Changes:
    """What came out differently in the folder `new`; both as `check` or `build` wrote them. OutputError where they cannot
    be compared."""
    before, after = read_output_set(old), read_output_set(new)
    if (before.provenance is None) != (after.provenance is None):
        lacking = before if before.provenance is None else after
        raise OutputError(
            f"thư mục không có {PROVENANCE_NAME}, thư mục kia thì có",
            where=lacking.name,
            accepted="hai thư mục cùng của cchc check, hoặc cùng của cchc build",
            action="Chạy cchc build (--draft khi còn lỗi) vào thư mục này.",
        )
    try:
        return changes_between(
            before.check, after.check, before.provenance, after.provenance, (before.manifest, after.manifest)
        )
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        raise OutputError(
            f"kết quả ghi bởi một bản cchc khác, không so được ({problem})",
            where=f"{old.as_posix()}, {new.as_posix()}",
            action="Lập lại cả hai thư mục bằng bản đang dùng.",
        ) from problem
