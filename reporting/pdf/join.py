"""Several tagged PDFs as one: pages, tags and bookmarks put one behind the other."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from io import BytesIO
from typing import TYPE_CHECKING

from reporting.pdf.finish import save

if TYPE_CHECKING:
    import pikepdf


def join(parts: Sequence[bytes], *, keep_fields: bool) -> bytes:
    """The first part's metadata and signature fields hold (those of the others go); page numbers stay
    as printed. With `keep_fields` False the first loses its fields as well."""
    import pikepdf

    with ExitStack() as opened:  # streams are copied when saving: all stay open until then
        whole, *others = (opened.enter_context(pikepdf.open(BytesIO(data))) for data in parts)
        if not keep_fields:
            drop_fields(whole)
        for other in others:
            drop_fields(other)
            _append(whole, other)
        return save(whole)


def page_count(pdf: bytes) -> int:
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def drop_fields(document: pikepdf.Pdf) -> None:
    """Signature fields out: the form, the widgets, their tags."""
    import pikepdf

    if "/AcroForm" not in document.Root:
        return
    del document.Root.AcroForm
    for page in document.pages:
        if "/Annots" in page.obj:
            kept = [note for note in page.obj.Annots if note.get("/Subtype") != pikepdf.Name.Widget]
            page.obj.Annots = pikepdf.Array(kept)
    tree = document.Root.StructTreeRoot
    tree.K[0].K = pikepdf.Array([kid for kid in tree.K[0].K if kid.get("/S") != pikepdf.Name.Form])
    pairs = [pair for pair in _pairs(tree.ParentTree.Nums) if not _is_form(pair[1])]
    tree.ParentTree.Nums = pikepdf.Array([item for pair in pairs for item in pair])


def _pairs(numbers: pikepdf.Object) -> list[tuple[int, pikepdf.Object]]:
    """A number tree's leaf: [key value key value …] → (key, value) …"""
    items = list(numbers)
    return [(int(key), value) for key, value in zip(items[::2], items[1::2], strict=True)]


def _is_form(owner: pikepdf.Object) -> bool:
    import pikepdf

    return isinstance(owner, pikepdf.Dictionary) and owner.get("/S") == pikepdf.Name.Form


def _append(whole: pikepdf.Pdf, part: pikepdf.Pdf) -> None:
    first = len(whole.pages)
    whole.pages.extend(part.pages)
    _append_tags(whole, whole.copy_foreign(part.Root.StructTreeRoot), first)
    if "/Outlines" in part.Root:
        _append_bookmarks(whole, whole.copy_foreign(part.Root.Outlines))


def _append_tags(whole: pikepdf.Pdf, tags: pikepdf.Object, first: int) -> None:
    """The keys of the part's parent tree are moved behind those already given."""
    tree = whole.Root.StructTreeRoot
    shift = _pairs(tree.ParentTree.Nums)[-1][0] + 1
    for page in list(whole.pages)[first:]:
        page.obj.StructParents = int(page.obj.StructParents) + shift
    theirs = _pairs(tags.ParentTree.Nums)
    for key, owner in theirs:
        tree.ParentTree.Nums.append(key + shift)
        tree.ParentTree.Nums.append(owner)
    for element in tags.K[0].K:
        element.P = tree.K[0]
        tree.K[0].K.append(element)
    tree.ParentTreeNextKey = shift + theirs[-1][0] + 1


def _append_bookmarks(whole: pikepdf.Pdf, theirs: pikepdf.Object) -> None:
    if "/Outlines" not in whole.Root:
        whole.Root.Outlines = theirs
        return
    ours = whole.Root.Outlines
    item: pikepdf.Object | None = theirs.First
    while item is not None:
        item.Parent = ours
        item = item.get("/Next")
    ours.Last.Next, theirs.First.Prev = theirs.First, ours.Last
    ours.Last = theirs.Last
    ours.Count = int(ours.Count) + int(theirs.Count)
