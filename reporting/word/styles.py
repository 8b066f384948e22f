"""The named styles of our Word files: their looks follow from the style profile.

Sizes and positions: NĐ 30/2020/NĐ-CP, Phụ lục I, Mục II and V. Names are Vietnamese, shown in
Word's style gallery (no commas: Word takes what follows one for an alias); ids are ASCII and never
change, because templates rely on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reporting.document import BODY, HEADING_1, HEADING_2, HEADING_3, NOTE
from reporting.profile import Profile
from reporting.typesetting import text_width
from reporting.word.markup import DECLARATIONS, XML_HEAD, W, escape, parse, parse_fragment, serialize
from reporting.word.units import half_points, line_units, points, twips

LANGUAGE = "vi-VN"


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """`before`, `after` in pt; indents in mm (`first` < 0 hangs); `line` in font sizes;
    `exact` a fixed line height in pt instead; `outline` 0 is the navigation pane's first level."""

    id: str
    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    line: float = 1.15
    exact: float = 0
    left: float = 0
    first: float = 0
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    base: str = "Normal"
    next: str = ""


# Document style name → Word style id.
BLOCK_STYLES = {
    HEADING_1: "CCHCMuc",
    HEADING_2: "CCHCKhoan",
    HEADING_3: "CCHCDiem",
    BODY: "CCHCThanBai",
    NOTE: "CCHCGhiChu",
}
BODY_STYLE = "CCHCThanBai"
LAST_SENTENCE, BEFORE_TABLE = "CCHCCauKet", "CCHCDanBang"
TYPE_NAME = "CCHCTenLoai"
RULE = "CCHCDuongKe"
END_OF_PART = "CCHCHetPhan"
PAGE_NUMBER = "CCHCSoTrang"
ANNEX_LABEL, ANNEX_TITLE, ANNEX_REFERENCE = "CCHCPhuLuc", "CCHCTenPhuLuc", "CCHCKemTheo"
TABLE, FRAME_TABLE, CELL_HEADING = "CCHCBang", "CCHCBangKhung", "CCHCTieuDeBang"
CELL_STYLES = {"left": "CCHCOBang", "center": "CCHCOBangGiua", "right": "CCHCOBangPhai", "justify": "CCHCOBangDeu"}
BOLD, ITALIC, BOLD_ITALIC, GAP, DRAFT = "CCHCDam", "CCHCNghieng", "CCHCDamNghieng", "CCHCChoTrong", "CCHCDuThao"


def paragraph_styles(profile: Profile) -> tuple[ParagraphStyle, ...]:
    """Every paragraph style, in the order of the style gallery."""
    return (*_body_styles(profile), *_frame_styles(profile), *_annex_styles(profile), *_cell_styles(profile))


def _body_styles(profile: Profile) -> tuple[ParagraphStyle, ...]:
    sizes, space = profile.sizes, profile.spacing
    flow: dict[str, Any] = {
        "align": "both", "before": space.before, "line": space.line, "first": space.first_line, "next": BODY_STYLE
    }  # fmt: skip
    heading = flow | {"keep_next": True, "keep_lines": True}
    return (
        ParagraphStyle("CCHCMuc", "CCHC Mục", sizes.heading, bold=True, outline=0, **heading),
        ParagraphStyle("CCHCKhoan", "CCHC Khoản", sizes.heading, bold=True, outline=1, **heading),
        ParagraphStyle("CCHCDiem", "CCHC Điểm", sizes.heading, outline=2, **heading),
        ParagraphStyle(BODY_STYLE, "CCHC Thân bài", sizes.body, **flow),
        ParagraphStyle(
            LAST_SENTENCE,
            "CCHC Câu kết",
            sizes.body,
            **flow | {"base": BODY_STYLE, "keep_next": True, "keep_lines": True},
        ),
        ParagraphStyle(
            BEFORE_TABLE,
            "CCHC Dẫn bảng",
            sizes.body,
            **flow | {"base": BODY_STYLE, "after": space.before, "keep_next": True},
        ),
        ParagraphStyle("CCHCCanCu", "CCHC Căn cứ", sizes.body, italic=True, **flow),
        ParagraphStyle("CCHCGhiChu", "CCHC Ghi chú", sizes.note, italic=True, **flow | {"first": 0}),
    )


def _frame_styles(profile: Profile) -> tuple[ParagraphStyle, ...]:
    sizes = profile.sizes
    centred: dict[str, Any] = {"align": "center"}
    colon = addressee_indent(profile)
    return (
        ParagraphStyle("CCHCCoQuanChuQuan", "CCHC Cơ quan chủ quản", sizes.superior, **centred),
        ParagraphStyle("CCHCCoQuanBanHanh", "CCHC Cơ quan ban hành", sizes.issuing_body, bold=True, **centred),
        ParagraphStyle("CCHCQuocHieu", "CCHC Quốc hiệu", sizes.national_name, bold=True, **centred),
        ParagraphStyle("CCHCTieuNgu", "CCHC Tiêu ngữ", sizes.motto, bold=True, **centred),
        ParagraphStyle("CCHCSoKyHieu", "CCHC Số ký hiệu", sizes.number, **centred),
        ParagraphStyle("CCHCDiaDanh", "CCHC Địa danh ngày tháng", sizes.place_date, italic=True, **centred),
        ParagraphStyle("CCHCTrichYeuCongVan", "CCHC Trích yếu công văn", sizes.letter_subject, before=6, **centred),
        ParagraphStyle(TYPE_NAME, "CCHC Tên loại", sizes.type_name, bold=True, before=18, keep_next=True, **centred),
        ParagraphStyle("CCHCTrichYeu", "CCHC Trích yếu", sizes.subject, bold=True, keep_next=True, **centred),
        ParagraphStyle("CCHCKinhGui", "CCHC Kính gửi", sizes.addressee, before=12, after=6, **centred),
        ParagraphStyle(
            "CCHCKinhGuiNhieu",
            "CCHC Kính gửi nhiều nơi",
            sizes.addressee,
            before=12,
            left=ADDRESSEE_LEFT,
            keep_next=True,
        ),
        ParagraphStyle(
            "CCHCNoiGui", "CCHC Nơi gửi", sizes.addressee, before=3, left=colon + DASH, first=-DASH, align="both"
        ),
        ParagraphStyle("CCHCNoiNhan", "CCHC Nơi nhận", sizes.recipients_label, bold=True, italic=True),
        ParagraphStyle("CCHCNoiNhanDong", "CCHC Nơi nhận danh sách", sizes.recipients),
        ParagraphStyle("CCHCQuyenHan", "CCHC Quyền hạn chức vụ", sizes.signing, bold=True, keep_next=True, **centred),
        ParagraphStyle(
            "CCHCNguoiKy",
            "CCHC Họ tên người ký",
            sizes.signing,
            bold=True,
            before=profile.spacing.signature / 25.4 * 72,
            **centred,
        ),
        ParagraphStyle(PAGE_NUMBER, "CCHC Số trang", sizes.page_number, **centred),
        ParagraphStyle(RULE, "CCHC Đường kẻ", 4, exact=6, after=4, **centred),
        ParagraphStyle(END_OF_PART, "CCHC Hết phần", 1, exact=1),
    )


def _annex_styles(profile: Profile) -> tuple[ParagraphStyle, ...]:
    sizes = profile.sizes
    title: dict[str, Any] = {"align": "center", "keep_next": True, "keep_lines": True}
    return (
        ParagraphStyle(ANNEX_LABEL, "CCHC Phụ lục", sizes.annex_label, bold=True, outline=0, next=ANNEX_TITLE, **title),
        ParagraphStyle(ANNEX_TITLE, "CCHC Tên phụ lục", sizes.annex_title, bold=True, next=ANNEX_REFERENCE, **title),
        ParagraphStyle(ANNEX_REFERENCE, "CCHC Kèm theo", sizes.annex_reference, italic=True, next=BODY_STYLE, **title),
    )


def _cell_styles(profile: Profile) -> tuple[ParagraphStyle, ...]:
    size, line = profile.sizes.table, profile.spacing.table_line
    return (
        ParagraphStyle(CELL_HEADING, "CCHC Tiêu đề bảng", size, bold=True, align="center", line=line, keep_next=True),
        ParagraphStyle(CELL_STYLES["left"], "CCHC Ô bảng", size, line=line),
        ParagraphStyle(CELL_STYLES["center"], "CCHC Ô bảng giữa", size, line=line, align="center"),
        ParagraphStyle(CELL_STYLES["right"], "CCHC Ô bảng phải", size, line=line, align="right"),
        ParagraphStyle(CELL_STYLES["justify"], "CCHC Ô bảng đều", size, line=line, align="both"),
    )


ADDRESSEE_LEFT = 35.0  # mm: where `Kính gửi:` of several addressees begins
DASH = 3.0  # mm: hanging indent of "- "


def addressee_indent(profile: Profile) -> float:
    """Where the dashes stand: under the colon of `Kính gửi:` (Phụ lục I, Mục II.9)."""
    return ADDRESSEE_LEFT + text_width("Kính gửi", profile.sizes.addressee, profile)


def styles_part(profile: Profile) -> bytes:
    """word/styles.xml, whole."""
    font = escape(profile.font)
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        f'<w:sz w:val="{half_points(profile.sizes.body)}"/><w:szCs w:val="{half_points(profile.sizes.body)}"/>'
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    return (
        f"{XML_HEAD}<w:styles {DECLARATIONS}>{defaults}{_LATENT}{_BUILT_IN}{_own_styles(profile)}</w:styles>".encode()
    )


def fit_styles(part: bytes, profile: Profile, *, own_template: bool) -> bytes:
    """A template's styles made complete. An own template's looks hold; ours follow the profile."""
    if not own_template:
        return styles_part(profile)
    root = parse(part)
    present = {style.get(f"{W}styleId") for style in root.iter(f"{W}style")}
    for style in parse_fragment(_own_styles(profile)):
        if style.get(f"{W}styleId") not in present:
            root.append(style)
    return serialize(root)


def style_ids(profile: Profile) -> dict[str, str]:
    """Id → Vietnamese name of every style that the renderer writes on."""
    return {s.get(f"{W}styleId"): s.find(f"{W}name").get(f"{W}val") for s in parse_fragment(_own_styles(profile))}


def _own_styles(profile: Profile) -> str:
    paragraphs = "".join(_paragraph_style_xml(style, n) for n, style in enumerate(paragraph_styles(profile), 1))
    return paragraphs + _CHARACTER + _table_style_xml(profile) + _FRAME_TABLE_XML


def _paragraph_style_xml(style: ParagraphStyle, priority: int) -> str:
    """One w:style; children in schema order."""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else ""
    keep = ("<w:keepNext/>" if style.keep_next else "") + ("<w:keepLines/>" if style.keep_lines else "")
    weight = ("<w:b/><w:bCs/>" if style.bold else "") + ("<w:i/><w:iCs/>" if style.italic else "")
    size = half_points(style.size)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.base}"/>{following}<w:uiPriority w:val="{priority}"/><w:qFormat/>'
        f'<w:pPr>{keep}{_spacing(style)}{_indent(style)}<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f'<w:rPr>{weight}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _spacing(style: ParagraphStyle) -> str:
    height = (points(style.exact), "exact") if style.exact else (line_units(style.line), "auto")
    around = f'w:before="{points(style.before)}" w:after="{points(style.after)}"'
    return f'<w:spacing {around} w:line="{height[0]}" w:lineRule="{height[1]}"/>'


def _indent(style: ParagraphStyle) -> str:
    if not (style.left or style.first):
        return ""
    first = f'w:hanging="{twips(-style.first)}"' if style.first < 0 else f'w:firstLine="{twips(style.first)}"'
    return f'<w:ind w:left="{twips(style.left)}" {first}/>'


def _table_style_xml(profile: Profile) -> str:
    x, y = twips(profile.spacing.cell_x), twips(profile.spacing.cell_y)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    margins = "".join(
        f'<w:{s} w:w="{v}" w:type="dxa"/>' for s, v in (("top", y), ("left", x), ("bottom", y), ("right", x))
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="CCHC Bảng"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="60"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        '<w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
    )


_FRAME_TABLE_XML = (
    f'<w:style w:type="table" w:customStyle="1" w:styleId="{FRAME_TABLE}"><w:name w:val="CCHC Bảng khung"/>'
    '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="61"/><w:qFormat/>'
    '<w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
)


def _character(id: str, name: str, priority: int, look: str) -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="{priority}"/><w:qFormat/>'
        f"<w:rPr>{look}</w:rPr></w:style>"
    )


_CHARACTER = "".join(
    (
        _character(BOLD, "CCHC Đậm", 50, "<w:b/><w:bCs/>"),
        _character(ITALIC, "CCHC Nghiêng", 51, "<w:i/><w:iCs/>"),
        _character(BOLD_ITALIC, "CCHC Đậm nghiêng", 52, "<w:b/><w:bCs/><w:i/><w:iCs/>"),
        # Shading, not highlight: Word does not keep a highlight in a style.
        _character(GAP, "CCHC Chỗ thiếu", 53, '<w:b/><w:bCs/><w:shd w:val="clear" w:color="auto" w:fill="FFE566"/>'),
        _character(
            DRAFT, "CCHC Dự thảo", 54, '<w:b/><w:bCs/><w:bdr w:val="single" w:sz="6" w:space="2" w:color="000000"/>'
        ),
    )
)

_BUILT_IN = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)

# Word's own styles stay out of the gallery, so that an officer sees the report's.
_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
    'w:defQFormat="0" w:count="376"><w:lsdException w:name="Normal" w:semiHidden="0" w:uiPriority="0" '
    'w:unhideWhenUsed="0"/></w:latentStyles>'
)
