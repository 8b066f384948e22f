"""What a reader sees in two revisions of one PDF: which pages differ, and what else acts or is filled in.

Compared is all that the page draws, down to the bytes of its streams, so that it does not matter how a later revision
came by other content (hidden, replaced, or both). Left aside is what draws nothing: freed objects, boxes rounded by
less than a point, fonts in the form's own resources, metadata. Signatures added are looked at by themselves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pikepdf

BEYOND_PAGES = 0  # in the place of a page number: something of the whole document
# Ways up and across the tree, and numbers of tags: they draw nothing.
_WAYS = frozenset(("/Parent", "/P", "/Pg", "/StructParent", "/StructParents", "/Popup", "/IRT", "/Dest", "/D"))
_BOXES = ("/MediaBox", "/CropBox")
_ROUNDED = 1.0
# What acts, hides or carries files.
_CATALOG = ("/OpenAction", "/AA", "/Names", "/OCProperties", "/AF", "/Collection", "/URI")


def changed_pages(before: pikepdf.Pdf, after: pikepdf.Pdf) -> tuple[int, ...]:
    """Numbers (from 1) of the pages that show something else; BEYOND_PAGES for what belongs to none."""
    old, new = _Seen(), _Seen()
    found = [0] if len(before.pages) != len(after.pages) or old.catalog(before) != new.catalog(after) else []
    for number, (one, other) in enumerate(zip(before.pages, after.pages, strict=False), 1):
        if (
            not _boxes_alike(one, other)
            or old.page(one) != new.page(other)
            or not _notes_allowed(old.notes(one), new.notes(other), new)
        ):
            found.append(number)
    found += range(min(len(before.pages), len(after.pages)) + 1, len(after.pages) + 1)
    return tuple(found)


def _boxes_alike(one: pikepdf.Page, other: pikepdf.Page) -> bool:
    pairs = ((list(one.mediabox), list(other.mediabox)), (list(one.cropbox), list(other.cropbox)))
    return all(
        len(a) == len(b) and all(abs(float(x) - float(y)) < _ROUNDED for x, y in zip(a, b, strict=True))
        for a, b in pairs
    )


def _notes_allowed(before: list[Any], after: list[Any], seen: _Seen) -> bool:
    """Annotations as they were, with signature fields more, or an empty one filled."""
    known = dict(before)
    for name, (digest, field) in after:
        was = known.pop(name, None)
        if was is not None and was[0] == digest:
            continue
        if was is not None and not (_is_signature(was[1]) and "/V" not in _owner(was[1])):
            return False
        if not _is_signature(field) or not ("/V" in _owner(field) or _draws_nothing(field)):
            return False
    return not known


def _owner(field: Any) -> Any:
    """The dictionary that has the field's value: the widget, or the field above it."""
    parent = field.get("/Parent")
    return parent if "/V" not in field and parent is not None and "/FT" in parent else field


def _is_signature(field: Any) -> bool:
    return field.get("/Subtype") == "/Widget" and "/Sig" in (field.get("/FT"), _owner(field).get("/FT"))


def _draws_nothing(field: Any) -> bool:
    drawn = field.get("/AP", {}).get("/N")
    return drawn is None or isinstance(drawn, pikepdf.Stream) and not drawn.read_bytes().strip()


class _Seen:
    """Digests of one revision's objects, each read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bytes] = {}

    def page(self, page: pikepdf.Page) -> bytes:
        shown = [page.obj.get("/Contents"), _inherited(page.obj, "/Resources"), _inherited(page.obj, "/Rotate")]
        return self._of([*shown, page.obj.get("/AA"), page.obj.get("/UserUnit")])

    def notes(self, page: pikepdf.Page) -> list[tuple[Any, tuple[bytes, Any]]]:
        """(what tells it from the others, (its digest, itself))"""
        notes = [note for note in page.obj.get("/Annots", ()) if isinstance(note, pikepdf.Dictionary)]
        return [
            (note.objgen if note.is_indirect else number, (self._note(note), note)) for number, note in enumerate(notes)
        ]

    def catalog(self, document: pikepdf.Pdf) -> bytes:
        form: Any = document.Root.get("/AcroForm", {})
        filled = sorted((name, self._of(value)) for name, value in _values(form.get("/Fields", ())))
        return self._of([document.Root.get(key) for key in _CATALOG]) + repr((filled, "/XFA" in form)).encode()

    def _note(self, note: Any) -> bytes:
        """The widget of a signature is what it draws and where; its lock and flags are its program's affair."""
        keys = ("/Rect", "/AP", "/AS", "/Subtype", "/V", "/MK") if _is_signature(note) else tuple(note.keys())
        return self._of(
            [[key, note.get(key)] for key in sorted(keys) if key not in ("/V", "/F") or not _is_signature(note)]
        )

    def _of(self, thing: Any) -> bytes:
        if isinstance(thing, pikepdf.Object) and thing.is_indirect:
            place = thing.objgen
            if place not in self._known:
                self._known[place] = b"on the way"
                self._known[place] = self._content(thing)
            return self._known[place]
        return self._content(thing)

    def _content(self, thing: Any) -> bytes:
        digest = hashlib.sha256(type(thing).__name__.encode())
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            for key in sorted(set(thing.keys()) - _WAYS - {"/Length"}):
                digest.update(key.encode() + b"\0" + self._of(thing.get(key)))
            if isinstance(thing, pikepdf.Stream):
                digest.update(thing.read_raw_bytes())
        elif isinstance(thing, pikepdf.Array | list):
            for item in thing:
                digest.update(self._of(item))
        elif isinstance(thing, pikepdf.Object):
            digest.update(thing.unparse())
        else:
            digest.update(str(thing).encode())
        return digest.digest()


def _inherited(node: Any, key: str) -> Any:
    for _ in range(60):
        if node is None or key in node:
            break
        node = node.get("/Parent")
    return node.get(key) if node is not None else None


def _values(fields: Any, above: str = "", deep: int = 0) -> Iterator[tuple[str, Any]]:
    """What is filled into fields that are no signatures."""
    for field in fields if deep < 40 else ():
        if not isinstance(field, pikepdf.Dictionary):
            continue
        name = f"{above}.{field.get('/T', '')}"
        if field.get("/FT") != "/Sig" and "/V" in field:
            yield name, field.V
        yield from _values(field.get("/Kids", ()), name, deep + 1)
