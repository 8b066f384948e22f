"""Word files as different people and programs make them: correct by the decree, each built another way.

Written as XML by hand (python-docx for the ministry's model), so that what the lint reads is not what
our own renderer writes. All names and figures invented.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NATIONAL = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
A4 = '<w:pgSz w:w="11907" w:h="16840"/>'
MARGINS = (
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
)

# Styles as Word's own blank document has them: Calibri by theme, 11 pt, 8 pt after, 1.08 lines.
WORD_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorHAnsi" '
    'w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar>'
    '<w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:pPr>'
    '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:style>'
)
# Styles of a template that an office made: Times New Roman 14 everywhere.
OFFICE_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
    'w:eastAsia="Times New Roman" w:cs="Times New Roman"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:sz w:val="28"/></w:rPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:before="120"/><w:ind w:firstLine="720"/><w:jc w:val="both"/></w:pPr></w:style>'
)
THEME = (
    '<a:theme xmlns:a="{a}" name="Office"><a:themeElements><a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" '
    'lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:accent1><a:srgbClr '
    'val="4F81BD"/></a:accent1></a:clrScheme><a:fontScheme name="Office"><a:majorFont><a:latin typeface="Calibri Light"/>'
    '<a:font script="Viet" typeface="Times New Roman"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/>'
    '<a:font script="Viet" typeface="{viet}"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)
PAGE = (
    '<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{look}<w:instrText>PAGE   \\* MERGEFORMAT</w:instrText></w:r>'
    '<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{look}<w:t>2</w:t></w:r>'
    '<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
)


def look(size: float, *, bold: bool = False, italic: bool = False, font: str = "Times New Roman") -> str:
    """w:rPr as direct formatting writes it."""
    face = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>' if font else ""
    weight = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
    return f'<w:rPr>{face}{weight}<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/></w:rPr>'


def run(text: str, properties: str = "") -> str:
    pieces = text.replace("&", "&amp;").replace("<", "&lt;").split("\t")
    inside = "<w:tab/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces)
    return f"<w:r>{properties}{inside}</w:r>"


def paragraph(inside: str, *, align: str = "", properties: str = "") -> str:
    jc = f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr>{properties}{jc}</w:pPr>{inside}</w:p>"


TIGHT = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
BODY = '<w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="567"/>'


def line(text: str, size: float, *, bold: bool = False, italic: bool = False, align: str = "center") -> str:
    """A line of the head or the closing, formatted by hand."""
    return paragraph(run(text, look(size, bold=bold, italic=italic)), align=align, properties=TIGHT)


def body(text: str, *, bold: bool = False, italic: bool = False, size: float = 14, properties: str = BODY) -> str:
    return paragraph(run(text, look(size, bold=bold, italic=italic)), align="both", properties=properties)


def vml_line(length: float, left: float = 10) -> str:
    """A line as Word 2003 drew it (mm)."""
    points = length * 72 / 25.4
    return (
        '<w:r><w:pict><v:line id="l1" style="position:absolute;z-index:1" '
        f'from="{left}pt,2pt" to="{left + points:.1f}pt,2pt"/></w:pict></w:r>'
    )


def connector(length: float) -> str:
    """A straight connector as Word 2016 draws it: theme colour of text, fallback in VML."""
    wide = round(length * 36000)
    points = length * 72 / 25.4
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
        'simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" '
        'y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>500000</wp:posOffset></wp:positionH><wp:positionV '
        f'relativeFrom="paragraph"><wp:posOffset>25400</wp:posOffset></wp:positionV><wp:extent cx="{wide}" cy="0"/>'
        '<wp:wrapNone/><wp:docPr id="1" name="Straight Connector 1"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
        f'uri="{NAMESPACES["wps"]}"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" '
        'cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom></wps:spPr><wps:style><a:lnRef idx="1"><a:schemeClr '
        'val="dk1"/></a:lnRef></wps:style><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>'
        f'</mc:Choice><mc:Fallback><w:pict><v:line id="f1" from="0,0" to="{points:.1f}pt,0"/></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def text_box(inside: str, width: float) -> str:
    """A text box with paragraphs, as a run."""
    wide = round(width * 36000)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
        'simplePos="0" relativeHeight="3" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" '
        'y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV '
        f'relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="{wide}" cy="900000"/>'
        '<wp:wrapNone/><wp:docPr id="9" name="Text Box 9"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
        f'uri="{NAMESPACES["wps"]}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext '
        f'cx="{wide}" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>'
        f"<w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        f'</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:200pt;height:60pt"><v:textbox>'
        f"<w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def table(rows: list[list[str]], widths: list[int], style: str = "", margins: str = "") -> str:
    """A layout table; widths in twips, each cell is its paragraphs."""
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    inside = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    whole = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
    return f"<w:tbl><w:tblPr>{named}{whole}{margins}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl>"


def section(*, page: str = A4, margins: str = MARGINS, header: bool = True, start: str = "") -> str:
    reference = '<w:headerReference w:type="default" r:id="rIdH"/>' if header else ""
    return f"<w:sectPr>{reference}{page}{margins}{start}<w:titlePg/></w:sectPr>"


def package(
    text: str,
    *,
    styles: str = WORD_STYLES,
    header: str | None = None,
    numbering: str = "",
    settings: str = "",
    theme: str = "",
) -> bytes:
    """A .docx out of a body (with its section) and the parts around it."""
    header = paragraph(PAGE.format(look=look(14)), align="center") if header is None else header
    parts = {
        "word/document.xml": f"<w:document {_DECLARED}><w:body>{text}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_DECLARED}>{styles}</w:styles>",
        "word/header1.xml": f"<w:hdr {_DECLARED}>{header}</w:hdr>",
        "word/settings.xml": f"<w:settings {_DECLARED}>{settings}</w:settings>",
    }
    kinds = {"word/styles.xml": "styles", "word/header1.xml": "header", "word/settings.xml": "settings"}
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {_DECLARED}>{numbering}</w:numbering>"
        kinds["word/numbering.xml"] = "numbering"
    if theme:
        parts["word/theme/theme1.xml"] = theme
        kinds["word/theme/theme1.xml"] = "theme"
    return _zipped(parts, kinds)


def _zipped(parts: dict[str, str], kinds: dict[str, str]) -> bytes:
    names = {"word/document.xml": "document.main", **kinds}
    types = "".join(
        f'<ChosenValue PartName="/{part}" ContentType="'
        + (f"{_WORDML}.{kind}+xml" if kind != "theme" else "application/vnd.openxmlformats-officedocument.theme+xml")
        + '"/>'
        for part, kind in names.items()
    )
    relations = "".join(
        f'<Relationship Id="{"rIdH" if kind == "header" else f"rId{n}"}" Type="{_OFFICE}/relationships/{kind}" '
        f'Target="{part.removeprefix("word/")}"/>'
        for n, (part, kind) in enumerate(kinds.items(), 1)
    )
    package_uri = "http://schemas.openxmlformats.org/package/2006"
    files = {name: _HEAD + text for name, text in parts.items()}
    files["[Content_Types].xml"] = (
        f'{_HEAD}<Types xmlns="{package_uri}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{types}</Types>"
    )
    files["_rels/.rels"] = (
        f'{_HEAD}<Relationships xmlns="{package_uri}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    files["word/_rels/document.xml.rels"] = (
        f'{_HEAD}<Relationships xmlns="{package_uri}/relationships">{relations}</Relationships>'
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


# ── whole documents ──────────────────────────────────────────────────────────────────────────────

_SENTENCE = (
    "Các cơ quan, đơn vị đã triển khai đầy đủ các nhiệm vụ của Kế hoạch; Ủy ban nhân dân tỉnh chỉ đạo Sở Nội vụ, Sở Tài "
    "chính đôn đốc, kiểm tra; tỷ lệ hồ sơ đúng hạn đạt 98,5%, tăng 1.250 hồ sơ so với cùng kỳ (số liệu giả định)."
)
TEXT = (
    ("I. KẾT QUẢ THỰC HIỆN", True),
    ("1. Công tác chỉ đạo, điều hành", True),
    (_SENTENCE, False),
    (
        "a) Về ban hành văn bản: đã ban hành 05 văn bản theo khoản 2 Điều 5 Quyết định số 12/QĐ-UBND ngày 05/01/2023.",
        False,
    ),
    ("b) Về kiểm tra: đã kiểm tra 09 cơ quan, đơn vị theo Kế hoạch số 15/KH-UBND ngày 06 tháng 02 năm 2023.", False),
    ("2. Kết quả cụ thể", True),
    ("- " + _SENTENCE, False),
    ("II. PHƯƠNG HƯỚNG, NHIỆM VỤ", True),
    ("1. Tiếp tục thực hiện Kế hoạch đã ban hành.", False),
    ("2. Tăng cường kiểm tra, đôn đốc các cơ quan, đơn vị; cán bộ nội vụ cơ sở y tế tham gia đầy đủ.", False),
    ("Trên đây là Báo cáo kết quả Quý I năm 2023, kính đề nghị Bộ Nội vụ tổng hợp./.", False),
)
LONG = tuple((f"- Nội dung thứ {n}: {_SENTENCE}", False) for n in range(1, 14))


def text_paragraphs(properties: str = BODY, size: float = 14) -> str:
    lines = (*TEXT[:-1], *LONG, TEXT[-1])
    return "".join(body(words, bold=bold, size=size, properties=properties) for words, bold in lines)


def header_table(
    widths: tuple[int, int] = (3969, 5670), *, rules: bool = True, sizes: tuple[float, float] = (13, 14)
) -> str:
    small, large = sizes
    left = line("ỦY BAN NHÂN DÂN", small, bold=True) + line("TỈNH MẪU", small, bold=True)
    right = line(NATIONAL, small, bold=True) + line(MOTTO, large, bold=True)
    if rules:
        left += paragraph(vml_line(18), align="center", properties=TIGHT)
        right += paragraph(vml_line(60 * large / 14), align="center", properties=TIGHT)
    number = line("Số: 25/BC-UBND", 13)
    date = line("Mẫu, ngày 05 tháng 3 năm 2023", large, italic=True)
    return table([[left, right], [number, date]], list(widths))


def title(rule: str | None = None) -> str:
    drawn = paragraph(connector(50) if rule is None else rule, align="center", properties=TIGHT)
    return (
        line("BÁO CÁO", 14, bold=True)
        + line("Kết quả công tác cải cách hành chính Quý I năm 2023", 14, bold=True)
        + drawn
    )


def addressee() -> str:
    return line("Kính gửi: Bộ Nội vụ.", 14)


def recipients() -> str:
    return (
        line("Nơi nhận:", 12, bold=True, italic=True, align="left")
        + line("- Như trên;", 11, align="left")
        + line("- Thường trực Tỉnh ủy (báo cáo);", 11, align="left")
        + line("- Lưu: VT, NC.ABC.", 11, align="left")
    )


def signing() -> str:
    return (
        line("TM. ỦY BAN NHÂN DÂN", 14, bold=True)
        + line("KT. CHỦ TỊCH", 14, bold=True)
        + line("PHÓ CHỦ TỊCH", 14, bold=True)
        + "".join(line("", 14) for _ in range(4))
        + line("Nguyễn Văn Mẫu", 14, bold=True)
    )


def closing(widths: tuple[int, int] = (4000, 5300)) -> str:
    return table([[recipients(), signing()]], list(widths)) + paragraph("", properties=TIGHT)


def direct() -> bytes:
    """Word's blank document, everything formatted by hand, connectors for rules."""
    return package(header_table() + title() + addressee() + text_paragraphs() + closing() + section())


def direct_with(khoan: str) -> bytes:
    """The same with one more khoản under a mục of its own."""
    more = body("III. NỘI DUNG KHÁC", bold=True) + body("1. Trụ cột thứ nhất đã hoàn thành.") + body(khoan)
    text = text_paragraphs()
    last = body(TEXT[-1][0])
    return package(header_table() + title() + addressee() + text.replace(last, more + last) + closing() + section())


def small_sizes() -> bytes:
    """The set 12/13/13, text in 13."""
    head = header_table(sizes=(12, 13))
    headline = title().replace('w:val="28"', 'w:val="26"')
    text = text_paragraphs(size=13)
    return package(head + headline + addressee().replace("28", "26") + text + closing() + section())


def on_tabs() -> bytes:
    """No tables: the head and the closing on tab stops, lines as borders and VML."""
    stops = '<w:tabs><w:tab w:val="center" w:pos="1700"/><w:tab w:val="center" w:pos="6500"/></w:tabs>' + TIGHT
    bold, plain = look(13, bold=True), look(13)

    def both(left: str, right: str, first: str, second: str) -> str:
        return paragraph(run(f"\t{left}", first) + run(f"\t{right}", second), properties=stops)

    head = (
        both("ỦY BAN NHÂN DÂN", NATIONAL, bold, bold)
        + both("TỈNH MẪU", MOTTO, bold, look(14, bold=True))
        + paragraph(vml_line(18, 60) + vml_line(60, 250), properties=stops)
        + both("Số: 25/BC-UBND", "Mẫu, ngày 05 tháng 3 năm 2023", plain, look(14, italic=True))
    )
    end = '<w:tabs><w:tab w:val="center" w:pos="6500"/></w:tabs>' + TIGHT
    sign = look(14, bold=True)
    last = (
        paragraph(
            run("Nơi nhận:", look(12, bold=True, italic=True)) + run("\tTM. ỦY BAN NHÂN DÂN", sign), properties=end
        )
        + paragraph(run("- Như trên;", look(11)) + run("\tCHỦ TỊCH", sign), properties=end)
        + paragraph(run("- Các sở, ban ngành;", look(11)), properties=end)
        + paragraph(run("- Lưu: VT, NC.", look(11)), properties=end)
        + paragraph(run("\tNguyễn Văn Mẫu", sign), properties=end)
    )
    return package(head + title() + addressee() + text_paragraphs() + last + section())


def in_boxes() -> bytes:
    """The head in two text boxes, lines floating and anchored in one paragraph."""
    left = line("UBND TỈNH MẪU", 13) + line("SỞ NỘI VỤ", 13, bold=True) + line("Số: 25/BC-SNV", 13)
    right = (
        line(NATIONAL, 13, bold=True)
        + line(MOTTO, 14, bold=True)
        + line("Mẫu, ngày 25 tháng 02 năm 2023", 14, italic=True)
    )
    head = paragraph(text_box(left, 65) + text_box(right, 105) + connector(60) + connector(9), properties=TIGHT)
    blank = "".join(paragraph("", properties=TIGHT) for _ in range(4))
    sign = closing().replace("TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC").replace("KT. CHỦ TỊCH", "PHÓ GIÁM ĐỐC")
    one = line("PHÓ CHỦ TỊCH", 14, bold=True)
    return package(head + blank + title() + addressee() + text_paragraphs() + sign.replace(one, "") + section())


_LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText '
    'w:val="%1."/><w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/><w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/><w:pPr><w:ind '
    'w:left="927" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:pPr><w:ind w:left="1080" w:hanging="360"/>'
    '</w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2">'
    '<w:abstractNumId w:val="1"/></w:num>'
)


def automatic_numbers(letters: int = 3) -> bytes:
    """Word's own lists for every level, bullets for dashes; 1.25 cm where WPS and LibreOffice indent."""
    space = '<w:spacing w:before="60" w:after="60" w:line="276" w:lineRule="auto"/>'

    def listed(text: str, level: int, number: int = 1, *, bold: bool = False) -> str:
        place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return body(text, bold=bold, properties=place + space)

    plain = space + '<w:ind w:firstLine="709"/>'
    text = (
        listed("KẾT QUẢ THỰC HIỆN", 0, bold=True)
        + listed("Công tác chỉ đạo", 1, bold=True)
        + "".join(listed(f"Nội dung thứ {n} đã hoàn thành;", 2) for n in range(letters))
        + listed("Kết quả cụ thể", 1, bold=True)
        + listed("Nội dung thứ nhất đã hoàn thành;", 2)
        + listed("Đã giải quyết 120 hồ sơ.", 0, 2)
        + listed("PHƯƠNG HƯỚNG", 0, bold=True)
        + listed("Nhiệm vụ trọng tâm", 1, bold=True)
        + body(_SENTENCE, properties=plain)
        + body(TEXT[-1][0], properties=plain)
    )
    return package(header_table() + title() + addressee() + text + closing() + section(), numbering=_LIST)


def theme_fonts(viet: str = "Times New Roman") -> bytes:
    """No font named anywhere: the theme's font for Vietnamese holds, by w:themeFontLang."""
    text = header_table() + title() + addressee() + text_paragraphs() + closing() + section()
    text = text.replace(look(0).split("<w:sz")[0].removeprefix("<w:rPr>"), "")
    theme = THEME.format(a=NAMESPACES["a"], viet=viet)
    header = paragraph(PAGE.format(look='<w:rPr><w:sz w:val="28"/></w:rPr>'), align="center")
    settings = '<w:themeFontLang w:val="vi-VN"/>'
    return package(text, header=header, settings=settings, theme=theme)


def office_styles() -> bytes:
    """Looks from styles: Body Text, exact line heights, page number in a frame as Word 2003 put it."""
    style = '<w:pStyle w:val="BodyText"/><w:spacing w:line="340" w:lineRule="exact"/>'
    text = text_paragraphs(style).replace(
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>', ""
    )
    frame = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center" w:y="1"/>'
    header = paragraph(PAGE.format(look='<w:rPr><w:sz w:val="26"/></w:rPr>'), properties=frame) + paragraph("")
    whole = header_table() + title() + addressee() + text + closing() + section()
    return package(whole, styles=OFFICE_STYLES, header=header)


def leading_tabs() -> bytes:
    """First lines on a tab instead of an indent; the page number on the header's middle tab stop."""
    plain = '<w:spacing w:before="120" w:after="0" w:line="300" w:lineRule="auto"/>'
    lines = (*TEXT[:-1], *LONG, TEXT[-1])
    text = "".join(body("\t" + words, bold=bold, properties=plain) for words, bold in lines)
    stops = '<w:tabs><w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/></w:tabs>'
    header = paragraph("<w:r><w:tab/></w:r>" + PAGE.format(look=look(13)), properties=stops)
    settings = '<w:defaultTabStop w:val="720"/>'
    return package(
        header_table() + title() + addressee() + text + closing() + section(), header=header, settings=settings
    )


def letter() -> bytes:
    """A công văn: V/v under the number, several addressees."""
    left = line("ỦY BAN NHÂN DÂN", 13, bold=True) + line("TỈNH MẪU", 13, bold=True)
    left += paragraph(vml_line(18), properties=TIGHT)
    right = line(NATIONAL, 13, bold=True) + line(MOTTO, 14, bold=True) + paragraph(vml_line(60), properties=TIGHT)
    number = line("Số: 125/UBND-NC", 13) + line("V/v báo cáo cải cách hành chính Quý I năm 2023", 12)
    date = line("Mẫu, ngày 10 tháng 3 năm 2023", 14, italic=True)
    head = table([[left, right], [number, date]], [3969, 5670])
    to = (
        line("Kính gửi:", 14, align="left")
        + line("- Các sở, ban ngành;", 14, align="left")
        + line("- Ủy ban nhân dân các huyện, thành phố.", 14, align="left")
    )
    text = body(_SENTENCE) + body("Đề nghị các cơ quan, đơn vị gửi báo cáo trước ngày 15 tháng 3 năm 2023./.")
    return package(head + to + text + closing() + section())


def decision() -> bytes:
    """A quyết định: basis in italics, articles, authority in capitals, an annex with numbers of its own."""
    head = header_table().replace("25/BC-UBND", "25/QĐ-UBND")
    name = (
        line("QUYẾT ĐỊNH", 14, bold=True)
        + line("Về việc ban hành Kế hoạch kiểm tra cải cách hành chính năm 2023", 14, bold=True)
        + paragraph(connector(60), align="center", properties=TIGHT)
        + line("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MẪU", 14, bold=True)
    )
    basis = (
        body("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;", italic=True)
        + body(
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;", italic=True
        )
        + body("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 45/TTr-SNV ngày 20 tháng 01 năm 2023.", italic=True)
    )
    number = look(14, bold=True)
    articles = "".join(
        paragraph(run(f"Điều {n}. ", number) + run(words, look(14)), align="both", properties=BODY)
        for n, words in enumerate(
            (
                "Ban hành kèm theo Quyết định này Kế hoạch kiểm tra (chi tiết tại Phụ lục kèm theo).",
                "Quyết định này có hiệu lực kể từ ngày ký.",
                "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ chịu trách nhiệm thi hành Quyết định này./.",
            ),
            1,
        )
    )
    end = closing().replace("- Như trên;", "- Như Điều 3;") + f"<w:p><w:pPr>{section()}</w:pPr></w:p>"
    annex = (
        line("Phụ lục", 14, bold=True)
        + line("DANH SÁCH CƠ QUAN ĐƯỢC KIỂM TRA", 14, bold=True)
        + line(
            "(Kèm theo Quyết định số 25/QĐ-UBND ngày 05 tháng 3 năm 2023 của Chủ tịch Ủy ban nhân dân tỉnh Mẫu)",
            14,
            italic=True,
        )
        + table([[line("1", 12), line("Sở Nội vụ", 12, align="left")]], [800, 8000], "TableGrid")
    )
    again = section(start='<w:pgNumType w:start="1"/>')
    words = line("QUYẾT ĐỊNH:", 14, bold=True)
    return package(head + name + basis + words + articles + end + annex + paragraph("", properties=TIGHT) + again)


def line_breaks() -> bytes:
    """Whole cells as one paragraph with line breaks; Kính gửi on tabs; a department."""

    def broken(*lines: str, properties: str) -> str:
        return f"<w:r>{properties}" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in lines) + "</w:r>"

    turn = "<w:r><w:br/></w:r>"
    left = broken("UBND TỈNH MẪU", properties=look(13)) + turn
    left += broken("SỞ KẾ HOẠCH VÀ ĐẦU TƯ", properties=look(13, bold=True)) + connector(28)
    right = broken(NATIONAL, properties=look(13, bold=True)) + turn
    right += broken(MOTTO, properties=look(14, bold=True)) + connector(59)
    second = [line("Số:       /BC-SKHĐT", 13), line("Mẫu, ngày      tháng 3 năm 2023", 14, italic=True)]
    sides = [paragraph(side, align="center", properties=TIGHT) for side in (left, right)]
    head = table([sides, second], [4139, 5783])
    name = paragraph(
        broken("BÁO CÁO", "Kết quả công tác cải cách hành chính", "Quý I năm 2023", properties=look(14, bold=True)),
        align="center",
        properties=TIGHT,
    ) + paragraph(vml_line(30, 200), properties=TIGHT)
    stop = '<w:tabs><w:tab w:val="left" w:pos="3500"/></w:tabs><w:ind w:left="2000"/>' + TIGHT
    to = paragraph(run("Kính gửi:\t- Sở Nội vụ;", look(14)), properties=stop)
    to += paragraph(run("\t- Văn phòng Ủy ban nhân dân tỉnh.", look(14)), properties=stop)
    label = broken("Nơi nhận:", properties=look(12, bold=True, italic=True)) + turn
    places = broken("- Như trên;", "- TT Tỉnh ủy (b/c);", "- Lưu: VT, TH.03.", properties=look(11))
    sign = broken("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "", "", "Lê Văn Mẫu", properties=look(14, bold=True))
    end = table(
        [[paragraph(label + places, properties=TIGHT), paragraph(sign, align="center", properties=TIGHT)]], [4000, 5300]
    )
    return package(head + name + to + text_paragraphs() + end + paragraph("", properties=TIGHT) + section())


def plan() -> bytes:
    """A kế hoạch: a spacer column in the head, a subject of two lines, khoản of both kinds, 1.1."""
    left = line("ỦY BAN NHÂN DÂN", 13, bold=True) + line("TỈNH MẪU", 13, bold=True) + paragraph(vml_line(18))
    right = line(NATIONAL, 13, bold=True) + line(MOTTO, 14, bold=True) + paragraph(vml_line(60))
    second = [line("Số: 125/KH-UBND", 13), line("", 13), line("Mẫu, ngày 11 tháng 12 năm 2023", 14, italic=True)]
    head = table([[left, line("", 13), right], second], [3800, 200, 5900])
    names = ("KẾ HOẠCH", "Thực hiện công tác cải cách hành chính nhà nước", "trên địa bàn tỉnh Mẫu năm 2024")
    name = "".join(line(words, 14, bold=True) for words in names)
    name += paragraph(connector(45), align="center", properties=TIGHT)
    text = "".join(body(words, bold=bold) for words, bold in _PLAN)
    return package(head + name + text + closing().replace("- Như trên;", "- Bộ Nội vụ;") + section())


_PLAN = (
    ("Thực hiện Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ, Ủy ban nhân dân tỉnh ban hành:", False),
    ("I. MỤC TIÊU, YÊU CẦU", True),
    ("1. Mục tiêu", True),
    ("a) Mục tiêu chung", False),
    ("Đẩy mạnh cải cách hành chính.", False),
    ("b) Các chỉ tiêu cụ thể", False),
    ("- 100% cơ quan (1);", False),
    ("2. Yêu cầu:", False),
    ("+ Nghiêm túc, hiệu quả.", False),
    ("II. NHIỆM VỤ", True),
    ("1. Cải cách thể chế:", True),
    ("1.1. Tiếp tục rà soát.", False),
    ("1.2. Nâng cao chất lượng.", False),
    ("2. Kinh phí: do ngân sách cấp. Khoản kinh phí được giao theo quy định.", False),
    ("III. TỔ CHỨC THỰC HIỆN", True),
    ("1. Các sở, ban ngành", True),
    ("Chủ động triển khai.", False),
    ("2. Sở Nội vụ", True),
    ("Tham mưu, đôn đốc.", False),
    ("Trên đây là Kế hoạch, yêu cầu các cơ quan triển khai thực hiện./.", False),
)


def ministry_model() -> bytes:
    """Mẫu 1.4 as the ministry's own template lays it out, made with python-docx: placeholders, notes
    in superscript, 25/20/35/20 mm, tables of 6.75 + 10.0 and 5.28 + 11.09 cm."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from docx.shared import Cm, Mm, Pt

    document: Any = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(25), Mm(20), Mm(35), Mm(20)
    page.header_distance, page.different_first_page_header_footer = Mm(10), True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")

    def write(
        place: Any,
        text: str,
        size: float,
        *,
        bold: bool = False,
        italic: bool = False,
        align: Any = ALIGN.CENTER,
        note: str = "",
    ) -> Any:
        made = place.add_paragraph()
        made.alignment = align
        made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(0)
        words = made.add_run(text)
        words.bold, words.italic, words.font.size = bold, italic, Pt(size)
        if note:
            raised = made.add_run(note)
            raised.font.superscript, raised.font.size = True, Pt(size)
        return made

    def grid(*widths: float) -> Any:
        made = document.add_table(1, len(widths))
        made.autofit = False
        for column, cell, width in zip(made.columns, made.rows[0].cells, widths, strict=True):
            column.width = cell.width = Cm(width)
        return made

    def drawn(made: Any, length: float) -> None:
        made._p.append(parse_xml(f"<w:x {_DECLARED}>{vml_line(length)}</w:x>")[0])

    head = grid(6.75, 10.0)
    left, right = head.rows[0].cells
    left._tc.remove(left.paragraphs[0]._p)
    right._tc.remove(right.paragraphs[0]._p)
    write(left, "TÊN CQ, TC CHỦ QUẢN", 13, note="1")
    name = write(left, "TÊN CƠ QUAN, TỔ CHỨC", 13, bold=True, note="2")
    drawn(name, 25)
    write(left, "Số:…../….-….", 13, note="3")
    write(right, NATIONAL, 13, bold=True)
    drawn(write(right, MOTTO, 14, bold=True), 60)
    write(right, "…., ngày …. tháng …. năm …..", 14, italic=True, note="5")
    write(document, "", 14)
    write(document, "TÊN LOẠI VĂN BẢN", 14, bold=True, note="6")
    drawn(write(document, "……….. 7…………..", 14, bold=True), 20)
    for words in ("8…………………………………………………………", "………………………………………………………………………………./."):
        made = write(document, words, 14, align=ALIGN.JUSTIFY)
        made.paragraph_format.first_line_indent, made.paragraph_format.space_before = Cm(1), Pt(6)
    end = grid(5.28, 11.09)
    left, right = end.rows[0].cells
    write(left, "Nơi nhận:", 12, bold=True, italic=True, align=ALIGN.LEFT)
    for words in ("- ……………;", "- ……………;", "- Lưu: VT, ....9….10"):
        write(left, words, 11, align=ALIGN.LEFT)
    write(right, "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ", 14, bold=True)
    write(right, "(Chữ ký của người có thẩm quyền, dấu/chữ ký số của cơ quan, tổ chức)", 14, italic=True)
    write(right, "Họ và tên", 14, bold=True)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


GOOD = {
    made.__name__: made
    for made in (
        direct, small_sizes, on_tabs, in_boxes, automatic_numbers, theme_fonts, office_styles, leading_tabs, letter,
        decision, ministry_model, line_breaks, plan,
    )
}  # fmt: skip
