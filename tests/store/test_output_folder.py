from __future__ import annotations

import os
from pathlib import Path

import pytest

from reporting.errors import OutputError
from reporting.store import output_folder
from reporting.store.files import sha256
from reporting.store.manifest import manifest
from reporting.store.output_folder import put, recorded, write_all
from reporting.store.swap import OWN_FOLDER


def files(folder: Path) -> dict[str, str]:
    found = {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()}
    return {name: text for name, text in found.items() if not name.startswith(OWN_FOLDER)}


def test_writes_all_and_leaves_nothing_else_behind(tmp_path: Path) -> None:
    write_all(tmp_path / "out", {"a.txt": b"1", "sub/b.txt": b"2"})
    assert files(tmp_path / "out") == {"a.txt": "1", "sub/b.txt": "2"}


def test_replaces_its_own_files_and_keeps_those_of_others(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    write_all(tmp_path, {"a.txt": b"1", "b.txt": b"1"})
    write_all(tmp_path, {"a.txt": b"2"}, stale=lambda: ("a.txt", "b.txt"))
    assert files(tmp_path) == {"a.txt": "2", "note.txt": "mine"}


def test_a_failed_move_puts_the_old_set_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_all(tmp_path, {"a.txt": b"old", "b.txt": b"old"})
    real = os.replace

    def busy(source: Path, target: Path) -> None:
        if Path(target) == tmp_path / "b.txt" and "moi" in Path(source).parts:
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


def test_a_file_that_is_locked_is_not_called_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_all(tmp_path, {"a.txt": b"1", "b.txt": b"1"})

    def locked(path: Path) -> str:
        if path.name == "b.txt":
            raise PermissionError(13, "being used by another process", str(path))
        return sha256(path.read_bytes())

    monkeypatch.setattr(output_folder, "file_sha256", locked)
    with pytest.raises(OutputError, match=r"không mở được tệp b\.txt") as told:
        write_all(tmp_path, {"a.txt": b"2", "b.txt": b"2"})
    assert "Đóng tệp" in told.value.message and "không ghi đè" not in told.value.message
    assert write_all(tmp_path, {"a.txt": b"2", "b.txt": b"2"}, beside=True) == {"b.txt": "b_moi.txt"}
    assert files(tmp_path) == {"a.txt": "2", "b.txt": "1", "b_moi.txt": "2"}


def test_what_a_person_changed_stops_the_run_and_is_named(tmp_path: Path) -> None:
    write_all(tmp_path, {"a.txt": b"1", "b.txt": b"1"})
    (tmp_path / "b.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"b\.txt"):
        write_all(tmp_path, {"a.txt": b"2", "b.txt": b"2"})
    assert files(tmp_path) == {"a.txt": "1", "b.txt": "mine"}


def test_beside_it_goes_when_asked_also_a_second_time(tmp_path: Path) -> None:
    write_all(tmp_path, {"b.txt": b"1"})
    (tmp_path / "b.txt").write_text("mine")
    assert write_all(tmp_path, {"b.txt": b"2"}, beside=True) == {"b.txt": "b_moi.txt"}
    assert write_all(tmp_path, {"b.txt": b"3"}, beside=True) == {"b.txt": "b_moi.txt"}
    (tmp_path / "b_moi.txt").write_text("mine too")
    assert write_all(tmp_path, {"b.txt": b"4"}, beside=True) == {"b.txt": "b_moi2.txt"}
    assert files(tmp_path) == {"b.txt": "mine", "b_moi.txt": "mine too", "b_moi2.txt": "4"}


def test_what_was_taken_over_is_replaced_and_kept_as_it_was(tmp_path: Path) -> None:
    write_all(tmp_path, {"b.txt": b"1"})
    (tmp_path / "b.txt").write_text("mine")
    write_all(tmp_path, {"b.txt": b"1+mine"}, taken={"b.txt": sha256(b"mine")})
    assert files(tmp_path) == {"b.txt": "1+mine"}
    assert [path.read_text() for path in (tmp_path / OWN_FOLDER / "giu_lai").iterdir()] == ["mine"]


def test_a_file_saved_again_since_it_was_taken_over_is_not_replaced(tmp_path: Path) -> None:
    write_all(tmp_path, {"b.txt": b"1"})
    (tmp_path / "b.txt").write_text("mine, saved while the program ran")
    with pytest.raises(OutputError):
        write_all(tmp_path, {"b.txt": b"2"}, taken={"b.txt": sha256(b"mine")})


def test_what_a_person_changed_does_not_go_away_as_stale(tmp_path: Path) -> None:
    write_all(tmp_path, {"a.txt": b"1", "b.txt": b"1"})
    (tmp_path / "b.txt").write_text("mine")
    write_all(tmp_path, {"a.txt": b"2"}, stale=lambda: ("a.txt", "b.txt"))
    assert files(tmp_path) == {"a.txt": "2", "b.txt": "mine"}


def test_the_same_bytes_are_no_overwriting_and_a_signed_file_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1")
    write_all(tmp_path, {"a.txt": b"1"})
    put(tmp_path, {"a.txt": b"1 signed"})
    with pytest.raises(OutputError):
        write_all(tmp_path, {"a.txt": b"1"})


def test_before_there_was_a_record_the_manifest_says_what_is_ours(tmp_path: Path) -> None:
    outputs = {"a.txt": b"1"}
    (tmp_path / "manifest.json").write_bytes(manifest("job", "g", False, {}, outputs))
    (tmp_path / "a.txt").write_bytes(b"1")
    assert recorded(tmp_path) == {"a.txt": sha256(b"1")}
    write_all(tmp_path, {"a.txt": b"2"})
    assert files(tmp_path)["a.txt"] == "2"


def test_what_only_a_strange_manifest_lists_is_not_taken_away(tmp_path: Path) -> None:
    (tmp_path / "luan_van.docx").write_text("mine")
    (tmp_path / "manifest.json").write_bytes(manifest("job", "g", False, {}, {"luan_van.docx": b"mine"}))
    write_all(tmp_path, {"a.txt": b"1"}, stale=lambda: ("luan_van.docx",))
    assert files(tmp_path)["luan_van.docx"] == "mine"
