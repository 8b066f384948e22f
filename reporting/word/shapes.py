"""Drawn rules: a real line shape in black, centred under its text (NĐ 30/2020, Phụ lục I).

DrawingML for Word 2010 and later and for LibreOffice, VML for older Word. The shape's name tells
the renderer which text it belongs to, so that its length follows the text also in a template that
somebody edited.
"""

from __future__ import annotations

from typing import Any

from reporting.word.markup import NAMESPACES
from reporting.word.units import emu

MOTTO_RULE = "Đường kẻ dưới Tiêu ngữ"
BODY_RULE = "Đường kẻ dưới tên cơ quan"
SUBJECT_RULE = "Đường kẻ dưới trích yếu"
REFERENCE_RULE = "Đường kẻ dưới phụ lục"

_OFFSET = 25400  # EMU below the top of its own low paragraph: 2 pt
_WEIGHT = 9525  # EMU: 0.75 pt
# Screen readers pass over it, and Word's accessibility check asks for no description.
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def rule_xml(name: str, number: int, length: float) -> str:
    """A run with a horizontal line `length` mm long, centred in the column."""
    wide = emu(length)
    points = f"{wide / 12700:g}"
    return (
        '<w:r><w:rPr><w:noProof/></w:rPr><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="251658240" behindDoc="0" '
        'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{_OFFSET}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="{name}">{_DECORATIVE}</wp:docPr><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["wps"]}"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{_WEIGHT}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:line id="ke{number}" style="position:absolute;mso-position-horizontal:center;margin-top:2pt;z-index:1" '
        f'from="0,0" to="{points}pt,0" strokecolor="black" strokeweight=".75pt"/></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def resize_rules(body: Any, lengths: dict[str, float]) -> None:
    """Rules of these names (docPr) get these lengths in mm; shape numbers become unique in the file."""
    for number, properties in enumerate(body.iter(f"{{{NAMESPACES['wp']}}}docPr"), 1):
        properties.set("id", str(number))
        older = _older_lines(properties)
        for line in older:
            line.set("id", f"ke{number}")
        length = lengths.get(properties.get("name", ""))
        if length is not None:
            _resize(properties.getparent(), older, emu(length))


def _older_lines(properties: Any) -> list[Any]:
    """The VML twins of a shape, for Word before 2010."""
    content = next(properties.iterancestors(f"{{{NAMESPACES['mc']}}}AlternateContent"), None)
    return list(content.iter(f"{{{NAMESPACES['v']}}}line")) if content is not None else []


def _resize(anchor: Any, older: list[Any], wide: int) -> None:
    for tag in (f"{{{NAMESPACES['wp']}}}extent", f"{{{NAMESPACES['a']}}}ext"):
        for extent in anchor.iter(tag):
            if extent.get("cx") is not None:
                extent.set("cx", str(wide))
    for line in older:
        line.set("to", f"{wide / 12700:g}pt,0")
