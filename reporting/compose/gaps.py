"""What is missing: marked plainly in a draft, worded officially where an officer accepted the gap.

A final report exists only when every gap is decided; it then says whose data are not there, and
never words the rest as if it were complete. Agencies that sent nothing at all are named once, at the
head of the report; further on they are only counted.
"""

from __future__ import annotations

from collections.abc import Sequence

from reporting.compose.material import UNITS, Material
from reporting.compose.runs import Runs, gap, say
from reporting.numbers import format_count

_COUNTED = 3


def missing_figure(missing: Sequence[str], material: Material) -> Runs:
    """Nobody's figure came."""
    if material.draft:
        return say(_gap("CHƯA CÓ SỐ LIỆU", _who(missing, material, " chưa gửi báo cáo")))
    return say(_official("chưa có số liệu báo cáo", missing, material))


def still_missing(missing: Sequence[str], material: Material) -> Runs:
    """Some figures came: after the count of those who reported."""
    if material.draft:
        return say(" ", missing_figure(missing, material)) if missing else ()
    named = [agency for agency in missing if agency not in material.silent]
    return say(f", chưa bao gồm số liệu của {material.some(named)}") if named else ()


def missing_report(missing: Sequence[str], material: Material) -> Runs:
    """Who should have spoken of an item said nothing."""
    if material.draft:
        return say(_gap("CHƯA CÓ BÁO CÁO", _who(missing, material)))
    return say(_official("chưa có báo cáo kết quả", missing, material))


def missing_returns(missing: Sequence[str], material: Material) -> Runs:
    """At the head of a draft: everybody whose return is not in it, by name."""
    return say(_gap("CHƯA CÓ BÁO CÁO", material.some(missing)))


def missing_text(title: str, material: Material) -> Runs:
    """A section that only the compiling officer can write; a final report prints no such section."""
    return say(gap(f"CHƯA CÓ NỘI DUNG: {title}, đơn vị tổng hợp bổ sung")) if material.draft else ()


def missing_topic(lead: str, material: Material) -> Runs:
    """The lead of a subsection wrote nothing."""
    return say(gap(f"CHƯA CÓ NỘI DUNG: {material.name(lead)}")) if material.draft else ()


def _who(missing: Sequence[str], material: Material, what: str = "") -> str:
    """Names; several agencies that sent nothing at all as a number."""
    silent = [agency for agency in missing if agency in material.silent]
    if len(silent) < _COUNTED:
        return material.some(missing)
    named = [agency for agency in missing if agency not in material.silent]
    return "; ".join(filter(None, (f"{format_count(len(silent))} {UNITS}{what}", material.some(named))))


def _gap(words: str, who: str) -> Runs:
    return say(gap(f"{words}: {who}" if who else words))


def _official(words: str, missing: Sequence[str], material: Material) -> str:
    return f"{words} của {material.some(missing)}" if missing else words
