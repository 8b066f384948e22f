"""Where the empty signature fields stand: from the profile, the page and the room that the part left for the signature. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reporting.document import Part
from reporting.pdf.engine import Box
from reporting.profile import Page, Profile, SignatureField

MM = 72 / 25.4
# Mục II.8, ô 8: the seal covers about a third of the signature, on its left.
SEAL_OVERLAP = 1 / 3
STAMP_GAP = 2.0


@dataclass(frozen=True, slots=True)
class Place:
    """One empty field: its name, what a reader hears, and its rectangle."""

    name: str
    tooltip: str
    box: Box


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """Which fields a part gets, and the page that a stamp's place is counted from."""

    fields: tuple[SignatureField, ...] = ()
    page: Page | None = None
    landscape: bool = False


def field_plan(part: Part, profile: Profile) -> FieldPlan:
    """The profile's fields for the main text or for an annex, where it wants them ready-made."""
    if not profile.ready_fields:
        return FieldPlan()
    kind = "annex" if part.annex else "main"
    fields = tuple(field for field in profile.fields if field.part == kind)
    return FieldPlan(fields, profile.page, part.orientation == "landscape")


def field_places(plan: FieldPlan, room: Box | None) -> Iterator[Place]:
    """Where they stand. Without room for the signature its fields are left out."""
    person = next((field for field in plan.fields if field.anchor == "signature"), None)
    for field in plan.fields:
        if field.anchor == "stamp" and plan.page is not None:
            yield Place(field.name, field.tooltip, stamp_box(field, plan.page, plan.landscape))
        elif field.anchor == "signature" and room is not None:
            yield Place(field.name, field.tooltip, signature_box(field, room))
        elif field.anchor == "seal" and room is not None:
            yield Place(field.name, field.tooltip, seal_box(field, room, person))


def signature_box(field: SignatureField, room: Box) -> Box:
    """Centred between the function and the name (Mục II.7, ô 7c)."""
    return _around(room.page, (room.left + room.right) / 2, (room.bottom + room.top) / 2, field)


def seal_box(field: SignatureField, room: Box, person: SignatureField | None) -> Box:
    """Its right edge a third into the person's field; without one, in that field's place."""
    if person is None:
        return signature_box(field, room)
    signature = signature_box(person, room)
    right = signature.left + SEAL_OVERLAP * (signature.right - signature.left)
    return _around(room.page, right - field.width * MM / 2, (room.bottom + room.top) / 2, field)


def stamp_box(field: SignatureField, page: Page, landscape: bool) -> Box:
    """Top right of page 1, inside the top margin, where nothing is printed (Mục II.8.b)."""
    width, height = (page.height, page.width) if landscape else (page.width, page.height)
    top, right = (page.landscape_top, page.landscape_right) if landscape else (page.top, page.right)
    upper = top - STAMP_GAP - field.height
    return Box(
        0,
        (width - right - field.width) * MM,
        (height - upper - field.height) * MM,
        (width - right) * MM,
        (height - upper) * MM,
    )


def _around(page: int, x: float, y: float, field: SignatureField) -> Box:
    half_width, half_height = field.width * MM / 2, field.height * MM / 2
    return Box(page, x - half_width, y - half_height, x + half_width, y + half_height)
