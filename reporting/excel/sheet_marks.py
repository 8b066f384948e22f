"""Red cells and notes on a sender's own sheets, at the level of XML. The cells themselves stay as they are.

Red is a conditional format that holds as long as the cell says what it said: whoever mends a cell
sees it lose its colour, and nothing has to be taken off again. What an earlier annotated copy left
behind is taken off first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reporting.excel.package_patch import MAIN, Package
from reporting.grid import Value
from reporting.location import place_of

NOTE_HEAD = "CẦN XEM LẠI"  # how our notes begin, and how they are known again
AUTHOR = "Đơn vị tổng hợp"
_TAG = 'N("cchc")'  # 0, and the mark of our conditional formats
_EPOCHS_APART = 1462  # days between the two ways of Excel to count
_AFTER_FORMATS = (
    "dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties "
    "cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls "
    "webPublishItems tableParts extLst"
).split()
_AFTER_DRAWING = _AFTER_FORMATS[_AFTER_FORMATS.index("legacyDrawing") :]
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


@dataclass(frozen=True, slots=True)
class CellMark:
    """`row` and `column` from 1; `value`: what the cell holds now; `style`: index of the colour; `note`
    "" writes none."""

    cell: str
    row: int
    column: int
    value: Value
    style: int
    note: str = ""


def mark_sheet(package: Package, part: str, marks: Iterable[CellMark]) -> None:
    """Colours and notes onto one sheet."""
    marks = sorted(marks, key=lambda mark: (mark.row, mark.column))
    root = package.tree(part)
    _colours(root, marks)
    notes = [mark for mark in marks if mark.note]
    if notes:
        _notes(package, part, root, notes)


def clear_sheet(package: Package, part: str) -> None:
    """Take off what an earlier annotated copy put on; a sheet without any is not touched."""
    if b"cchc" in _formats(package.read(part)):
        for area in list(package.tree(part).iter(f"{{{MAIN}}}conditionalFormatting")):
            if _ours(area):
                area.getparent().remove(area)
    comments = package.target(part, "comments")
    if comments and NOTE_HEAD.encode() in package.read(comments):
        _clear_notes(package, part, comments)


# --- colours ----------------------------------------------------------------------------------


def _formats(sheet: bytes) -> bytes:
    """The end of a sheet's XML, where conditional formats stand."""
    return sheet[max(sheet.rfind(b"</sheetData>"), 0) :]


def _ours(area: Any) -> bool:
    return any(_TAG in "".join(rule.itertext()).replace(" ", "") for rule in area)


def _colours(root: Any, marks: list[CellMark]) -> None:
    from lxml import etree

    for rule in root.iter(f"{{{MAIN}}}cfRule"):
        rule.set("priority", str(int(rule.get("priority", "1")) + len(marks)))
    place = _place(root, _AFTER_FORMATS)
    for number, mark in enumerate(marks, 1):
        area = etree.Element(f"{{{MAIN}}}conditionalFormatting", {"sqref": mark.cell})
        rule = {"type": "expression", "dxfId": str(mark.style), "priority": str(number), "stopIfTrue": "1"}
        formula = etree.SubElement(etree.SubElement(area, f"{{{MAIN}}}cfRule", rule), f"{{{MAIN}}}formula")
        formula.text = f"({_unchanged(mark.cell, mark.value)})+{_TAG}"
        root.insert(place + number - 1, area)


def _unchanged(cell: str, value: Value) -> str:
    """An Excel condition: the cell still holds this value. Locale-independent: commas and dots of XML formulas."""
    if value is None:
        return f'{cell}=""'
    if isinstance(value, bool):
        return f"{cell}={str(value).upper()}"
    if isinstance(value, (int, float)):
        return f"AND(ISNUMBER({cell}),{cell}={value!r})"
    if isinstance(value, (datetime, date)):
        serial = (date(value.year, value.month, value.day) - date(1899, 12, 30)).days
        return f"AND(ISNUMBER({cell}),OR(INT({cell})={serial},INT({cell})={serial - _EPOCHS_APART}))"
    text = str(value)[:80]
    quoted = '"' + text.replace('"', '""').replace("\n", '"&CHAR(10)&"') + '"'
    return f"LEFT({cell},{len(text)})={quoted}"


def _place(root: Any, successors: list[str]) -> int:
    """Where a child of the worksheet belongs: before the first of its successors."""
    for index, child in enumerate(root):
        names = [child.tag, *(n.tag for n in child.iter())] if "AlternateContent" in str(child.tag) else [child.tag]
        if any(isinstance(n, str) and n.rpartition("}")[2] in successors for n in names):
            return index
    return len(root)


# --- notes ------------------------------------------------------------------------------------


def _notes(package: Package, part: str, root: Any, marks: list[CellMark]) -> None:
    comments, drawing = package.target(part, "comments"), package.target(part, "vmlDrawing")
    legacy = root.find(f"{{{MAIN}}}legacyDrawing")
    if (legacy is None) != (not drawing) or drawing and not package.read(drawing).rstrip().endswith(b"</xml>"):
        return  # a drawing of a kind we do not add to: the first sheet still says everything
    taken = _comment_cells(package, comments)
    threaded = bool(package.target(part, "threadedComment"))
    fresh = [mark for mark in marks if mark.cell not in taken]
    if not threaded:
        _append_texts(package, comments, [mark for mark in marks if mark.cell in taken])
    if not fresh:
        return
    comments = comments or _new_comments(package, part)
    _add_comments(package.tree(comments), fresh)
    if drawing:
        package.put(drawing, _vml_added(package.read(drawing), fresh))
    else:
        _new_drawing(package, part, root, fresh)


def _comment_cells(package: Package, comments: str) -> dict[str, Any]:
    root = package.look(comments) if comments else None
    return {c.get("ref"): c for c in root.iter(f"{{{MAIN}}}comment")} if root is not None else {}


def _append_texts(package: Package, comments: str, marks: list[CellMark]) -> None:
    """The sender's own note stays, ours stands below it."""
    if not marks:
        return
    package.tree(comments)
    own = _comment_cells(package, comments)
    for mark in marks:
        own[mark.cell].find(f"{{{MAIN}}}text").append(_run(f"\n{mark.note}"))


def _new_comments(package: Package, part: str) -> str:
    name = package.fresh("xl/comments{}.xml")
    package.put(name, f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode())
    package.declare(name, _COMMENTS_TYPE)
    package.relate(part, "comments", name)
    return name


def _add_comments(root: Any, marks: list[CellMark]) -> None:
    """Excel wants the list in no order, but one author's index must exist."""
    from lxml import etree

    authors, listed = root.find(f"{{{MAIN}}}authors"), root.find(f"{{{MAIN}}}commentList")
    names = [author.text for author in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, f"{{{MAIN}}}author").text = AUTHOR
        names.append(AUTHOR)
    for mark in marks:
        attributes = {"ref": mark.cell, "authorId": str(names.index(AUTHOR))}
        comment = etree.SubElement(listed, f"{{{MAIN}}}comment", attributes)
        etree.SubElement(comment, f"{{{MAIN}}}text").append(_run(mark.note))


def _run(text: str) -> Any:
    from lxml import etree

    xml = (
        f'<r xmlns="{MAIN}"><rPr><sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/></rPr>'
        f'<t xml:space="preserve">{escape(text)}</t></r>'
    )
    return etree.fromstring(xml)


def _new_drawing(package: Package, part: str, root: Any, marks: list[CellMark]) -> None:
    from lxml import etree

    from reporting.excel.package_patch import OFFICE_RELATIONS

    name = package.fresh("xl/drawings/vmlDrawing{}.vml")
    package.put(name, _vml_added(_EMPTY_VML.encode(), marks))
    package.declare(name, _VML_TYPE)
    link = package.relate(part, "vmlDrawing", name)
    legacy = etree.Element(f"{{{MAIN}}}legacyDrawing", {f"{{{OFFICE_RELATIONS}}}id": link})
    root.insert(_place(root, _AFTER_DRAWING), legacy)


_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_EMPTY_VML = f'<xml {_NAMESPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
_SHAPE_TYPE = (
    f'<v:shapetype {_NAMESPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = re.compile(rb"<((?:\w+:)?)shape\b(?:(?!</\1shape>).)*</\1shape>", re.DOTALL)
_SHAPE_NUMBER = re.compile(rb"_x0000_s(\d+)")


def _vml_added(content: bytes, marks: list[CellMark]) -> bytes:
    """VML is not always XML, so it is added to as text; what is added declares its own namespaces."""
    head, _, tail = content.rpartition(b"</xml>")
    kind = b"" if b'id="_x0000_t202"' in content else _SHAPE_TYPE.encode()
    first = max((int(n) for n in _SHAPE_NUMBER.findall(content)), default=1024) + 1
    shapes = "".join(_shape(mark, number) for number, mark in enumerate(marks, first))
    return head + kind + shapes.encode() + b"</xml>" + tail


def _shape(mark: CellMark, number: int) -> str:
    height = 14 + 12 * sum(1 + len(line) // 44 for line in mark.note.split("\n"))
    style = (
        f"position:absolute;margin-left:60pt;margin-top:2pt;width:230pt;height:{height}pt;z-index:1;visibility:hidden"
    )
    return (
        f'<v:shape {_NAMESPACES} id="_x0000_s{number}" type="#_x0000_t202" style={quoteattr(style)} fillcolor="#ffe1e1" '
        'o:insetmode="auto"><v:fill color2="#ffe1e1"/><v:shadow color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
        '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
        f"<x:Row>{mark.row - 1}</x:Row><x:Column>{mark.column - 1}</x:Column></x:ClientData></v:shape>"
    )


def _clear_notes(package: Package, part: str, comments: str) -> None:
    """Our own notes go, and their shapes with them; what we wrote below a sender's note is cut off."""
    root = package.tree(comments)
    gone = []
    for comment in list(root.iter(f"{{{MAIN}}}comment")):
        text = comment.find(f"{{{MAIN}}}text")
        words = "".join(text.itertext()) if text is not None else ""
        if words.lstrip().startswith(NOTE_HEAD):
            gone.append(comment.get("ref"))
            comment.getparent().remove(comment)
        elif NOTE_HEAD in words:
            for run in list(text):
                if "".join(run.itertext()).lstrip().startswith(NOTE_HEAD):
                    text.remove(run)
    drawing = package.target(part, "vmlDrawing")
    if gone and drawing:
        places = {_zero_based(cell) for cell in gone}
        package.put(drawing, _SHAPE.sub(lambda m: b"" if _note_place(m[0]) in places else m[0], package.read(drawing)))


def _note_place(shape: bytes) -> tuple[int, int] | None:
    row, column = re.search(rb"<(?:\w+:)?Row>(\d+)<", shape), re.search(rb"<(?:\w+:)?Column>(\d+)<", shape)
    return (int(row[1]), int(column[1])) if b'"Note"' in shape and row and column else None


def _zero_based(cell: str) -> tuple[int, int]:
    row, column = place_of(cell)
    return row - 1, column - 1
