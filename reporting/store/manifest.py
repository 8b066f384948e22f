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
    try:
        data: Any = json.loads((folder / NAME).read_text(encoding="utf-8"))
        names = [str(row["file"]) for row in data["outputs"]]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    return tuple(name for name in names if not Path(name).is_absolute() and ".." not in Path(name).parts)
