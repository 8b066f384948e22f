"""What is missing: marked plainly in a draft, worded officially where an officer accepted the gap.

A final report exists only when every gap is decided; it then says whose data are not there, and
never words the rest as if it were complete.
"""

from __future__ import annotations

from collections.abc import Sequence

from reporting.compose.material import Material
from reporting.compose.runs import Runs, gap, say


def missing_figure(missing: Sequence[str], material: Material) -> Runs:
    """Nobody's figure came."""
    if material.draft:
        return say(gap(_with("CHƯA CÓ SỐ LIỆU", missing, material)))
    return say(_official("chưa có số liệu báo cáo", missing, material))


def still_missing(missing: Sequence[str], material: Material) -> Runs:
    """Some figures came: after the count of those who reported. Agencies that sent nothing at all are
    named once, at the head of the report."""
    if material.draft:
        return say(" ", gap(_with("CHƯA CÓ SỐ LIỆU", missing, material))) if missing else ()
    named = [agency for agency in missing if agency not in material.silent]
    return say(f", chưa bao gồm số liệu của {material.some(named)}") if named else ()


def missing_report(missing: Sequence[str], material: Material) -> Runs:
    """Who should have spoken of an item said nothing."""
    if material.draft:
        return say(gap(_with("CHƯA CÓ BÁO CÁO", missing, material)))
    return say(_official("chưa có báo cáo kết quả", missing, material))


def missing_text(title: str, material: Material) -> Runs:
    """A section that only the compiling officer can write; a final report prints no such section."""
    return say(gap(f"CHƯA CÓ NỘI DUNG: {title}, đơn vị tổng hợp bổ sung")) if material.draft else ()


def _with(words: str, missing: Sequence[str], material: Material) -> str:
    return f"{words}: {material.some(missing)}" if missing else words


def _official(words: str, missing: Sequence[str], material: Material) -> str:
    return f"{words} của {material.some(missing)}" if missing else words
