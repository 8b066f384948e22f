"""Looks added to a sender's styles.xml; what is there keeps its number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reporting.excel.package_patch import MAIN, CannotPatchError, Package

_ORDER = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst".split()
_BORDER = "".join(
    f'<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>' for side in ("left", "right", "top", "bottom")
)


@dataclass(frozen=True, slots=True)
class AddedLook:
    """`font` and `fill` are XML of SpreadsheetML without a namespace ("" none); `center` also vertically."""

    font: str
    fill: str = ""
    border: bool = False
    center: bool = False
    unlocked: bool = False


class AddedStyles:
    """Appends to the style tables and gives the numbers; an equal entry is used again."""

    def __init__(self, package: Package) -> None:
        part = package.target("xl/workbook.xml", "styles")
        if not part:
            raise CannotPatchError("no styles")
        self._root = package.tree(part)

    def conditional(self, font: str, colour: str) -> int:
        """A format for conditional formatting: font colour and fill, as RRGGBB."""
        return self._entry(
            "dxfs",
            f'<dxf><font><b/><color rgb="FF{font}"/></font><fill><patternFill patternType="solid">'
            f'<fgColor rgb="FF{colour}"/><bgColor rgb="FF{colour}"/></patternFill></fill></dxf>',
        )

    def cell(self, look: AddedLook) -> int:
        """A cell format."""
        font = self._entry("fonts", f'<font>{look.font}<name val="Times New Roman"/><family val="1"/></font>')
        fill = self._entry("fills", f"<fill>{_solid(look.fill)}</fill>") if look.fill else 0
        border = self._entry("borders", f"<border>{_BORDER}<diagonal/></border>") if look.border else 0
        align = '<alignment horizontal="center" vertical="center" wrapText="1"/>' if look.center else _TOP_LEFT
        locked = '<protection locked="0"/>' if look.unlocked else ""
        return self._entry(
            "cellXfs",
            f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyFont="1" '
            f'applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">{align}{locked}</xf>',
        )

    def _entry(self, table: str, xml: str) -> int:
        from lxml import etree

        made = etree.fromstring(xml.replace(">", f' xmlns="{MAIN}">', 1) if "<xf " not in xml else _in_main(xml))
        entries = self._table(table)
        wanted = etree.tostring(made, method="c14n")
        for number, entry in enumerate(entries):
            if _alone(entry) == wanted:
                return number
        entries.append(made)
        entries.set("count", str(len(entries)))
        return len(entries) - 1

    def _table(self, name: str) -> Any:
        from lxml import etree

        found = self._root.find(f"{{{MAIN}}}{name}")
        if found is not None:
            return found
        made = etree.Element(f"{{{MAIN}}}{name}")
        later = {f"{{{MAIN}}}{other}" for other in _ORDER[_ORDER.index(name) + 1 :]}
        place = next((n for n, child in enumerate(self._root) if child.tag in later), len(self._root))
        self._root.insert(place, made)
        return made


_TOP_LEFT = '<alignment horizontal="left" vertical="top" wrapText="1"/>'


def _in_main(xml: str) -> str:
    return xml.replace("<xf ", f'<xf xmlns="{MAIN}" ', 1)


def _alone(entry: Any) -> bytes:
    """An entry as if it stood alone: without the namespaces that its root declares."""
    from copy import deepcopy

    from lxml import etree

    copied = deepcopy(entry)
    copied.tail = None
    etree.cleanup_namespaces(copied)
    made: bytes = etree.tostring(copied, method="c14n")
    return made


def _solid(colour: str) -> str:
    return f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/></patternFill>'
