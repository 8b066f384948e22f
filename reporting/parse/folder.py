"""Which of several returns of one agency counts. Never two, never a sum, never by file time.

Equal content is one return; a higher send counter replaces a lower one, and the cells that changed
are named; equal counters with different content are asked back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from reporting.chosen_values import chosen_file, decision_on
from reporting.codes import Severity
from reporting.completeness import Decision
from reporting.findings import Finding, finding
from reporting.location import Location
from reporting.numbers import format_date, format_number
from reporting.obligations import Campaign
from reporting.parse.sheets import column_title
from reporting.returns import Answer, Quantity, Return, Status, Text

_PARTS = ("numerator", "denominator", "reported", "total", "status", "narrative", "evidence", "note")
SUPERSEDED = (
    "return-replaced",
    "return-copy",
    "return-not-chosen",
)  # what is said of a file that another one took the place of
_LITTER = "tệp tạm của hệ thống"
_LOST_SENDS = 3  # sends that may be missing from the folder
_SHOWN = 5  # changed cells named in a finding; the rest are counted


class Fate(Enum):
    """What became of a file of the returns folder."""

    COUNTED = "tính vào báo cáo"
    SUPERSEDED = "đã có bản khác thay"
    REFUSED = "không dùng được"
    IGNORED = "bỏ qua"


@dataclass(frozen=True, slots=True)
class FileFate:
    """One file, and why."""

    file: str
    fate: Fate
    reason: str = ""


def fates(
    received: Iterable[str], litter: Iterable[str], counted: Iterable[Return], findings: Iterable[Finding]
) -> tuple[FileFate, ...]:
    """Every file with what became of it. One of which nothing is known is a fault of the program: the run stops."""
    kept, left = {returned.file for returned in counted}, set(litter)
    about: dict[str, list[Finding]] = {}
    for found in findings:
        for place in dict.fromkeys((found.location.file, *(place.file for place in found.related))):
            about.setdefault(place, []).append(found)
    return tuple(
        FileFate(file, Fate.COUNTED)
        if file in kept
        else FileFate(file, Fate.IGNORED, _LITTER)
        if file in left
        else _fate(file, about.get(file, []))
        for file in received
    )


def _fate(file: str, findings: Sequence[Finding]) -> FileFate:
    superseded = next((f for f in findings if f.code in SUPERSEDED and f.location.file == file), None)
    if superseded:
        return FileFate(file, Fate.SUPERSEDED, superseded.entry.title)
    wrong = [f for f in findings if f.severity is Severity.ERROR] or list(findings)
    why = min(wrong, key=lambda f: not f.code.startswith(("file-", "return-")), default=None)
    if why is None:
        raise LookupError(f"không rõ tệp {file} được dùng hay không")
    return FileFate(file, Fate.REFUSED if why.severity is Severity.ERROR else Fate.IGNORED, why.entry.title)


def told(files: Sequence[FileFate]) -> str:
    """One line that proves that no file was lost: received = counted + superseded + refused + ignored."""
    sums = []
    for fate in Fate:
        reasons: dict[str, list[str]] = {}
        for one in files:
            if one.fate is fate and one.reason:
                reasons.setdefault(one.reason, []).append(one.file.rpartition("/")[2])
        why = "; ".join(f"{reason}: {', '.join(names)}" for reason, names in reasons.items())
        sums.append(f"{sum(one.fate is fate for one in files)} {fate.value}{f' ({why})' if why else ''}")
    return f"Tệp nhận được: {len(files)} = {' + '.join(sums)}"


def settle(
    returns: Iterable[Return],
    campaign: Campaign,
    decisions: Iterable[Decision] = (),
    doubtful: Collection[str] = (),
) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """The returns that count, in registry order, and why the others do not. An officer may choose one of several;
    a file whose owner is in doubt (`doubtful`) does not take the place of one that is not, but is asked about."""
    decided = tuple(decisions)
    findings: list[Finding] = []
    by_agency: dict[str, list[Return]] = {}
    for returned in returns:
        odd = _does_not_belong(returned, campaign)
        if odd:
            findings.append(odd)
        else:
            by_agency.setdefault(returned.agency, []).append(returned)
    kept: list[Return] = []
    for agency in campaign.registry.agencies:
        if agency.code in by_agency:
            officer = _Officer(decided, campaign.period.id, frozenset(doubtful))
            chosen, found = _choose(by_agency[agency.code], agency.label, officer)
            findings.extend(found)
            kept.extend(chosen)
    return tuple(kept), tuple(findings)


def _does_not_belong(returned: Return, campaign: Campaign) -> Finding | None:
    plan, period = campaign.plan, campaign.period
    where, common = Location(returned.file), {"agency": returned.agency, "subject": returned.file}
    if returned.period != period.id:
        return finding("return-wrong-period", where, **common, value=returned.period, expected=period.id)
    if returned.plan not in ("", plan.id):
        return finding("return-wrong-plan", where, **common, value=returned.plan, expected=plan.id)
    if returned.agency not in campaign.expected:
        registry = campaign.registry
        heirs = ", ".join(agency.label for agency in registry.heirs(returned.agency, period.cutoff))
        ended = f" (đã kết thúc, đơn vị kế thừa: {heirs})" if heirs else ""
        return finding("return-unexpected-agency", where, **common, name=registry.name_of(returned.agency) + ended)
    return None


@dataclass(frozen=True, slots=True)
class _Officer:
    """What has been decided, in which period; and which files must be asked about."""

    decisions: tuple[Decision, ...]
    period: str
    doubtful: frozenset[str]

    def chose(self, found: Finding) -> str:
        """The file chosen in a finding about several; "" where none is."""
        decision = decision_on(found, self.decisions, self.period)
        return chosen_file(found, decision) if decision else ""


def _choose(returns: Sequence[Return], name: str, officer: _Officer) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """At most one return of an agency; several stay undecided only when nothing tells them apart."""
    ranked = sorted(returns, key=lambda r: (-r.sequence, len(r.file), r.file))  # "x.xlsx" before "x (1).xlsx"
    best = _with_explanations(ranked[0], ranked)
    findings: list[Finding] = list(_fewer(best, ranked, name))
    rivals: list[Return] = []
    for other in ranked[1:]:
        where = Location(other.file)
        if other.digest == best.digest:
            findings.append(finding("return-copy", where, agency=other.agency, subject=other.file, other=best.file))
        elif (
            not _replaces(best, other, len(ranked))
            or best.file in officer.doubtful
            and other.file not in officer.doubtful
        ):
            rivals.append(other)
        else:
            count, changes, _ = _told(other, best)
            findings.append(
                finding(
                    "return-replaced",
                    where,
                    agency=other.agency,
                    subject=other.file,
                    sequence=best.sequence,
                    other=best.file,
                    count=count,
                    changes=changes,
                )
            )
    if not rivals:
        return (best,), tuple(findings)
    doubt = _rivalry(best, rivals, name)
    chosen = next((one for one in (best, *rivals) if one.file == officer.chose(doubt)), None)
    if chosen is None:
        return (), (*findings, doubt)
    others = (one for one in (best, *rivals) if one is not chosen)
    left = (
        finding("return-not-chosen", Location(one.file), agency=one.agency, subject=one.file, other=chosen.file)
        for one in others
    )
    return (_with_explanations(chosen, returns),), (*findings, doubt, *left)


def _replaces(best: Return, other: Return, sent: int) -> bool:
    """Whether the higher number says which of two files is the later one. It does not where the days speak against
    it, nor where it is higher than so many files explain: a 99 typed once would beat every correction."""
    days = ((best.received, other.received), (best.sent, other.sent))
    against = any(mine and theirs and mine < theirs for mine, theirs in days)
    return best.sequence > other.sequence and not against and best.sequence - other.sequence <= sent + _LOST_SENDS


def _fewer(best: Return, ranked: Sequence[Return], name: str) -> Iterator[Finding]:
    """What the send before had answered and this one leaves blank: a later send replaces, it does not add."""
    before = next((r for r in ranked if r.sequence < best.sequence and r.digest != best.digest), None)
    lost = [change for change in changed_cells(before, best) if change[2] and not change[3]] if before else []
    if before and lost:
        yield finding(
            "return-fewer-answers",
            Location(best.file),
            agency=best.agency,
            subject=before.file,
            related=tuple(where for *_, where in lost[:_SHOWN]),
            name=name,
            sequence=best.sequence,
            other=before.file,
            count=len(lost),
            changes=_listed(lost),
        )


def _with_explanations(best: Return, returns: Sequence[Return]) -> Return:
    """What was explained in a copy with equal answers is said of the one that counts, too."""
    said = {key: text for r in returns if r.digest == best.digest for key, text in r.explanations}
    return replace(best, explanations=tuple((said | dict(best.explanations)).items()))


def _rivalry(best: Return, rivals: Sequence[Return], name: str) -> Finding:
    """One finding of all files of an agency between which nothing decides; it quotes what the first two differ in."""
    count, changes, related = _told(best, rivals[0])
    files = [one.file for one in (best, *rivals)]
    return finding(
        "return-rival",
        Location(rivals[0].file),
        agency=best.agency,
        subject="+".join(files),
        related=(*(Location(file) for file in files if file != rivals[0].file), *related),
        name=name,
        sequence=_numbered(best, rivals),
        count=count,
        changes=changes,
        files=", ".join(file.rpartition("/")[2] for file in files),
    )


def _numbered(best: Return, rivals: Sequence[Return]) -> str:
    if all(one.sequence == best.sequence for one in rivals):
        return f"cùng ghi “Lần gửi {best.sequence}”"
    said = (f"{one.sequence}{_on_day(one)}" for one in (best, *rivals))
    return f"ghi “Lần gửi” {' và '.join(said)} nên không rõ bản nào sau cùng"


def _on_day(one: Return) -> str:
    day = one.received or one.sent
    return f" (ngày {format_date(day)})" if day else ""


def _told(old: Return, new: Return) -> tuple[int, str, tuple[Location, ...]]:
    changes = list(changed_cells(old, new))
    return len(changes), _listed(changes), tuple(where for *_, where in changes[:_SHOWN])


def _listed(changes: Sequence[Change]) -> str:
    said = "; ".join(
        f"{row} {what}: {before or '(trống)'} → {after or '(trống)'}"
        for row, what, before, after, _ in changes[:_SHOWN]
    )
    return said + (f"; và {len(changes) - _SHOWN} ô khác" if len(changes) > _SHOWN else "")


Change = tuple[str, str, str, str, Location]


def changed_cells(old: Return, new: Return) -> Iterator[Change]:
    """(row, column, before, after, new place) of every answer that differs."""
    before = {a.row: a for a in old.answers}
    after = {a.row: a for a in new.answers}
    for row in dict.fromkeys((*before, *after)):
        for part in _PARTS:
            one, two = _shown(before.get(row), part), _shown(after.get(row), part)
            if one != two:
                yield row, _title(part), one, two, _where(after.get(row) or before[row], part)
    yield from _changed_texts(old, new)


def _changed_texts(old: Return, new: Return) -> Iterator[Change]:
    for key in dict.fromkeys((*old.assessment, *new.assessment)):
        one, two = old.assessment.get(key), new.assessment.get(key)
        if (one.text if one else "") != (two.text if two else ""):
            yield (
                "Đánh giá",
                key,
                _cut(one.text if one else ""),
                _cut(two.text if two else ""),
                two.location if two else Location(),
            )
    numbers = {s.code: s for s in old.statistics}, {s.code: s for s in new.statistics}
    for code in dict.fromkeys((*numbers[0], *numbers[1])):
        first, second = (n.get(code) for n in numbers)
        shown = [format_number(s.value.value) if s and s.value else "" for s in (first, second)]
        if shown[0] != shown[1]:
            where = second.value.location if second and second.value else Location()
            yield "Thống kê", code, shown[0], shown[1], where
    if [_free(r) for r in old.free_rows] != [_free(r) for r in new.free_rows]:
        yield "Nội dung khác", "các dòng", str(len(old.free_rows)), str(len(new.free_rows)), Location(new.file)


def _free(row: object) -> tuple[str, ...]:
    parts = (getattr(row, part) for part in ("title", "result", "evidence"))
    return tuple(part.text if part else "" for part in parts)


def _title(part: str) -> str:
    return column_title("communes" if part == "total" else part)


def _shown(answer: Answer | None, part: str) -> str:
    value = getattr(answer, part) if answer else None
    if isinstance(value, Quantity):
        return format_number(value.value)
    if isinstance(value, Status):
        return value.label
    return _cut(value.text) if isinstance(value, Text) else ""


def _where(answer: Answer, part: str) -> Location:
    value = getattr(answer, part)
    if isinstance(value, (Quantity, Text)):
        return value.location
    return answer.status_at if part == "status" and answer.status_at else answer.location


def _cut(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= 60 else text[:59] + "…"
