"""What a paragraph and its runs inherit from styles: name, bold, italic, font."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reporting.word.markup import W

_OFF = ("0", "false", "off", "none")


def value(element: Any, name: str) -> str:
    """An attribute of the w: namespace, "" when absent."""
    return str(element.get(f"{W}{name}", "")) if element is not None else ""


def on(properties: Any, name: str) -> bool:
    """Whether a toggle such as w:b is there and not switched off."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and value(found, "val") not in _OFF


@dataclass(frozen=True, slots=True)
class Styles:
    """Paragraph styles by id: what they are called, what they inherit."""

    by_id: dict[str, Any]
    default_font: str = ""
    default_style: str = ""

    @classmethod
    def of(cls, root: Any | None) -> Styles:
        """From the root of styles.xml (None where the file has none)."""
        if root is None:
            return cls({})
        by_id = {value(s, "styleId"): s for s in root.iter(f"{W}style")}
        fonts = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
        default = next(
            (id for id, s in by_id.items() if value(s, "type") == "paragraph" and value(s, "default") == "1"), ""
        )
        return cls(by_id, _font(fonts), default)

    def chain(self, paragraph: Any) -> list[Any]:
        """The paragraph's style and those it is based on, nearest first."""
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        id = value(found, "val") if found is not None else self.default_style
        made: list[Any] = []
        while id in self.by_id and len(made) < 20:
            made.append(self.by_id[id])
            based = self.by_id[id].find(f"{W}basedOn")
            id = value(based, "val") if based is not None else ""
        return made

    def name(self, paragraph: Any) -> str:
        chain = self.chain(paragraph)
        return value(chain[0].find(f"{W}name"), "val") if chain else ""

    def toggled(self, paragraph: Any, run: Any, name: str) -> bool:
        if run is not None and run.find(f"{W}{name}") is not None:
            return on(run, name)
        for style in self.chain(paragraph):
            properties = style.find(f"{W}rPr")
            if properties is not None and properties.find(f"{W}{name}") is not None:
                return on(properties, name)
        return False

    def font(self, paragraph: Any, run: Any) -> str:
        fonts = [_font(run.find(f"{W}rFonts"))] if run is not None else []
        for style in self.chain(paragraph):
            found = style.find(f"{W}rPr/{W}rFonts")
            fonts.append(_font(found))
        return next((f for f in fonts if f), self.default_font)


def _font(element: Any) -> str:
    return (value(element, "ascii") or value(element, "hAnsi")) if element is not None else ""
