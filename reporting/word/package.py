"""A .docx as a package of parts: read with limits, written with the same bytes every time."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from reporting.errors import TemplateError
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
    name: f"{_OFFICE}/relationships/{name}" for name in ("styles", "settings", "fontTable", "header", "footer", "theme")
}
CONTENT = {name: f"{_WORDML}.{name}+xml" for name in ("styles", "settings", "fontTable", "header", "footer")}
CONTENT["theme"] = "application/vnd.openxmlformats-officedocument.theme+xml"

_EPOCH = (1980, 1, 1, 0, 0, 0)
_LARGEST = 64 * 2**20  # bytes unpacked: a template is far smaller

# Left behind by python-docx's default template, by Word's preview, and by whoever edited the template
# (app.xml: company, minutes spent; the attached template's path names a person's folder).
_LEFTOVERS = ("word/stylesWithEffects.xml", "docProps/thumbnail.jpeg", "docProps/thumbnail.emf", "docProps/app.xml")
_SETTINGS_RELATIONS = "word/_rels/settings.xml.rels"

Package = dict[str, bytes]


def read_package(data: bytes, where: str) -> Package:
    """Part name → bytes; TemplateError where it is no .docx or unreasonably large."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise TemplateError("tệp quá lớn", where=where, accepted="tệp .docx dưới 64 MB sau khi giải nén")
            package = {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
    except zipfile.BadZipFile:
        package = {}
    if DOCUMENT not in package:
        raise TemplateError(
            "không phải tệp Word .docx", where=where, accepted="tệp .docx", action="Mở bằng Word, lưu lại dạng .docx."
        )
    return package


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
