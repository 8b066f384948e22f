"""Small Word documents for tests, built as offices build them: letterhead table, lists, task tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"))


def saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def letterhead(document: Any, issuer: Sequence[str], number: str, place_date: str) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.text = "\n".join((*issuer, number))
    right.text = "\n".join(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", place_date))


def closing(document: Any, recipients: Iterable[str], signing: Iterable[str]) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.text = "\n".join(("Nơi nhận:", *(f"- {r};" for r in recipients)))
    right.text = "\n".join(signing)


def plain(lines: Iterable[str]) -> Any:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return document


def numbered(document: Any) -> int:
    """A list of four levels: I., 1., a), -. Its w:numId."""
    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (shape, text) in enumerate(LEVELS)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return 77


def listed(document: Any, list_id: int, level: int, text: str) -> Any:
    """A paragraph whose number Word makes."""
    paragraph = document.add_paragraph(text)
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(xml))
    return paragraph


def task_table(document: Any, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Any:
    """A table; a row of one text is merged over all columns, `^` is merged with the cell above."""
    made = document.add_table(rows=1, cols=len(header))
    for cell, text in zip(made.rows[0].cells, header, strict=True):
        cell.text = text
    for texts in rows:
        cells = made.add_row().cells
        if len(texts) == 1:
            cells[0].merge(cells[-1]).text = texts[0]
            continue
        for column, text in enumerate(texts):
            if text == "^":
                made.rows[-2].cells[column].merge(cells[column])
            else:
                cells[column].text = text
    return made


def tracked(paragraph: Any, kind: str, text: str) -> None:
    """A run inserted (`ins`) or deleted (`del`) under tracked changes."""
    change = OxmlElement(f"w:{kind}")
    change.set(qn("w:id"), "9")
    change.set(qn("w:author"), "A")
    tag = "w:t" if kind == "ins" else "w:delText"
    change.append(parse_xml(f'<w:r {nsdecls("w")}><{tag} xml:space="preserve">{text}</{tag}></w:r>'))
    paragraph._p.append(change)
