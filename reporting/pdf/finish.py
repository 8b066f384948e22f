"""The last pass over a part's PDF (pikepdf): metadata, empty signature fields, attached data, one save."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from reporting.pdf.metadata import Metadata
from reporting.pdf.places import Place

if TYPE_CHECKING:
    import pikepdf

PRINTED, LOCKED = 4, 128


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF (PDF/A-3): its name, MIME type, Vietnamese description and content."""

    name: str
    mime: str
    description: str
    data: bytes


def finish(
    pdf: bytes,
    metadata: Metadata,
    tidy: Callable[[pikepdf.Pdf], None],
    places: Iterable[Place] = (),
    attachments: Iterable[Attachment] = (),
) -> bytes:
    """The same bytes for the same arguments: no clock, and the file's id is a hash of its content. `tidy`: the engine's
    own part of it."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        tidy(document)
        write_metadata(document, metadata)
        add_fields(document, tuple(places))
        for attachment in attachments:
            attach(document, attachment)
        return save(document)


def save(document: pikepdf.Pdf) -> bytes:
    import pikepdf

    out = BytesIO()
    document.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=False,
    )
    return out.getvalue()


def write_metadata(document: pikepdf.Pdf, metadata: Metadata) -> None:
    import pikepdf

    document.Root.Metadata = document.make_stream(metadata.xmp(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    info = pikepdf.Dictionary()
    for key, value in metadata.info().items():
        info[f"/{key}"] = pikepdf.String(value)
    document.trailer.Info = document.make_indirect(info)


def add_fields(document: pikepdf.Pdf, places: tuple[Place, ...]) -> None:
    """Empty, tagged fields: a Form element each in the tag tree (ISO 14289-1, 7.18.4), no appearance."""
    import pikepdf

    if not places:
        return
    tree = document.Root.StructTreeRoot
    numbers = tree.ParentTree.Nums
    following = max(int(numbers[i]) for i in range(0, len(numbers), 2)) + 1
    widgets = []
    for key, place in enumerate(places, following):
        page = document.pages[place.box.page].obj
        widget = _widget(document, page, place, key)
        numbers.append(key)
        numbers.append(_form_element(document, page, widget, place))
        if "/Annots" not in page:
            page.Annots = pikepdf.Array()
        page.Annots.append(widget)
        widgets.append(widget)
    tree.ParentTreeNextKey = following + len(places)
    form = pikepdf.Dictionary(Fields=pikepdf.Array(widgets), SigFlags=1)
    document.Root.AcroForm = document.make_indirect(form)


def _widget(document: pikepdf.Pdf, page: pikepdf.Object, place: Place, key: int) -> pikepdf.Object:
    import pikepdf
    from pikepdf import Array, Dictionary, Name, String

    box = place.box
    nothing = document.make_stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(box.right - box.left, 2), round(box.top - box.bottom, 2)]),
        Resources=Dictionary(),
    )
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(place.name),
            TU=String(place.tooltip),
            Rect=Array([round(edge, 2) for edge in (box.left, box.bottom, box.right, box.top)]),
            F=PRINTED | LOCKED,
            P=page,
            StructParent=key,
            AP=Dictionary(N=nothing),
        )
    )


def _form_element(document: pikepdf.Pdf, page: pikepdf.Object, widget: pikepdf.Object, place: Place) -> pikepdf.Object:
    """Last in the reading order, as the signatures are."""
    from pikepdf import Dictionary, Name, String

    whole = document.Root.StructTreeRoot.K[0]
    element = document.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Form,
            P=whole,
            Alt=String(place.tooltip),
            Pg=page,
            K=Dictionary(Type=Name.OBJR, Obj=widget, Pg=page),
        )
    )
    whole.K.append(element)
    return element


def attach(document: pikepdf.Pdf, attachment: Attachment) -> None:
    """The data behind the report, as ISO 19005-3, 6.8 wants it: described, and tied to the document."""
    import pikepdf
    from pikepdf import Dictionary, Name, String

    stream = document.make_stream(
        attachment.data,
        Type=Name.EmbeddedFile,
        Subtype=Name(f"/{attachment.mime}"),
        Params=Dictionary(Size=len(attachment.data)),
    )
    spec = document.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(attachment.name),
            UF=String(attachment.name),
            Desc=String(attachment.description),
            AFRelationship=Name.Data,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    root = document.Root
    if "/Names" not in root:
        root.Names = Dictionary()
    if "/EmbeddedFiles" not in root.Names:
        root.Names.EmbeddedFiles = Dictionary(Names=pikepdf.Array())
    root.Names.EmbeddedFiles.Names.append(String(attachment.name))
    root.Names.EmbeddedFiles.Names.append(spec)
    if "/AF" not in root:
        root.AF = pikepdf.Array()
    root.AF.append(spec)
