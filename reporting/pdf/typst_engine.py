"""A tree of texts → pages → PDF through Typst: archival and accessible in one pass, and quick."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from reporting.document import Document, Part
from reporting.errors import TemplateError
from reporting.pdf.engine import Box, Stamp, Typeset, TypesetSource
from reporting.pdf.faces import Face, faces
from reporting.pdf.typst_tree import tree
from reporting.profile import Profile
from reporting.resources import resource

if TYPE_CHECKING:
    import pikepdf
    import typst


class TypstEngine:
    """Reaches nothing but its templates, the texts handed in and the profile's font files."""

    libraries: tuple[str, ...] = ("typst",)
    in_processes = False

    def source(self, document: Document, part: Part, profile: Profile, first_page: int) -> TypesetSource:
        used = faces(profile)
        text = json.dumps(tree(document, part, profile, _families(used), first_page), ensure_ascii=False)
        return TypesetSource("typst", text, resource("print", "part.typ").read_text(encoding="utf-8"), used)

    def typeset(self, source: TypesetSource, archive_part: int) -> Typeset:
        compiler = _compiler("part.typ", part=source.text)
        data = _compiled(compiler, ["a-3a" if archive_part == 3 else "a-2a", "ua-1"], tags=True)
        places = json.loads(compiler.query("<room>", field="value"))  # laid out already: no cost
        _MEMORY.grown_by(len(source.text))
        return Typeset(data, Box(**places[0]) if places else None)

    def tidy(self, document: pikepdf.Pdf) -> None:
        from reporting.pdf.typst_tags import tidy_tags

        tidy_tags(document)

    def picture(self, stamp: Stamp) -> bytes:
        told = {"width": stamp.width, "height": stamp.height, "fonts": _families(stamp.faces), "text": stamp.text}
        told["image"] = list(stamp.image)
        compiler = _compiler("stamp.typ", stamp=json.dumps(told, ensure_ascii=False))
        return _compiled(compiler, ["a-2u"], tags=False)


class _Memory:
    """Typst keeps every layout for ten compilations more. In a process that goes on that is bounded: after so many
    signs typeset it has to forget, which eleven empty documents do."""

    _KEPT = 1_000_000  # some 180 pages of tables, 150 MB
    _COMPILATIONS = 11

    def __init__(self) -> None:
        self._lock, self._signs = Lock(), 0

    def grown_by(self, signs: int) -> None:
        import typst

        with self._lock:
            self._signs += signs
            if self._signs < self._KEPT:
                return
            self._signs = 0
        compiler = typst.Compiler(font_paths=_fonts())
        for _ in range(self._COMPILATIONS):
            compiler.compile(b"", format="pdf")


_MEMORY = _Memory()


def _compiler(template: str, **inputs: str) -> typst.Compiler:
    """The template has to be a file: a compiler made from bytes cannot be asked where things stand."""
    import typst

    path = Path(resource("print", template))
    return typst.Compiler(path, root=path.parent, font_paths=_fonts(), sys_inputs=inputs)


def _compiled(compiler: typst.Compiler, standards: list[typst.PDFStandard], *, tags: bool) -> bytes:
    """A warning stops the report as an error does: something would not print as meant."""
    import typst

    try:
        data, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=standards, timestamp=0, pdf_tags=tags
        )
    except typst.TypstError as problem:
        raise _complaint(problem.message) from problem
    if warnings:
        raise _complaint(warnings[0].message)
    assert isinstance(data, bytes)
    return data


def _complaint(message: str) -> TemplateError:
    return TemplateError(f"không dàn trang được: {message}", where="templates/print")


@cache
def _fonts() -> typst.Fonts:
    """The font files that ship, and no others: neither the machine's nor those inside Typst."""
    import typst

    folder = str(resource("fonts"))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


@cache
def _families(used: tuple[Face, ...]) -> tuple[str, ...]:
    """The profile's fonts by the names that their files tell: Typst knows no aliases. The text's first."""
    named = {Path(font.path).name: font.family for font in _fonts().fonts() if font.path}
    return tuple(dict.fromkeys(named[face.file] for face in used))
