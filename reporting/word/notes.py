"""Footnotes of the Word file: marks in the text, the part that holds the notes."""

from __future__ import annotations

from reporting.profile import Profile
from reporting.word.markup import DECLARATIONS, XML_HEAD, text_xml
from reporting.word.package import Package, add_part
from reporting.word.units import half_points

NOTES = "word/footnotes.xml"
_FIRST = 1000  # a template's own notes have lower numbers
_END = b"</w:footnotes>"
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


class Notes:
    """Collects the notes of a document while its text is written; Word numbers them in the order of their marks."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def mark(self, text: str) -> str:
        """The run of a note's mark ("" without a note)."""
        if not text:
            return ""
        self._texts.append(text)
        return f'<w:r>{_RAISED}<w:footnoteReference w:id="{_FIRST + len(self._texts) - 1}"/></w:r>'

    def add_to(self, package: Package, profile: Profile) -> None:
        """The notes into their part, beside those that the template brought."""
        if not self._texts:
            return
        size = half_points(profile.sizes.recipients)
        notes = "".join(_note(number, text, size) for number, text in enumerate(self._texts, _FIRST))
        if package.get(NOTES, b"").rstrip().endswith(_END):
            package[NOTES] = package[NOTES].rstrip().removesuffix(_END) + notes.encode() + _END
            return
        whole = f"{XML_HEAD}<w:footnotes {DECLARATIONS}>{_SEPARATORS}{notes}</w:footnotes>"
        add_part(package, NOTES, whole.encode(), "footnotes")


def _note(number: int, text: str, size: int) -> str:
    look = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    raised = f'<w:rPr>{look}<w:vertAlign w:val="superscript"/></w:rPr>'
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:firstLine="0"/><w:jc w:val="left"/></w:pPr><w:r>{raised}<w:footnoteRef/></w:r>'
        f"<w:r><w:rPr>{look}</w:rPr>{text_xml(' ' + text)}</w:r></w:p></w:footnote>"
    )
