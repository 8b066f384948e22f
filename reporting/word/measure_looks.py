"""Effective looks: document defaults, table style, paragraph styles, character style, the run itself.

ECMA-376 part 1, 17.7.2 (style hierarchy) and 17.7.3 (toggle properties); theme fonts follow
w:themeFontLang, so that vi-VN takes the theme's font for the script Viet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reporting.lint.measured import MeasuredLook
from reporting.word.markup import NAMESPACES, W
from reporting.word.package import WordFile
from reporting.word.walk import attribute, is_on, whole

A = f"{{{NAMESPACES['a']}}}"
TOGGLES = ("b", "i", "caps", "smallCaps")
_WORD_SIZE, _WORD_FONT = 10.0, "Times New Roman"  # where the file says nothing
_DEEPEST = 32
_SCHEME = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2", "dark1": "dk1", "light1": "lt1"}
_SCHEME |= {"dark2": "dk2", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}
_SCHEME |= {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
_SLOTS = (("ascii", "asciiTheme"), ("hAnsi", "hAnsiTheme"), ("cs", "cstheme"))

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Theme:
    """Fonts by token (`minorHAnsi` …) and colours by name (`dk1` …)."""

    fonts: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)

    def colour(self, name: str) -> str:
        return self.colours.get(_SCHEME.get(name, name), "")


def read_theme(root: Any | None, language: str) -> Theme:
    """`language` is w:themeFontLang (`vi-VN`)."""
    if root is None:
        return Theme()
    fonts: dict[str, str] = {}
    for which in ("major", "minor"):
        face = next(root.iter(f"{A}{which}Font"), None)
        if face is not None:
            name = _face(face, language)
            fonts |= {f"{which}{slot}": name for slot in ("HAnsi", "Ascii")}
    colours = {}
    for scheme in root.iter(f"{A}clrScheme"):
        for entry in scheme:
            value = next((c.get("lastClr") or c.get("val") or "" for c in entry), "")
            colours[entry.tag.partition("}")[2]] = value.upper()
    return Theme(fonts, colours)


def _face(face: Any, language: str) -> str:
    latin = next((e.get("typeface") or "" for e in face.findall(f"{A}latin")), "")
    if language.lower().startswith("vi"):
        return next((e.get("typeface") or "" for e in face.findall(f"{A}font") if e.get("script") == "Viet"), latin)
    return latin


@dataclass(slots=True)
class Cascade:
    """Styles of a file, with their inheritance worked out once."""

    styles: dict[str, Any]
    theme: Theme
    default_paragraph: str = ""
    default_table: str = ""
    paragraph_defaults: Values = field(default_factory=dict)
    run_defaults: Values = field(default_factory=dict)
    _known: dict[tuple[str, str], Values] = field(default_factory=dict)

    @classmethod
    def of_file(cls, file: WordFile) -> Cascade:
        settings = file.part("settings")
        language = attribute(None if settings is None else settings.find(f"{W}themeFontLang"))
        return cls.of(file.part("styles"), read_theme(file.part("theme"), language))

    @classmethod
    def of(cls, root: Any | None, theme: Theme) -> Cascade:
        if root is None:
            return cls({}, theme)
        styles = {attribute(style, "styleId"): style for style in root.iter(f"{W}style")}
        defaults = root.find(f"{W}docDefaults")
        made = cls(styles, theme, _default(styles, "paragraph"), _default(styles, "table"))
        if defaults is not None:
            made.paragraph_defaults = paragraph_values(defaults.find(f"{W}pPrDefault/{W}pPr"))
            made.run_defaults = run_values(defaults.find(f"{W}rPrDefault/{W}rPr"))
        return made

    def style_of(self, paragraph: Any) -> str:
        """The id of a paragraph's style; the default one where the file knows no such style."""
        style = attribute(paragraph.find(f"{W}pPr/{W}pStyle"))
        return style if style in self.styles else self.default_paragraph

    def name(self, style: str) -> str:
        element = self.styles.get(style)
        return style if element is None else attribute(element.find(f"{W}name"))

    def paragraph(self, style: str) -> Values:
        """What a paragraph style and those it is based on say about paragraphs."""
        return self._resolved(style, "pPr")

    def runs(self, style: str) -> Values:
        return self._resolved(style, "rPr")

    def table_margins(self, style: str) -> dict[str, float]:
        """Left and right margins of cells (twips)."""
        found: dict[str, float] = {}
        for element in self._chain(style or self.default_table):
            found |= cell_margins(element.find(f"{W}tblPr/{W}tblCellMar"))
        return found

    def look(self, styles: tuple[str, str, str], direct: Any | None) -> tuple[MeasuredLook, Values]:
        """`styles`: of the table, the paragraph, the character; `direct`: the run's own w:rPr."""
        table, paragraph, character = styles
        layers = [self.runs(table), self.runs(paragraph), self.runs(character)]
        own = run_values(direct)
        values = merged([self.run_defaults, *layers, own])
        for name in TOGGLES:
            inherited = bool(self.run_defaults.get(name)) or sum(bool(layer.get(name)) for layer in layers) % 2 == 1
            values[name] = own.get(name, inherited)
        look = MeasuredLook(
            size=values.get("sz", _WORD_SIZE),
            bold=values["b"],
            italic=values["i"],
            caps=values["caps"],
            small_caps=values["smallCaps"],
            underline=values.get("u", "none") != "none",
            raised=values.get("vertAlign", "baseline") != "baseline",
            colour=self._colour(values.get("color", ("", ""))),
            spacing=values.get("spacing", 0.0),
            scale=values.get("w", 1.0),
        )
        return look, values

    def fonts(self, text: str, values: Values) -> tuple[str, ...]:
        """The fonts that the letters and digits of a text are set in."""
        slots = {"ascii" if letter < "\x80" else "hAnsi" for letter in text if letter.isalnum()}
        if values.get("cs_text"):
            slots = {"cs"} if slots else set()
        return tuple(sorted({self._font(values.get(slot, ("", ""))) for slot in slots}))

    def font(self, text: str, values: Values) -> str:
        """The font of a text's letters: where any is beyond ASCII, theirs."""
        return self._font(values.get("ascii" if text.isascii() else "hAnsi") or values.get("ascii", ("", "")))

    def _font(self, choice: tuple[str, str]) -> str:
        kind, name = choice
        if kind == "theme":
            name = self.theme.fonts.get(name, "")
        return name.partition(";")[0].strip() or _WORD_FONT

    def _colour(self, choice: tuple[str, str]) -> str:
        value, theme = choice
        if value and value != "auto":
            return value.upper()
        return self.theme.colour(theme) if theme else ""

    def _resolved(self, style: str, part: str) -> Values:
        key = (style, part)
        if key not in self._known:
            read = paragraph_values if part == "pPr" else run_values
            self._known[key] = merged(read(element.find(f"{W}{part}")) for element in self._chain(style))
        return self._known[key]

    def _chain(self, style: str) -> list[Any]:
        """The style and what it is based on, the base first."""
        chain: list[Any] = []
        while style in self.styles and len(chain) < _DEEPEST:
            chain.insert(0, self.styles[style])
            style = attribute(self.styles[style].find(f"{W}basedOn"))
        return chain


def merged(layers: Iterable[Values]) -> Values:
    """Later layers win, attribute by attribute."""
    made: Values = {}
    for layer in layers:
        if "first" in layer or "hanging" in layer:  # one replaces the other
            made.pop("first", None)
            made.pop("hanging", None)
        made |= layer
    return made


def run_values(properties: Any | None) -> Values:
    """What one w:rPr says."""
    return _values(properties, _RUN_READERS)


def _font_choices(element: Any) -> Values:
    values: Values = {}
    for slot, theme in _SLOTS:
        token = attribute(element, theme)
        if token:
            values[slot] = ("theme", token)
        elif attribute(element, slot):
            values[slot] = ("font", attribute(element, slot))
    return values


def paragraph_values(properties: Any | None) -> Values:
    """What one w:pPr says; lengths in twips."""
    return _values(properties, _PARAGRAPH_READERS)


def _values(properties: Any | None, readers: Mapping[str, Callable[[Any], Values]]) -> Values:
    values: Values = {}
    for element in () if properties is None else properties:
        read = readers.get(str(element.tag).partition("}")[2])
        if read:
            values |= read(element)
    return values


_HORIZONTAL = (f"{W}bottom", f"{W}top")


def _drawn(border: Any) -> bool:
    return attribute(border) not in ("nil", "none", "")


def _indents(element: Any) -> Values:
    values: Values = {}
    for name, names in (("left", ("left", "start")), ("right", ("right", "end"))):
        given = next((attribute(element, n) for n in names if attribute(element, n)), "")
        if given:
            values[name] = number(given)
    if attribute(element, "hanging"):
        values["hanging"] = number(attribute(element, "hanging"))
    elif attribute(element, "firstLine"):
        values["first"] = number(attribute(element, "firstLine"))
    return values


def _spacing(element: Any) -> Values:
    values: Values = {}
    for name in ("before", "after"):
        if attribute(element, f"{name}Autospacing") in ("1", "true", "on"):
            values[name] = 280.0
        elif attribute(element, name):
            values[name] = number(attribute(element, name))
    if attribute(element, "line"):
        values["line"] = number(attribute(element, "line"))
    if attribute(element, "lineRule"):
        values["rule_of_line"] = attribute(element, "lineRule")
    return values


def cell_margins(element: Any | None) -> dict[str, float]:
    found: dict[str, float] = {}
    for side in () if element is None else element:
        name = side.tag.partition("}")[2]
        name = {"start": "left", "end": "right"}.get(name, name)
        if attribute(side, "type") in ("dxa", ""):
            found[name] = number(attribute(side, "w"))
    return found


_LARGEST = 1e7  # what no length, size or count of a document reaches
_UNITS = {"pt": 20.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "in": 1440.0, "pc": 240.0, "pi": 240.0}


def number(text: str) -> float:
    """Twips (or a bare number) of an attribute; `12pt`, `2.5cm` too; 0 where it is no number."""
    text = text.strip()
    factor = _UNITS.get(text[-2:], 0)
    try:
        value = float(text[:-2]) * factor if factor else float(text or 0)
    except ValueError:
        return 0.0
    return value if abs(value) < _LARGEST else 0.0  # also NaN


def _default(styles: dict[str, Any], kind: str) -> str:
    return next((i for i, s in styles.items() if attribute(s, "type") == kind and attribute(s, "default") == "1"), "")


def _scale(element: Any) -> Values:
    return {"w": (number(attribute(element).rstrip("%")) or 100.0) / 100}


def _frame(element: Any) -> Values:
    return {"frame": attribute(element, "xAlign") or ("at" if attribute(element, "x") else "frame")}


def _tab_stops(element: Any) -> Values:
    return {"tabs": tuple((attribute(tab), number(attribute(tab, "pos"))) for tab in element)}


def _border(element: Any) -> Values:
    return {"rule": next((b for b in element if b.tag in _HORIZONTAL and _drawn(b)), None)}


_RUN_READERS: dict[str, Callable[[Any], Values]] = {
    **{name: (lambda element, name=name: {name: is_on(element)}) for name in (*TOGGLES, "vanish")},  # type: ignore[misc]
    "sz": lambda element: {"sz": number(attribute(element)) / 2},
    "rFonts": _font_choices,
    "color": lambda element: {"color": (attribute(element), attribute(element, "themeColor"))},
    "u": lambda element: {"u": attribute(element) or "single"},
    "vertAlign": lambda element: {"vertAlign": attribute(element) or "baseline"},
    "cs": lambda element: {"cs_text": is_on(element)},
    "rtl": lambda element: {"cs_text": is_on(element)},
    "spacing": lambda element: {"spacing": number(attribute(element)) / 20},
    "w": _scale,
}
_PARAGRAPH_READERS: dict[str, Callable[[Any], Values]] = {
    "jc": lambda element: {"jc": attribute(element)},
    "ind": _indents,
    "spacing": _spacing,
    "contextualSpacing": lambda element: {"tight": is_on(element)},
    "outlineLvl": lambda element: {"outline": whole(attribute(element))},
    "pageBreakBefore": lambda element: {"new_page": is_on(element)},
    "framePr": _frame,
    "tabs": _tab_stops,
    "pBdr": _border,
}
