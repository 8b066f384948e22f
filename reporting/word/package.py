"""A .docx as a package of parts: opened with limits, written with the same bytes every time.

Here alone a file is taken for a Word document or refused, with what to do. Strict Open XML is read as
the usual kind.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reporting.errors import CchcError, TemplateError
from reporting.file_kind import Kind, opened, sniff
from reporting.word.markup import XML_HEAD, W, escape, parse, serialize

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
SETTINGS = "word/settings.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
_TOP_RELATIONS = "_rels/.rels"
_CUSTOM = "docProps/custom.xml"

_PACKAGE_NS = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATION = {
    name: f"{_OFFICE}/relationships/{name}"
    for name in ("styles", "settings", "fontTable", "header", "footer", "footnotes", "comments", "theme")
}
CONTENT = {
    name: f"{_WORDML}.{name}+xml"
    for name in ("styles", "settings", "fontTable", "header", "footer", "footnotes", "comments")
}
CONTENT["theme"] = "application/vnd.openxmlformats-officedocument.theme+xml"

_EPOCH = (1980, 1, 1, 0, 0, 0)
_LARGEST = 256 * 2**20  # bytes of what is unpacked
_STRICT_HEAD = b"http://purl.oclc.org/ooxml/"
_STRICT = re.compile(re.escape(_STRICT_HEAD) + rb"(\w+)/")

# Left behind by python-docx's default template, by Word's preview, and by whoever edited the template
# (app.xml: company, minutes spent; the attached template's path names a person's folder).
_LEFTOVERS = ("word/stylesWithEffects.xml", "docProps/thumbnail.jpeg", "docProps/thumbnail.emf", "docProps/app.xml")
_SETTINGS_RELATIONS = "word/_rels/settings.xml.rels"

Package = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class WordFile:
    """A document opened, its parts found by their relationships (None: the file has no such part)."""

    name: str
    document: Any  # root of the main part
    related: Mapping[str, str]  # relationship id → part name
    kinds: Mapping[str, str]  # relationship kind (`styles` …) → part name
    parts: Package
    error: type[CchcError] = CchcError

    def part(self, kind: str) -> Any | None:
        return self.root(self.kinds.get(kind, ""))

    def root(self, part: str) -> Any | None:
        """The root of a part. Raises `error` where it is no XML."""
        return _root(self.parts[part], self.name, self.error) if part in self.parts else None


def open_word(data: bytes, name: str, error: type[CchcError] = CchcError, *, pictures: bool = False) -> WordFile:
    """The document in `data`, called `name` in messages. Raises `error`, saying what to do, where it cannot be
    read. `pictures`: with the parts that are no XML, so that it can be written again."""
    parts = _unpacked(data, name, error, pictures)
    top = parts.get("_rels/.rels")
    main = _relations(top, "", name, error)[1].get("officeDocument", "") if top else ""
    main = main if main in parts else DOCUMENT
    document = _root(parts[main], name, error) if main in parts else None
    if document is None or document.tag != f"{W}document" or document.find(f"{W}body") is None:
        raise _refused(error, name, "tệp không phải văn bản Word .docx")
    folder, file = posixpath.split(main)
    related, kinds = _relations(parts.get(posixpath.join(folder, "_rels", f"{file}.rels")), folder, name, error)
    for own in ("styles", "numbering"):
        kinds.setdefault(own, f"word/{own}.xml")
    return WordFile(name, document, related, kinds | {"app": "docProps/app.xml"}, parts, error)


@contextmanager
def whole(name: str, error: type[CchcError] = CchcError) -> Iterator[None]:
    """While a document from outside is walked: what no reader foresaw is a damaged file, not an accident of ours."""
    try:
        yield
    except CchcError:
        raise
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError) as problem:
        raise _refused(error, name, f"tệp Word bị hỏng ({type(problem).__name__})") from problem


def open_template(data: bytes, where: str) -> WordFile:
    """A document with every part, to be written again. TemplateError where it cannot be."""
    file = open_word(data, where, TemplateError, pictures=True)
    if DOCUMENT not in file.parts:
        raise _refused(TemplateError, where, "tệp Word do chương trình khác ghi")
    return file


def read_package(data: bytes, where: str) -> Package:
    """The parts of a template: name → bytes."""
    return open_template(data, where).parts


def _unpacked(data: bytes, name: str, error: type[CchcError], pictures: bool) -> Package:
    archive = opened(data)
    kind = sniff(data, archive)
    if archive is None or kind not in (Kind.DOCX, Kind.ZIP):
        raise _other_kind(error, name, kind, data)
    with archive:
        entries = [e for e in archive.infolist() if not e.is_dir() and (pictures or _is_xml(e.filename))]
        if sum(entry.file_size for entry in entries) > _LARGEST:
            raise _refused(error, name, "tệp quá lớn", "Tách văn bản thành nhiều tệp.")
        try:
            parts = {entry.filename: archive.read(entry) for entry in entries}
        except Exception as problem:  # BadZipFile, zlib.error, RuntimeError: a damaged file, whatever its name
            raise _broken(error, name) from problem
    return {part: _usual(content) if _is_xml(part) else content for part, content in parts.items()}


def _is_xml(part: str) -> bool:
    return part.endswith((".xml", ".rels"))


def _other_kind(error: type[CchcError], name: str, kind: Kind, data: bytes) -> CchcError:
    if kind is Kind.LOCKED:
        return _refused(error, name, "tệp Word có mật khẩu", "Gỡ mật khẩu trong Word (File › Info › Protect Document).")
    if kind in (Kind.DOC, Kind.OLE) or (kind is Kind.TORN and not data.startswith(b"PK")):
        return _refused(error, name, "tệp Word kiểu cũ (.doc)")
    if kind in (Kind.DOCX, Kind.ZIP, Kind.TORN, Kind.EMPTY, Kind.TEXT, Kind.UNKNOWN):
        return _refused(error, name, "không phải tệp Word .docx, hoặc tệp bị hỏng")
    return _refused(error, name, f"{kind.label}, không phải tệp Word .docx", "Dùng bản Word của văn bản.")


def _usual(xml: bytes) -> bytes:
    """Names of Strict Open XML (ISO/IEC 29500-1) as the usual ones (29500-4)."""
    if _STRICT_HEAD not in xml:
        return xml
    xml = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", xml).replace(b' w:conformance="strict"', b"")
    return xml.replace(b"2006/extendedProperties", b"2006/extended-properties").replace(
        b"2006/customProperties", b"2006/custom-properties"
    )


def _root(content: bytes, name: str, error: type[CchcError]) -> Any:
    from lxml import etree

    try:
        return parse(content)
    except etree.XMLSyntaxError as problem:
        raise _broken(error, name) from problem


def _relations(
    content: bytes | None, folder: str, name: str, error: type[CchcError]
) -> tuple[dict[str, str], dict[str, str]]:
    """By id, and by kind (the last word of the relationship's type)."""
    related: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for entry in () if content is None else _root(content, name, error):
        if not isinstance(entry.tag, str) or entry.get("TargetMode") == "External":
            continue
        target = str(entry.get("Target") or "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        related[str(entry.get("Id"))] = part
        kinds.setdefault(str(entry.get("Type") or "").rpartition("/")[2], part)
    return related, kinds


def _broken(error: type[CchcError], name: str) -> CchcError:
    return _refused(error, name, "tệp Word bị hỏng", "Mở bằng Word (Open and Repair), lưu lại dạng .docx.")


def _refused(
    error: type[CchcError], name: str, wrong: str, action: str = "Mở bằng Word, lưu lại dạng .docx."
) -> CchcError:
    return error(wrong, where=name, accepted="tệp Word .docx", action=action)


def write_package(package: Package) -> bytes:
    """A zip without times, in a fixed order, content types first."""
    out = BytesIO()
    names = sorted(package, key=lambda name: (name != TYPES, name != _TOP_RELATIONS, name))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, package[name])
    return out.getvalue()


def add_part(package: Package, name: str, content: bytes, kind: str) -> str:
    """A part related to the document (`kind` of RELATION); its relationship id."""
    package[name] = content
    _override(package, f"/{name}", CONTENT[kind])
    target = name.removeprefix("word/")
    return _relate(package, RELATIONS, RELATION[kind], target)


def drop_leftovers(package: Package) -> None:
    """Parts that no document needs, with their relationships and content types."""
    for name in [name for name in _LEFTOVERS if name in package]:
        del package[name]
        for relations in (RELATIONS, _TOP_RELATIONS):
            _drop(package, relations, "Target", name.removeprefix("word/") if relations == RELATIONS else name)
        _drop(package, TYPES, "PartName", f"/{name}")
    if _SETTINGS_RELATIONS in package:
        _detach_template(package)


def set_properties(package: Package, core: dict[str, str], custom: tuple[tuple[str, str], ...]) -> None:
    """Document properties; no times, so that the same report has the same bytes."""
    package["docProps/core.xml"] = core_part(core)
    _override(package, "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
    _relate(package, _TOP_RELATIONS, f"{_PACKAGE_NS}/relationships/metadata/core-properties", "docProps/core.xml")
    package[_CUSTOM] = _custom_part(custom)
    _override(package, f"/{_CUSTOM}", "application/vnd.openxmlformats-officedocument.custom-properties+xml")
    _relate(package, _TOP_RELATIONS, f"{_OFFICE}/relationships/custom-properties", _CUSTOM)


def custom_property(package: Package, name: str) -> str:
    """A document property by its name; "" where the file has none of that name."""
    for one in parse(package[_CUSTOM]) if _CUSTOM in package else ():
        if one.get("name") == name:
            return "".join(one.itertext()).strip()
    return ""


def set_custom_property(package: Package, name: str, value: str) -> None:
    """Another value for a document property that the file has."""
    root = parse(package[_CUSTOM]) if _CUSTOM in package else ()
    for one in root:
        if one.get("name") == name and len(one):
            one[0].text = value
            package[_CUSTOM] = serialize(root)


def core_part(values: dict[str, str]) -> bytes:
    """docProps/core.xml; keys as qualified names (`dc:title`)."""
    inside = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in values.items() if value)
    return (
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE_NS}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inside}</cp:coreProperties>'
    ).encode()


def _custom_part(values: tuple[tuple[str, str], ...]) -> bytes:
    """docProps/custom.xml: numbers from 2 and the format id that Office prescribes."""
    inside = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values, 2)
    )
    return (
        f'{XML_HEAD}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{inside}</Properties>"
    ).encode()


def _relate(package: Package, relations: str, kind: str, target: str) -> str:
    """The id of a relationship, made where it is missing."""
    root = parse(package[relations])
    for relation in root:
        if relation.get("Type") == kind and relation.get("Target").lstrip("/") in (target, f"word/{target}"):
            return str(relation.get("Id"))
    used = {relation.get("Id") for relation in root}
    number = next(n for n in range(1, len(used) + 2) if f"rId{n}" not in used)
    _append(root, "Relationship", {"Id": f"rId{number}", "Type": kind, "Target": target})
    package[relations] = serialize(root)
    return f"rId{number}"


def _override(package: Package, name: str, content: str) -> None:
    root = parse(package[TYPES])
    if any(entry.get("PartName") == name for entry in root):
        return
    _append(root, "Override", {"PartName": name, "ContentType": content})
    package[TYPES] = serialize(root)


def _drop(package: Package, part: str, attribute: str, value: str) -> None:
    root = parse(package[part])
    for entry in [entry for entry in root if entry.get(attribute) == value]:
        root.remove(entry)
    package[part] = serialize(root)


def _detach_template(package: Package) -> None:
    settings = parse(package[SETTINGS])
    for element in settings.findall(f"{W}attachedTemplate"):
        settings.remove(element)
    package[SETTINGS] = serialize(settings)
    _drop(package, _SETTINGS_RELATIONS, "Type", f"{_OFFICE}/relationships/attachedTemplate")


def _append(root: Any, tag: str, attributes: dict[str, str]) -> None:
    from lxml import etree

    namespace = etree.QName(root).namespace
    etree.SubElement(root, f"{{{namespace}}}{tag}", attributes)
