"""Mutated Word files, PDFs and TOML files at every door that opens them: read, or refused in words of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz_documents import DOORS, fuzzed, originals

_SECONDS = 20  # of mutating, whatever was reached


@pytest.mark.long
def test_mutated_documents_never_end_a_command_by_accident(tmp_path: Path) -> None:
    told, broken = fuzzed(_SECONDS, 20231, tmp_path)
    assert broken == []
    assert all(counts["refused"] for counts in told.values())
    assert sum(counts["read"] for counts in told.values()) > 0


def test_every_door_reads_a_good_file(tmp_path: Path) -> None:
    for kind, data in originals().items():
        path = tmp_path / f"tot.{kind}"
        path.write_bytes(data)
        reading = [door for door in DOORS[kind] if door.__name__ not in ("_plan",)]
        assert all(door(path) is not None for door in reading)
