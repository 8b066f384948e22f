"""The frame of an official document: national header, title, addressees, opening, closing, annex titles.

NĐ 30/2020, Phụ lục I. Number and date stay blank until the document system has given them (Điều 15)
and the job names them.
"""

from __future__ import annotations

from datetime import date

from reporting.compose.grammar import long_date, without_stop
from reporting.compose.material import Material
from reporting.document import Addressees, Closing, Letterhead, Paragraph, Run, Title
from reporting.job import ReportSettings, Signing
from reporting.period import Period
from reporting.plan import Plan
from reporting.text import fold, lower_first, upper_first

_BLANK = "\u00a0"  # not collapsed by any renderer
# Signing programs draw number and day over these: at 13 pt, 39 and 29 pt wide (their own need 38 and 26).
NUMBER_BLANK = _BLANK * 12
DATE_BLANK = _BLANK * 9
SAME_AS_ABOVE = "Như trên"
FILE_COPY = "Lưu: VT"


def letterhead(settings: ReportSettings, year: int) -> Letterhead:
    return Letterhead(
        "main/letterhead",
        settings.superior,
        in_lines(settings.issuing_body),
        f"Số:{_number(settings)}/{settings.symbol}",
        f"{settings.place}, {long_date(settings.issued)}" if _is_dated(settings) else place_date(settings.place, year),
    )


def _number(settings: ReportSettings) -> str:
    """` 05`: below ten with a leading 0 (Phụ lục I, Mục II.3); blanks where the job has none."""
    return f" {settings.number.strip().zfill(2)}" if settings.number.strip() else NUMBER_BLANK


def _is_dated(settings: ReportSettings) -> bool:
    return settings.issued > date.min


def in_lines(body: str) -> str:
    """A long name breaks before the place, never inside it: ỦY BAN NHÂN DÂN / TỈNH …"""
    words = " ".join(body.split())
    committee = "ỦY BAN NHÂN DÂN "
    return committee + words[len(committee) :].replace(" ", _BLANK) if words.startswith(committee) else words


def place_date(place: str, year: int) -> str:
    return f"{place}, ngày{DATE_BLANK}tháng{DATE_BLANK}năm {year}"


def subject(material: Material) -> str:
    """The trích yếu, as the job gives it or `Kết quả thực hiện công tác cải cách hành chính Quý I năm 2023`."""
    words = material.outline.subject
    said = words.format(**_words(material)) if words else usual_subject(material.period)
    return material.job.report.subject or said


def _about(material: Material) -> str:
    """The subject as a sentence has it."""
    words = "" if material.job.report.subject else material.outline.about
    return words.format(**_words(material)) if words else lower_first(subject(material))


def _words(material: Material) -> dict[str, str]:
    """What an outline's own wording may name."""
    return {
        "period": lower_first(material.period.title),
        "next_period": lower_first(material.outline.next_period(material.period)),
        "province": material.issuer.removeprefix("Ủy ban nhân dân "),
        "issuer": material.issuer,
        "plan": plan_cited(material.plan),
    }


def usual_subject(period: Period) -> str:
    return f"Kết quả thực hiện công tác cải cách hành chính {lower_first(period.title)}"


def title(material: Material) -> Title:
    return Title("main/title", "BÁO CÁO", subject(material))


def addressees(settings: ReportSettings) -> tuple[Addressees, ...]:
    names = tuple(map(without_stop, settings.addressees))
    return (Addressees("main/addressees", names),) if names else ()


def opening(material: Material) -> Paragraph:
    """`Thực hiện Kế hoạch …, Ủy ban nhân dân tỉnh … báo cáo kết quả … như sau:`"""
    words = material.outline.basis
    basis = words.format(**_words(material)) if words else plan_cited(material.plan)
    text = material.job.report.introduction or (
        f"Thực hiện {basis}, {material.issuer} báo cáo {_about(material)} như sau:"
    )
    return Paragraph("main/opening", (Run(text),))


def plan_cited(plan: Plan) -> str:
    """The plan with number and date; without a number it is called by its title and year.

    `Kế hoạch số 4502/KH-UBND ngày 29 tháng 12 năm 2022 của Ủy ban nhân dân tỉnh … về thực hiện …`; one that a
    decision issues: `Kế hoạch cải cách hành chính … ban hành kèm theo Quyết định số …/QĐ-UBND ngày … của …`.
    """
    kind = upper_first((plan.type_name or "Kế hoạch").lower())
    about = lower_first(plan.title)
    if not plan.number:
        bare = about.removeprefix("thực hiện ").removeprefix("công tác ")
        return f"{kind} {bare}"
    day = f" {long_date(plan.day)}" if plan.day else ""
    by = f" của {plan.issuer}" if plan.issuer else ""
    number = plan.number if "/" in plan.number or not plan.symbol else f"{plan.number}/{plan.symbol}"
    if plan.symbol.startswith("QĐ"):
        bare = about.removeprefix("thực hiện ").removeprefix("công tác ")
        return f"{kind} {bare} ban hành kèm theo Quyết định số {number}{day}{by}"
    return f"{kind} số {number}{day}{by} về {about}"


def ending(material: Material) -> Paragraph:
    """The last sentence, ended by `./.` (Mẫu 1.4), naming whom the report is for."""
    settings = material.job.report
    text = settings.closing
    if not text:
        to = " và ".join(settings.addressees[:2]) if 0 < len(settings.addressees) < 3 else ""
        for_whom = f", kính gửi {to} xem xét, tổng hợp" if to else ""
        text = f"Trên đây là Báo cáo {_about(material)} của {material.issuer}{for_whom}"
    return Paragraph("main/ending", (Run(f"{text.rstrip(' ./;')}./."),))


def closing(settings: ReportSettings, signing: Signing) -> Closing:
    given = tuple(map(without_stop, settings.recipients))
    return Closing("main/closing", recipients(given, bool(settings.addressees)), signing.lines, signing.name)


def recipients(given: tuple[str, ...], addressed: bool) -> tuple[str, ...]:
    """First `Như trên` where there are addressees, last `Lưu: VT…` (Phụ lục I, Mục II.9)."""
    listed = tuple(name.lstrip("- ").strip() for name in given)
    if addressed and (not listed or fold(listed[0]) != fold(SAME_AS_ABOVE)):
        listed = (SAME_AS_ABOVE, *listed)
    return listed if any(fold(name).startswith("luu") for name in listed) else (*listed, FILE_COPY)


def annex_reference(settings: ReportSettings, usual: str, year: int, issuer: str) -> str:
    """The line under an annex's title: `filled` on paper, with the number and date that the job names,
    else their places and the year; `blanks` leaves the places empty as on electronic documents (Mẫu 2.2),
    `none` prints no line. `usual`: where the settings say nothing."""
    mode = settings.annex_reference or usual
    if mode == "none":
        return ""
    filled = mode == "filled"
    number = _number(settings) if filled else NUMBER_BLANK
    day = f"ngày{DATE_BLANK}tháng{DATE_BLANK}năm{f' {year}' if filled else DATE_BLANK}"
    if filled and _is_dated(settings):
        day = long_date(settings.issued)
    return f"(Kèm theo Báo cáo số{number}/{settings.symbol} {day} của {issuer})"
