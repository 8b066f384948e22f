from __future__ import annotations

import os
from pathlib import Path

import pytest

from reporting.errors import OutputError
from reporting.store.output_folder import write_all


def files(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()}


def test_writes_all_and_leaves_nothing_else_behind(tmp_path: Path) -> None:
    write_all(tmp_path / "out", {"a.txt": b"1", "sub/b.txt": b"2"})
    assert files(tmp_path / "out") == {"a.txt": "1", "sub/b.txt": "2"}


def test_replaces_its_own_files_and_keeps_those_of_others(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    write_all(tmp_path, {"a.txt": b"1", "b.txt": b"1"})
    write_all(tmp_path, {"a.txt": b"2"}, stale=("a.txt", "b.txt"))
    assert files(tmp_path) == {"a.txt": "2", "note.txt": "mine"}


def test_a_failed_move_puts_the_old_set_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_all(tmp_path, {"a.txt": b"old", "b.txt": b"old"})
    real = os.replace

    def busy(source: Path, target: Path) -> None:
        if Path(target) == tmp_path / "b.txt" and "new" in Path(source).parts:
            raise PermissionError(13, "being used by another process", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", busy)
    with pytest.raises(OutputError, match="b.txt"):
        write_all(tmp_path, {"a.txt": b"new", "b.txt": b"new", "c.txt": b"new"})
    assert files(tmp_path) == {"a.txt": "old", "b.txt": "old"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(OutputError, match="một tệp"):
        write_all(tmp_path / "out", {"a": b""})
