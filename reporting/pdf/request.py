"""One part to render, as plain text and numbers: what a worker is handed and the cache is asked by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from reporting.document import Document, Part
from reporting.errors import TemplateError
from reporting.pdf.faces import unprintable
from reporting.pdf.finish import Attachment
from reporting.pdf.markup import Markup, markup, part_title
from reporting.pdf.metadata import Metadata
from reporting.pdf.places import FieldPlan, field_plan
from reporting.profile import Profile
from reporting.resources import resource

_ENGINES = ("weasyprint", "pydyf", "tinycss2", "fonttools", "pikepdf")


@dataclass(frozen=True, slots=True)
class PartRequest:
    """Everything that the bytes of one PDF depend on, the machine's own libraries aside."""

    name: str
    markup: Markup
    metadata: Metadata
    plan: FieldPlan = FieldPlan()
    attachments: tuple[Attachment, ...] = ()

    @property
    def key(self) -> str:
        """SHA-256 over the content, the fonts, this package and the versions of its engines."""
        digest = hashlib.sha256(_ground().encode())
        for piece in (self.markup.html, self.markup.css, repr(self.metadata), repr(self.plan)):
            digest.update(piece.encode() + b"\0")
        for face in self.markup.faces:
            digest.update(_digest(resource("fonts", face.file)).encode())
        for attachment in self.attachments:
            digest.update(repr((attachment.name, attachment.mime, attachment.description)).encode() + attachment.data)
        return digest.hexdigest()


def part_request(
    document: Document, part: Part, profile: Profile, *, signed: bool = True, attachments: tuple[Attachment, ...] = ()
) -> PartRequest:
    """`signed`: with the profile's empty fields; a draft never has them, so that nobody signs one.

    Raises TemplateError for a character that no font of the profile can print; in a draft it is
    shown as [U+XXXX] instead.
    """
    made = markup(document, part, profile)
    for block, character in unprintable(part, profile):
        if not document.draft:
            raise _unprintable_error(block, character)
        made = Markup(made.html.replace(character, f"[U+{ord(character):04X}]"), made.css, made.faces)
    metadata = Metadata(
        part_title(document, part),
        document.subject,
        document.author,
        document.properties,
        archive_part=3 if attachments else 2,
    )
    plan = field_plan(part, profile) if signed and not document.draft else FieldPlan()
    return PartRequest(file_name(part), made, metadata, plan, attachments)


def file_name(part: Part) -> str:
    return f"{part.name or ('phu_luc' if part.annex else 'bao_cao')}.pdf"


def _unprintable_error(block: str, character: str) -> TemplateError:
    return TemplateError(
        f"ký tự '{character}' (U+{ord(character):04X}) không có trong phông chữ của báo cáo",
        where=f"đoạn {block}",
        accepted="chữ và ký hiệu có trong các tệp phông của hồ sơ kiểu trình bày",
        action="Thay ký tự đó trong báo cáo gốc hoặc trong bảng của đơn vị tổng hợp.",
    )


@cache
def _ground() -> str:
    """This package's own code and the engines' versions: a new release never meets an old cache."""
    return "\n".join((*(_digest(path) for path in _sources()), *(f"{name} {version(name)}" for name in _ENGINES)))


def _sources() -> Iterator[Path]:
    yield from sorted(Path(__file__).parent.glob("*.py"))


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
