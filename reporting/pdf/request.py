"""One part to render, as plain text and numbers: what a worker is handed and the cache is asked by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from reporting.document import AnnexTitle, Document, Part
from reporting.errors import TemplateError
from reporting.pdf.engine import DEFAULT, TypesetSource, engine_named
from reporting.pdf.faces import unprintable
from reporting.pdf.finish import Attachment
from reporting.pdf.layout import part_title
from reporting.pdf.metadata import Metadata
from reporting.pdf.places import FieldPlan, field_plan
from reporting.profile import Profile
from reporting.resources import resource
from reporting.text import one_line


@dataclass(frozen=True, slots=True)
class PartRequest:
    """Everything that the bytes of one PDF depend on, the machine's own libraries aside."""

    name: str
    source: TypesetSource
    metadata: Metadata
    plan: FieldPlan = FieldPlan()
    attachments: tuple[Attachment, ...] = ()

    @property
    def key(self) -> str:
        """SHA-256 over the content, the fonts, this package and the version of its engine."""
        digest = hashlib.sha256(_ground(self.source.engine).encode())
        for piece in (self.source.text, self.source.style, repr(self.metadata), repr(self.plan)):
            digest.update(piece.encode() + b"\0")
        for face in self.source.faces:
            digest.update(_digest(resource("fonts", face.file)).encode())
        for attachment in self.attachments:
            digest.update(repr((attachment.name, attachment.mime, attachment.description)).encode() + attachment.data)
        return digest.hexdigest()


def part_request(
    document: Document,
    part: Part,
    profile: Profile,
    *,
    engine: str = DEFAULT,
    first_page: int = 1,
    own_files: bool = True,
    attachments: tuple[Attachment, ...] = (),
) -> PartRequest:
    """`own_files`: each part is a file of its own. With annexes in the main text's file the annexes
    get no signature fields (NĐ 30/2020, Phụ lục I, Mục II.8.b) and go on from `first_page`; a draft
    never gets any field.

    Raises TemplateError for a character that no font of the profile can print; in a draft it is
    shown as [U+XXXX] instead.
    """
    unknown = tuple(unprintable(part, profile))
    if unknown and not document.draft:
        raise _unprintable_error(*unknown[0])
    made = engine_named(engine).source(document, part, profile, first_page)
    made = made.shown({character: f"[U+{ord(character):04X}]" for _, character in unknown})
    metadata = Metadata(
        part_title(document, part),
        document.subject,
        document.author,
        document.properties,
        () if part.annex or not own_files else tuple(_annex_names(document)),
        archive_part=3 if attachments else 2,
    )
    signed = (own_files or not part.annex) and not document.draft
    plan = field_plan(part, profile) if signed else FieldPlan()
    return PartRequest(file_name(part), made, metadata, plan, attachments)


def file_name(part: Part) -> str:
    return f"{part.name or ('phu_luc' if part.annex else 'bao_cao')}.pdf"


def _annex_names(document: Document) -> Iterator[tuple[str, str]]:
    for annex in document.annexes:
        titles = [block for block in annex.blocks if isinstance(block, AnnexTitle)]
        title = ". ".join(text for text in (titles[0].number, titles[0].title) if text) if titles else annex.title
        yield file_name(annex), one_line(title)


def _unprintable_error(block: str, character: str) -> TemplateError:
    return TemplateError(
        f"ký tự '{character}' (U+{ord(character):04X}) không có trong phông chữ của báo cáo",
        where=f"đoạn {block}",
        accepted="chữ và ký hiệu có trong các tệp phông của hồ sơ kiểu trình bày",
        action="Thay ký tự đó trong báo cáo gốc hoặc trong bảng của đơn vị tổng hợp.",
    )


@cache
def _ground(engine: str) -> str:
    """This package's own code and the versions of its libraries: a new release never meets an old cache."""
    libraries = (*engine_named(engine).libraries, "pikepdf")
    return "\n".join((*(_digest(path) for path in _sources()), *(f"{name} {version(name)}" for name in libraries)))


def _sources() -> Iterator[Path]:
    yield from sorted(Path(__file__).parent.glob("*.py"))


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
