"""Gives mutated Word files, PDFs and TOML files to the doors that open them; prints what it tried as JSON.

    python -m tests.fuzz_documents SECONDS [SEED]

What must hold for each file: it is read, or refused in words of our own, within the seconds; no other exception reaches
this process. It ends with status 1 when a file broke this, and leaves such files as `fuzz-….docx` in the system's folder
for temporary files.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from reporting.apart import called_apart
from reporting.commands.lint import _measured, _rules
from reporting.commands.plan_import import load_rules, read_document
from reporting.errors import CchcError
from reporting.job import parse_job
from reporting.lint.lint import lint_document
from reporting.pdf.examine import examined_file
from reporting.plan_import.importer import import_plan
from reporting.store.files import read_toml
from reporting.word.edited import read_edited
from tests.helpers import mutations as m

PER_FILE = 20.0  # seconds
SAMPLES = Path(__file__).parents[1] / "sample_inputs"
_ZIP = (m.flip, m.torn, m.cut, m.directory, m.one_byte, m.one_missing, m.swollen, m.parts, m.parts)
_PLAIN = (m.flip, m.torn, m.cut)
Door = Callable[[Path], object]


def _lint(path: Path) -> object:
    return lint_document(called_apart(_measured, path.read_bytes(), path.name, name=path.name), _rules("nd30-2020"))


def _absorb(path: Path) -> object:
    return called_apart(read_edited, path.read_bytes(), path.name, name=path.name)


def _plan(path: Path) -> object:
    return import_plan(read_document(path), load_rules(), None)


def _verify(path: Path) -> object:
    return examined_file(path, (), False)


def _job(path: Path) -> object:
    return parse_job(read_toml(path), path.name)


DOORS: Mapping[str, tuple[Door, ...]] = {
    "docx": (_lint, _absorb, _plan),
    "pdf": (_verify, _plan),
    "toml": (_job,),
}
MUTATIONS: Mapping[str, tuple[m.Mutation, ...]] = {"docx": _ZIP, "pdf": _PLAIN, "toml": _PLAIN}


def originals() -> dict[str, bytes]:
    """One good file of each kind, made by the program itself."""
    from reporting.pdf.render import PdfOptions, render_pdfs
    from reporting.word.render import render_docx
    from tests.helpers.documents import sample_document
    from tests.helpers.word import nd30

    document = sample_document()
    return {
        "docx": render_docx(document, nd30()),
        "pdf": render_pdfs(document, nd30(), PdfOptions())["bao_cao.pdf"],
        "toml": (SAMPLES / "quy_1_2023" / "job.toml").read_bytes(),
    }


def fuzzed(seconds: float, seed: int, folder: Path) -> tuple[dict[str, Counter[str]], list[str]]:
    """What happened, by kind of file, and what was broken."""
    dice, good, end = random.Random(seed), originals(), time.monotonic() + seconds
    told: dict[str, Counter[str]] = {kind: Counter() for kind in good}
    broken: list[str] = []
    number = 0
    while time.monotonic() < end:
        kind = ("docx", "docx", "pdf", "toml")[number % 4]
        mutation = dice.choice(MUTATIONS[kind])
        data = mutation(dice, good[kind])
        path = folder / f"{number}.{kind}"
        path.write_bytes(data)
        for door in DOORS[kind]:
            wrong = _tried(partial(door, path), told[kind])
            if wrong:
                kept = Path(tempfile.gettempdir(), f"fuzz-{seed}-{number}.{kind}")
                kept.write_bytes(data)
                broken.append(f"{kept}: {door.__name__[1:]} after {mutation.__name__}: {wrong}")
        path.unlink()
        number += 1
    return told, broken


def _tried(door: Callable[[], object], told: Counter[str]) -> str:
    """What a door did wrong, "" for nothing."""
    start = time.monotonic()
    try:
        door()
        told["read"] += 1
    except CchcError:
        told["refused"] += 1
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is what is looked for
        return f"{type(problem).__name__}: {problem}"[:300]
    took = time.monotonic() - start
    return f"{took:.1f} s" if took > PER_FILE else ""


def main() -> None:
    seconds, seed = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20231
    with tempfile.TemporaryDirectory() as folder:
        told, broken = fuzzed(seconds, seed, Path(folder))
    print(json.dumps({kind: dict(counts) for kind, counts in told.items()}, ensure_ascii=False, indent=2))
    for reason in broken:
        print(reason, file=sys.stderr)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
