"""The theme part that Word expects: black on white, one font for every script, Vietnamese included."""

from __future__ import annotations

from reporting.word.markup import NAMESPACES, XML_HEAD, escape

_COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "1F1F1F", "lt2": "EEEEEE", "accent1": "404040", "accent2": "595959",
    "accent3": "737373", "accent4": "8C8C8C", "accent5": "A6A6A6", "accent6": "BFBFBF", "hlink": "000000",
    "folHlink": "000000",
}  # fmt: skip
_PLAIN = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_part(font: str) -> bytes:
    """word/theme/theme1.xml."""
    name = escape(font)
    face = (
        f'<a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/><a:font script="Viet" typeface="{name}"/>'
    )
    colours = "".join(f'<a:{key}><a:srgbClr val="{value}"/></a:{key}>' for key, value in _COLOURS.items())
    line = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{_PLAIN}<a:prstDash val="solid"/></a:ln>'
    return (
        f'{XML_HEAD}<a:theme xmlns:a="{NAMESPACES["a"]}" name="CCHC"><a:themeElements>'
        f'<a:clrScheme name="CCHC">{colours}</a:clrScheme><a:fontScheme name="CCHC"><a:majorFont>{face}</a:majorFont>'
        f'<a:minorFont>{face}</a:minorFont></a:fontScheme><a:fmtScheme name="CCHC">'
        f"<a:fillStyleLst>{_PLAIN * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_PLAIN * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    ).encode()
