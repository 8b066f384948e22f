"""Makes templates/word/*.docx: `python -m reporting.word.make_templates [FOLDER]`.

The files are committed and edited by officers in Word afterwards; run this again only to begin
anew. The same run gives the same bytes.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from reporting.document import MOTTO, NATIONAL_NAME, Part
from reporting.profile import Profile, parse_profile
from reporting.resources import resource
from reporting.word.frame import HEADER_TABLE, SIGNING_TABLE
from reporting.word.markup import DECLARATIONS, XML_HEAD, paragraph_xml, run_xml
from reporting.word.package import (
    CONTENT,
    DOCUMENT,
    RELATIONS,
    STYLES,
    TYPES,
    Package,
    add_part,
    set_properties,
    write_package,
)
from reporting.word.sections import Running, first_header, page_header, section_xml
from reporting.word.shapes import BODY_RULE, MOTTO_RULE, SUBJECT_RULE, rule_xml
from reporting.word.styles import END_OF_PART, FRAME_TABLE, LANGUAGE, RULE, TYPE_NAME, styles_part
from reporting.word.theme import theme_part
from reporting.word.units import twips

_SIGNING_GAP = 4.0  # mm between the last sentence and the signing block


def report_template(profile: Profile) -> bytes:
    """bao_cao.docx: Mẫu 1.4, a document with a type name."""
    return _docx(profile, _frame(profile, _title()), "Mẫu báo cáo")


def letter_template(profile: Profile) -> bytes:
    """cong_van.docx: Mẫu 1.5, a letter; its subject stands under the number."""
    return _docx(profile, _frame(profile, ""), "Mẫu công văn")


def write_templates(folder: Path) -> tuple[Path, ...]:
    """Writes every template into a folder; gives their paths."""
    data = tomllib.loads(resource("profiles", "nd30-2020.toml").read_text(encoding="utf-8"))
    profile = parse_profile(data, "nd30-2020.toml")
    made = {"bao_cao.docx": report_template(profile), "cong_van.docx": letter_template(profile)}
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return tuple(folder / name for name in made)


def _frame(profile: Profile, title: str) -> str:
    """Everything on the page from the national header to the signature; tags stand alone in their paragraphs."""
    return "".join(
        (
            _tag("{%p if co_quan_ban_hanh or so_ky_hieu or dia_danh_ngay_thang %}"),
            _letterhead(profile),
            _tag("{%p endif %}"),
            title,
            _tag("{%p if noi_gui %}"),
            _line("CCHCKinhGuiNhieu", "{{ kinh_gui }}"),
            _tag("{%p for dong in noi_gui %}"),
            _line("CCHCNoiGui", "{{ dong }}"),
            _tag("{%p endfor %}"),
            _tag("{%p elif kinh_gui %}"),
            _line("CCHCKinhGui", "{{ kinh_gui }}"),
            _tag("{%p endif %}"),
            _tag("{{p than_bai }}"),
            _tag("{%p if quyen_han or nguoi_ky or noi_nhan %}"),
            _signing(profile),
            _tag("{%p endif %}"),
        )
    )


def _title() -> str:
    return "".join(
        (
            _tag("{%p if ten_loai or trich_yeu %}"),
            _line(TYPE_NAME, "{{ ten_loai }}"),
            _line("CCHCTrichYeu", "{{ trich_yeu }}"),
            paragraph_xml(RULE, rule_xml(SUBJECT_RULE, 3, 50)),
            _tag("{%p endif %}"),
        )
    )


def _letterhead(profile: Profile) -> str:
    head = profile.letterhead
    left = (
        _tag("{%p if co_quan_chu_quan %}")
        + _line("CCHCCoQuanChuQuan", "{{ co_quan_chu_quan }}")
        + _tag("{%p endif %}")
        + _line("CCHCCoQuanBanHanh", "{{ co_quan_ban_hanh }}")
        + paragraph_xml(RULE, rule_xml(BODY_RULE, 1, 25))
    )
    right = (
        _line("CCHCQuocHieu", NATIONAL_NAME)
        + _line("CCHCTieuNgu", MOTTO)
        + paragraph_xml(RULE, rule_xml(MOTTO_RULE, 2, 60))
    )
    number = (
        _line("CCHCSoKyHieu", "{{ so_ky_hieu }}")
        + _tag("{%p if trich_yeu_cong_van %}")
        + _line("CCHCTrichYeuCongVan", "{{ trich_yeu_cong_van }}")
        + _tag("{%p endif %}")
    )
    date = _line("CCHCDiaDanh", "{{ dia_danh_ngay_thang }}")
    return _frame_table(HEADER_TABLE, (head.left, head.right), ((left, right), (number, date)), profile)


def _signing(profile: Profile) -> str:
    head = profile.letterhead
    left = (
        _tag("{%p if noi_nhan %}")
        + _line("CCHCNoiNhan", "Nơi nhận:")
        + _tag("{%p for dong in noi_nhan %}")
        + _line("CCHCNoiNhanDong", "{{ dong }}")
        + _tag("{%p endfor %}")
        + _tag("{%p endif %}")
    )
    right = (
        _tag("{%p for dong in quyen_han %}")
        + _line("CCHCQuyenHan", "{{ dong }}")
        + _tag("{%p endfor %}")
        + _line("CCHCNguoiKy", "{{ nguoi_ky }}")
    )
    return _frame_table(SIGNING_TABLE, (head.signing_left, head.signing_right), ((left, right),), profile, _SIGNING_GAP)


def _frame_table(
    caption: str, columns: tuple[float, float], rows: tuple[tuple[str, str], ...], profile: Profile, gap: float = 0
) -> str:
    """A table without borders whose rows never split over pages; `gap` mm above the text of each row."""
    page = profile.page
    indent = (page.width - page.left - page.right - sum(columns)) / 2
    grid = "".join(f'<w:gridCol w:w="{twips(column)}"/>' for column in columns)
    inside = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(wide)}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for wide, cell in zip(columns, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    above = f'<w:tblCellMar><w:top w:w="{twips(gap)}" w:type="dxa"/></w:tblCellMar>' if gap else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{FRAME_TABLE}"/><w:tblW w:w="{sum(map(twips, columns))}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(indent)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{above}<w:tblLook w:val="0000" '
        'w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="0"/>'
        f'<w:tblCaption w:val="{caption}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl>'
    )


def _line(style: str, text: str) -> str:
    return paragraph_xml(style, run_xml(text))


def _tag(text: str) -> str:
    return paragraph_xml("Normal", run_xml(text))


def _docx(profile: Profile, body: str, title: str) -> bytes:
    package = _shell()
    headers = Running(
        add_part(package, "word/header_trang_dau.xml", first_header(), "header"),
        add_part(package, "word/header_so_trang.xml", page_header(), "header"),
    )
    add_part(package, STYLES, styles_part(profile), "styles")
    add_part(package, "word/settings.xml", _SETTINGS.encode(), "settings")
    add_part(package, "word/fontTable.xml", _font_table(profile).encode(), "fontTable")
    add_part(package, "word/theme/theme1.xml", theme_part(profile.font), "theme")
    section = section_xml(Part("main", "", "", ()), profile, headers)
    end = paragraph_xml(END_OF_PART, "")
    text = f"{XML_HEAD}<w:document {DECLARATIONS}><w:body>{body}{end}{section}</w:body></w:document>"
    package[DOCUMENT] = text.encode()
    set_properties(package, {"dc:title": title, "dc:language": LANGUAGE}, ())
    return write_package(package)


def _shell() -> Package:
    ooxml = "http://schemas.openxmlformats.org"
    types = (
        f'{XML_HEAD}<Types xmlns="{ooxml}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{CONTENT["settings"].replace("settings", "document.main")}"/></Types>'
    )
    top = (
        f'{XML_HEAD}<Relationships xmlns="{ooxml}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{ooxml}/officeDocument/2006/relationships/officeDocument" Target="{DOCUMENT}"/></Relationships>'
    )
    empty = f'{XML_HEAD}<Relationships xmlns="{ooxml}/package/2006/relationships"/>'
    return {TYPES: types.encode(), "_rels/.rels": top.encode(), RELATIONS: empty.encode()}


def _font_table(profile: Profile) -> str:
    return (
        f'{XML_HEAD}<w:fonts {DECLARATIONS}><w:font w:name="{profile.font}"><w:panose1 w:val="02020603050405020304"/>'
        '<w:charset w:val="A3"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


_SETTINGS = (
    f'{XML_HEAD}<w:settings {DECLARATIONS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>'
    '<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>'
    '<w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>'
    "</w:compat>"
    f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)


if __name__ == "__main__":
    for written in write_templates(Path(sys.argv[1]) if len(sys.argv) > 1 else resource("word")):
        sys.stdout.write(f"{written}\n")
