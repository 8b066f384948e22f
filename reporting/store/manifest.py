"""manifest.json: SHA-256 and size of every input and output. No path of a machine, no time of the run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reporting import __version__
from reporting.store.files import sha256

NAME = "manifest.json"


def manifest(job: str, generation: str, draft: bool, inputs: Mapping[str, str], outputs: Mapping[str, bytes]) -> bytes:
    """`inputs`: name → SHA-256, names relative to the job's folder."""
    data = {
        "program": f"cchc {__version__}",
        "job": job,
        "generation": generation,
        "draft": draft,
        "inputs": [{"file": name, "sha256": digest} for name, digest in sorted(inputs.items())],
        "outputs": [
            {"file": name, "size": len(content), "sha256": sha256(content)} for name, content in sorted(outputs.items())
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def earlier_outputs(folder: Path) -> tuple[str, ...]:
    """The names that the manifest of an earlier run in this folder lists (files of ours, safe to replace)."""
    return tuple(listed_outputs(folder))


def built_generation(folder: Path) -> str:
    """Of the set that was built last in this folder; "" where there is no manifest of ours."""
    return str(_read(folder).get("generation", ""))


def listed_outputs(folder: Path) -> dict[str, str]:
    """Names and SHA-256 of the outputs that a folder's manifest lists; none where there is no manifest of ours."""
    rows = _listed(folder, "outputs")
    return {n: digest for n, digest in rows.items() if not Path(n).is_absolute() and ".." not in Path(n).parts}


def listed_inputs(folder: Path) -> dict[str, str]:
    """Names and SHA-256 of what the set was made from; none where there is no manifest of ours."""
    return _listed(folder, "inputs")


def _listed(folder: Path, which: str) -> dict[str, str]:
    try:
        return {str(row["file"]): str(row["sha256"]) for row in _read(folder).get(which, ())}
    except (KeyError, TypeError):
        return {}


def _read(folder: Path) -> dict[str, Any]:
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
