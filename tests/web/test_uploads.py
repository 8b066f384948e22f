"""What a browser hands over lands in the returns folder under a harmless name, once, and replaces nothing."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.web.uploads import NEW, REFUSED, SAME, safe_name, take_in


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Q1-2023_SYT.xlsx", "Q1-2023_SYT.xlsx"),
        ("..\\..\\Windows\\x.xlsx", "x.xlsx"),
        ("/etc/passwd", "passwd"),
        ("../../job.toml", "job.toml"),
        ("Báo cáo: Sở Y tế?.xlsx", "Báo cáo_ Sở Y tế_.xlsx"),
        (unicodedata.normalize("NFD", "Sở Nội vụ.xls"), "Sở Nội vụ.xls"),
        ("CON.xlsx", "_CON.xlsx"),
        ("...", "tep"),
        ("", "tep"),
        ("a\x00b\u202egpj.xlsx", "a_b_gpj.xlsx"),
    ],
)
def test_names_become_harmless(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


@given(st.text(max_size=300))
def test_no_name_leaves_its_folder(name: str) -> None:
    kept = safe_name(name)
    assert kept and len(kept) <= 140
    assert not set(kept) & set('<>:"/\\|?*\x00') and kept not in (".", "..") and kept[-1] not in " ."


def _incoming(folder: Path, *files: bytes) -> Path:
    folder.mkdir()
    for number, data in enumerate(files):
        (folder / str(number)).write_bytes(data)
    return folder


def _zip(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def test_nothing_that_is_there_is_replaced(tmp_path: Path) -> None:
    returns = tmp_path / "bao_cao_nhan"
    returns.mkdir()
    (returns / "A.xlsx").write_bytes(b"old")
    batch = _incoming(tmp_path / "b", b"new", b"old", b"other")
    placed = take_in(batch, ["a.xlsx", "B.xlsx", "A.XLSX"], returns)
    assert [(one.outcome, one.file) for one in placed] == [(NEW, "a (2).xlsx"), (SAME, "A.xlsx"), (NEW, "A (3).XLSX")]
    assert (returns / "A.xlsx").read_bytes() == b"old"
    assert {path.read_bytes() for path in returns.iterdir()} == {b"old", b"new", b"other"}


def test_an_archive_is_opened_and_each_file_answered_for(tmp_path: Path) -> None:
    data = _zip(**{"a/x.xlsx": b"1", "b/x.xlsx": b"2", "c/": b"", "../../evil.xlsx": b"3", "__MACOSX/._x": b"4"})
    returns = tmp_path / "r"
    placed = take_in(_incoming(tmp_path / "b", data), ["tat_ca.zip"], returns)
    assert sorted(path.name for path in returns.iterdir()) == ["evil.xlsx", "x (2).xlsx", "x.xlsx"]
    assert [one.outcome for one in placed].count(NEW) == 3
    assert [one.outcome for one in placed].count(REFUSED) == 1


def test_a_broken_archive_is_told_and_the_others_are_taken(tmp_path: Path) -> None:
    data = bytearray(_zip(**{"x.xlsx": b"1" * 100}))
    data[40] ^= 0xFF
    placed = take_in(_incoming(tmp_path / "b", bytes(data), b"good"), ["hong.zip", "tot.xlsx"], tmp_path / "r")
    assert [one.outcome for one in placed] == [REFUSED, NEW]
    assert "không mở được" in placed[0].why


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    placed = take_in(_incoming(tmp_path / "b", b""), ["x.xlsx"], tmp_path / "r")
    assert [(one.outcome, one.why) for one in placed] == [(REFUSED, "tệp trống")]
