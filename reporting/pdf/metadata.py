"""The XMP packet: title, author, conformance to PDF/A and PDF/UA, and the outgoing document's
metadata (NĐ 30/2020, Phụ lục VI). No dates: number and date are given when the document is issued."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

ND30 = "urn:vn:nd-30-2020:phu-luc-vi"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a PDF says of itself. `properties`: name and text, kept in order; `annexes`:
    file name and title of those in files of their own; `archive_part` 2, or 3 with data attached."""

    title: str
    subject: str = ""
    author: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    annexes: tuple[tuple[str, str], ...] = ()
    archive_part: int = 2
    producer: str = "cchc"

    def info(self) -> dict[str, str]:
        """The document information dictionary, in step with the XMP (ISO 19005-2, 6.6.3)."""
        values = {"Title": self.title, "Author": self.author, "Subject": self.subject, "Producer": self.producer}
        return {key: value for key, value in values.items() if value}

    def xmp(self) -> bytes:
        return "\n".join(
            (
                '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
                '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
                self._conformance(),
                self._description(),
                *self._outgoing(),
                "</rdf:RDF></x:xmpmeta>",
                '<?xpacket end="w"?>',
            )
        ).encode()

    def _conformance(self) -> str:
        return (
            '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
            ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
            f"<pdfaid:part>{self.archive_part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
            "<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
        )

    def _description(self) -> str:
        lines = [
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/">',
            f"<pdf:Producer>{escape(self.producer)}</pdf:Producer>",
            f"<dc:title>{_default(self.title)}</dc:title>",
            "<dc:language><rdf:Bag><rdf:li>vi</rdf:li></rdf:Bag></dc:language>",
        ]
        if self.author:
            lines.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(self.author)}</rdf:li></rdf:Seq></dc:creator>")
        if self.subject:
            lines.append(f"<dc:description>{_default(self.subject)}</dc:description>")
        return "\n".join((*lines, "</rdf:Description>"))

    def _outgoing(self) -> tuple[str, ...]:
        """The properties as one ordered list of "name: text", and the schemas that PDF/A wants described."""
        lists = {"metadata": self.properties, "annexes": self.annexes}
        entries = [_OUTGOING[name] for name, pairs in lists.items() if pairs]
        schemas = [_schema("PDF/UA Universal Accessibility Schema", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid", _UA)]
        if entries:
            schemas.append(_schema("NĐ 30/2020/NĐ-CP, Phụ lục VI", ND30, "nd30", *entries))
        extension = (
            '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
            ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
            ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
            f"<pdfaExtension:schemas><rdf:Bag>{''.join(schemas)}</rdf:Bag></pdfaExtension:schemas></rdf:Description>"
        )
        return (*(_ordered_list(name, pairs) for name, pairs in lists.items() if pairs), extension)


_UA = ("part", "Integer", "internal", "Indicates, which part of ISO 14289 standard is followed")
_OUTGOING = {
    "metadata": ("metadata", "seq Text", "external", "Thông tin đầu vào của dữ liệu quản lý văn bản đi"),
    "annexes": ("annexes", "seq Text", "external", "Tệp và tên các phụ lục kèm theo"),
}


def _ordered_list(name: str, pairs: tuple[tuple[str, str], ...]) -> str:
    items = "".join(f"<rdf:li>{escape(key)}: {escape(text)}</rdf:li>" for key, text in pairs)
    return (
        f'<rdf:Description rdf:about="" xmlns:nd30="{ND30}">'
        f"<nd30:{name}><rdf:Seq>{items}</rdf:Seq></nd30:{name}></rdf:Description>"
    )


def _default(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


def _schema(title: str, namespace: str, prefix: str, *entries: tuple[str, str, str, str]) -> str:
    described = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name><pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        f"<pdfaProperty:category>{category}</pdfaProperty:category>"
        f"<pdfaProperty:description>{escape(description)}</pdfaProperty:description></rdf:li>"
        for name, kind, category, description in entries
    )
    return (
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaSchema:schema>{escape(title)}</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{described}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
