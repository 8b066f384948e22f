"""Step 7: artifacts into a folder, whole or not at all.

Everything is first written beside its place, then moved in one go; if a move fails (a file is
open in Word on Windows) what was moved is put back and the old set stays as it was.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from reporting.errors import OutputError, reason


def write_all(folder: Path, artifacts: Mapping[str, bytes], stale: tuple[str, ...] = ()) -> None:
    """Put `artifacts` (names relative to `folder`) in place; `stale` names of an earlier set go away."""
    _check_usable(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".cchc-", dir=folder))
    except OSError as error:
        raise OutputError(f"không ghi được vào thư mục kết quả ({reason(error)})", where=folder.as_posix()) from error
    try:
        _stage(staging / "new", artifacts)
        _swap(folder, staging, tuple(artifacts), tuple(name for name in stale if name not in artifacts))
    except OSError as error:
        name = Path(error.filename or "").name
        raise OutputError(
            f"không thay được tệp '{name}' ({reason(error)}); các tệp cũ được giữ nguyên",
            where=folder.as_posix(),
            action="Đóng tệp đang mở trong Word, Excel hoặc trình đọc PDF rồi chạy lại.",
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _check_usable(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise OutputError("nơi ghi kết quả là một tệp", where=folder.as_posix(), accepted="một thư mục")


def _stage(folder: Path, artifacts: Mapping[str, bytes]) -> None:
    for name, data in artifacts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _swap(folder: Path, staging: Path, names: tuple[str, ...], stale: tuple[str, ...]) -> None:
    moved: list[tuple[Path, Path | None]] = []
    try:
        for name in (*names, *stale):
            target, kept = folder / name, staging / "old" / name
            had = target.is_file()
            if had:
                kept.parent.mkdir(parents=True, exist_ok=True)
                os.replace(target, kept)
                moved.append((target, kept))
            if name in names:
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(staging / "new" / name, target)
                if not had:
                    moved.append((target, None))
    except OSError:
        _put_back(moved)
        raise


def _put_back(moved: list[tuple[Path, Path | None]]) -> None:
    for target, kept in reversed(moved):
        if kept is None:
            target.unlink(missing_ok=True)
        else:
            os.replace(kept, target)
