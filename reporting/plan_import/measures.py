"""What a target measures: its text → measures, with what the text gives and what is proposed.

One target may hold several ("100% … và 100% …", "trong đó …", "…; 100% …"). Brackets exempt only
when they open with `trừ`, `không bao gồm` …; else they enumerate or refer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from reporting.plan import Assignment, Combine, Comparator, Measure, MeasureKind, Role
from reporting.plan_import.figures import FoundFigure, figures_of
from reporting.plan_import.keys import key, phrase_pattern, squeezed
from reporting.plan_import.parties import Parties
from reporting.plan_import.rules import ImportRules, MeasureRules
from reporting.text import lower_first, upper_first

_CUT = re.compile(r";\s*|\.\s+(?=[^\W\da-zà-ỹđ])|[,.]?\s{0,9}\b[Tt]rong đó\s*[:,]?\s*|[,;]\s{0,9}riêng\s+")
_BRACKET = re.compile(r"\(([^()]*)\)")
_BARE_EXEMPTION = re.compile(r",\s*((?:ngoại trừ|trừ|không bao gồm|không tính|không kể)\s[^;.]*)")
_OPENERS = re.compile(
    r"^(?:phấn đấu|tiếp tục|duy trì|bảo đảm|đảm bảo|trong năm(?: \d{4})?,?|năm \d{4},?|đến hết năm \d{4},?|thực hiện mục tiêu|mục tiêu|thực hiện|hoàn thành|có|đạt|tỷ lệ|và|các|số)\s+"
)
_RATE = re.compile(r"^(?:tỷ lệ|tỉ lệ|mức độ|mức)\s+")
# Proposed in every imported measure: how it is counted is not in a plan's text.
_ALWAYS = ("combine", "denominator", "name", "numerator", "unit")


@dataclass(frozen=True, slots=True)
class _Clause:
    """One demand of a target: its words, without brackets, with its figure if it has one."""

    text: str
    figure: FoundFigure | None
    first: bool
    conditional: bool = False
    part: bool = False
    joined: bool = False


def measures_of(
    item: str, text: str, assignments: tuple[Assignment, ...], rules: ImportRules, parties: Parties
) -> tuple[Measure, ...]:
    """Measures of a target, `<item>/1` …; never empty: a target without a figure is a milestone."""
    plain, exemption = _without_brackets(text, rules.measures)
    clauses = _with_shared_predicate(list(_clauses(plain, text, rules.measures)), rules.measures)
    made: list[Measure] = []
    whole: Measure | None = None
    for clause in clauses:
        measure = _measure(f"{item}/{len(made) + 1}", item, clause, rules.measures)
        if measure is None:
            continue
        if clause.conditional and made:
            measure = replace(measure, combine=made[-1].combine)
        elif made and _speaks_of_units(measure) and _names_a_part(clause, rules.measures):
            measure = _part_of(whole or made[-1], measure, clause)
            whole = whole or made[-1]
        else:
            measure, whole = _combined(measure, clause, assignments, rules, parties), None
        made.append(replace(measure, exemption=exemption if not made else ""))
    return tuple(made) or (_milestone(item, plain, assignments, exemption),)


def has_figure(text: str, rules: MeasureRules) -> bool:
    return any(f.kind is not MeasureKind.COUNT or f.given for f in figures_of(_without_brackets(text, rules)[0], rules))


def _without_brackets(text: str, rules: MeasureRules) -> tuple[str, str]:
    """The text with brackets blanked out, and the exemptions found."""
    found: list[str] = []
    opens = re.compile(r"\s*(?:" + "|".join(re.escape(w) for w in rules.exemption) + r")(?!\w)")

    def blank(match: re.Match[str]) -> str:
        if opens.match(key(match[1])):
            found.append(match[1].strip())
        return " " * len(match.group())

    plain = _BRACKET.sub(blank, text)
    bare = _BARE_EXEMPTION.search(plain)
    if bare:
        found.append(bare[1].strip())
        plain = plain[: bare.start()] + " " * (bare.end() - bare.start()) + plain[bare.end() :]
    return plain, "; ".join(found)


def _clauses(plain: str, text: str, rules: MeasureRules) -> Iterator[_Clause]:
    """The target cut into demands, in order."""
    figures = figures_of(plain, rules)
    first = True
    for start, end in _segments(plain, figures):
        inside = [f for f in figures if start <= f.start < end]
        figure = next((f for f in inside if f.kind is not MeasureKind.COUNT or f.given), inside[0] if inside else None)
        cut = _second_demand(plain, text, figure, start, end, rules)
        part = bool(re.search(r"trong đó\s*[:,]?\s*$", key(plain[:start])))
        joined = bool(re.match(r"\s*và\s", plain[end:]) or re.search(r"\svà\s*$", plain[start:end]))
        yield _Clause(" ".join(plain[start : cut or end].split()), figure, first, part=part, joined=joined)
        if cut:
            tail = re.sub(r"^\s*và\s+", "", plain[cut:end])
            yield _Clause(" ".join(tail.split()), None, False, True)
        first = False


def _segments(plain: str, figures: tuple[FoundFigure, ...]) -> Iterator[tuple[int, int]]:
    """Stretches with at most one certain figure each."""
    bounds = [(0, 0), *(m.span() for m in _CUT.finditer(plain))]
    certain = [f for f in figures if f.kind is not MeasureKind.COUNT or f.given]
    for one, two in pairwise(certain):
        if not any(one.end <= end <= two.start for _, end in bounds):
            between = plain[one.end : two.start]
            joint = max(between.rfind(", "), between.rfind(" và "))
            cut = one.end + joint + 1 if joint >= 0 else two.start
            bounds.append((cut, cut))
    bounds = [*sorted(set(bounds)), (len(plain), len(plain))]
    for (_, start), (end, _) in pairwise(bounds):
        if plain[start:end].strip(" ;.,"):
            yield start, end


def _second_demand(plain: str, text: str, figure: FoundFigure | None, start: int, end: int, rules: MeasureRules) -> int:
    """Where a second demand without a figure begins: `… và ban hành đầy đủ …` after a count, or
    `… và công bố lại (khi có …) …`, whose base is another one. 0: there is none."""
    if figure is None:
        return 0
    verbs = "|".join(re.escape(v) for v in sorted(rules.second_verbs, key=len, reverse=True))
    wanted = key(plain)
    for match in re.finditer(rf"\svà\s+(?:{verbs})(?!\w)", wanted[figure.end : end]):
        after = figure.end + match.end()
        bracket = re.match(r"\s*\(([^()]*)\)", text[after:])
        conditional = bracket and any(key(bracket[1]).startswith(c) for c in rules.second_conditions)
        complete = any(wanted[after:].lstrip().startswith(w) for w in rules.completeness)
        if conditional or (complete and figure.kind is MeasureKind.COUNT):
            return figure.end + match.start()
    return 0


def _measure(id: str, item: str, clause: _Clause, rules: MeasureRules) -> Measure | None:
    if clause.figure is None:
        return _figureless(id, item, clause, rules)
    figure = clause.figure
    if figure.kind is MeasureKind.COUNT and not figure.given and not clause.first:
        return None
    before, after = _around(clause)
    subject, predicate = _subject(after, rules)
    unit = figure.noun or _unit(subject or before, rules)
    if figure.kind is MeasureKind.COUNT:
        name = f"Số {after}" if after.startswith(figure.noun) else f"Số {figure.noun} {after}".strip()
        rest = after.removeprefix(figure.noun).strip()
        if len(before) > 8 and key(figure.noun).split("/")[0] in rules.level_units:
            name = upper_first(f"{before} {rest}".strip())  # a rank, a time: it is not a number of things
        elif len(before) > 8 and (not rest or rest.startswith("so với")):
            name = f"Số {lower_first(f'{before} {rest}'.strip())}"
        names = (name, name, "")
    elif figure.kind is MeasureKind.DECREASE:
        names = _decrease_names(before, after)
    else:
        names = _ratio_names(before, subject, predicate, unit)
    return Measure(
        id,
        item,
        names[0],
        figure.kind,
        unit,
        names[1],
        names[2],
        figure.comparator,
        figure.value,
        figure.text,
        standing=_standing(clause.text, figure, rules),
        proposed=tuple(sorted((*_ALWAYS, *(() if figure.given else ("comparator",))))),
    )


def _around(clause: _Clause) -> tuple[str, str]:
    """The words before and after the figure, without openers (`Phấn đấu`, `đạt`)."""
    assert clause.figure is not None
    printed = clause.figure.text.split()[0] if clause.figure.kind is MeasureKind.COUNT else clause.figure.text
    pattern = re.escape(clause.figure.text.removesuffix(f" {clause.figure.noun}")).replace(r"\ ", r"\s+")
    match = re.search(pattern, clause.text, re.I) or re.search(re.escape(printed), clause.text)
    if match is None:
        return "", clause.text
    return _trimmed(clause.text[: match.start()]), clause.text[match.end() :].strip(" ,;.")


def _trimmed(before: str) -> str:
    text = before.strip(" ,;:.")
    while match := _OPENERS.match(key(text) + " "):
        if _RATE.match(key(text)) or match.end() > len(text) + 1:
            break
        text = text[match.end() :].strip(" ,")
    return re.sub(r"\s+(?:đạt|là|đối với|từ|lên|ở mức|(?:được )?(?:giảm )?(?:xuống )?còn)$", "", text)


def _subject(after: str, rules: MeasureRules) -> tuple[str, str]:
    """`hồ sơ … được xử lý …` → what is counted, what is asked of it."""
    text = re.sub(r"^(?:các|số|tổng số|những)\s+", "", after)
    match = next((m for p in rules.predicates if (m := phrase_pattern(p).search(key(text), 3))), None)
    return (text[: match.start()].strip(" ,"), text[match.start() :].strip()) if match else (text, "")


def _ratio_names(before: str, subject: str, predicate: str, unit: str) -> tuple[str, str, str]:
    """Name, numerator, denominator of a share, in the plan's own words."""
    whole = f"{subject} {predicate}".strip()
    if _RATE.match(key(before)) or not subject:
        return _rate_names(before, whole, unit)
    if predicate or not before:
        return f"Tỷ lệ {lower_first(whole)}", f"Số {lower_first(whole)}", f"Tổng số {lower_first(subject)}"
    asked = f"{lower_first(subject)} được {lower_first(before)}"
    return f"Tỷ lệ {asked}", f"Số {asked}", f"Tổng số {lower_first(subject)}"


def _rate_names(before: str, after: str, unit: str) -> tuple[str, str, str]:
    """`Tỷ lệ … đạt 85% trên tổng số hồ sơ`, `Mức độ hài lòng … đạt 90%`."""
    name = upper_first(before or "Tỷ lệ")
    if "hài lòng" in key(name):
        return name, "Số lượt đánh giá hài lòng", "Tổng số lượt đánh giá"
    rest = lower_first(name[len(name) - len(_RATE.sub("", key(name))) :])
    base = re.match(r"(?:trên|so với)\s+(?:tổng\s+)?(?:số\s+)?(.+)", after)
    return name, f"Số {rest}", f"Tổng số {base[1] if base else unit or rest}"


def _decrease_names(before: str, after: str) -> tuple[str, str, str]:
    thing, _, base = f" {after}".partition(" so với ")
    if not base:
        thing, _, base = f" {after}".partition(" so năm ")
    what = upper_first(thing.strip(" ,") or before or after)
    return (
        f"Mức giảm {lower_first(what)}{f' so với {base}' if base else ''}",
        f"{what} trong năm",
        f"{what}: {base or 'năm trước'}",
    )


def _unit(subject: str, rules: MeasureRules) -> str:
    """The noun that opens the subject; "" when none of the known ones does."""
    wanted = re.sub(r"^(?:các|số|tỷ lệ|tổng số)\s+", "", key(subject))
    if "hài lòng" in wanted:
        return "lượt đánh giá"
    if any(wanted.startswith(u) for u in rules.unit_subjects):
        return "cơ quan, đơn vị"
    match = phrase_pattern(rules.count_nouns).match(wanted)
    at = len(subject) - len(wanted)
    return subject[at : at + match.end()].lower() if match else ""


def _standing(text: str, figure: FoundFigure, rules: MeasureRules) -> bool:
    """A condition that holds all the time, not an amount reached by the end of the year."""
    wanted = key(text)
    if any(word in wanted for word in rules.not_standing):
        return False
    whole = figure.comparator is Comparator.EQUAL and figure.value == 100
    return whole and any(word in wanted for word in rules.standing)


def _figureless(id: str, item: str, clause: _Clause, rules: MeasureRules) -> Measure | None:
    """`Không yêu cầu …`: none at all. `… và ban hành đầy đủ …`: all of them. Anything else: nothing."""
    wanted = key(clause.text)
    said = _trimmed(clause.text)
    start = next((s for s in rules.second_starts if key(said).startswith(s)), "")
    if start:
        rest = said[len(start) :].strip(" ,.;")
        name = f"Số trường hợp {start.removeprefix('không').strip()} {rest}"
        proposed = (*_ALWAYS, "comparator", "kind", "threshold")
        return Measure(
            id, item, name, MeasureKind.COUNT, "trường hợp", name, "", Comparator.EQUAL, Decimal(0), start,
            standing=True, proposed=tuple(sorted(proposed)),
        )  # fmt: skip
    if not clause.conditional:
        return None
    complete = next((w for w in rules.completeness if w in wanted), "")
    verb = next((v for v in sorted(rules.second_verbs, key=len, reverse=True) if wanted.startswith(v)), "")
    verb = lower_first(clause.text[: len(verb)])
    rest = re.sub(
        rf"^(?:{'|'.join(map(re.escape, rules.completeness))})\s+", "", clause.text[len(verb) :].strip(" ,.;")
    )
    proposed = (*_ALWAYS, "comparator", "kind", "threshold")
    return Measure(
        id, item, f"Tỷ lệ {rest} được {verb}", MeasureKind.RATIO, _unit(rest, rules), f"Số {rest} đã {verb}",
        f"Tổng số {rest} phải {verb}", Comparator.EQUAL, Decimal(100), f"{verb} {complete}".strip(),
        proposed=tuple(sorted(proposed)),
    )  # fmt: skip


def _milestone(item: str, plain: str, assignments: tuple[Assignment, ...], exemption: str) -> Measure:
    sentence = re.split(r"[.;]\s", plain, maxsplit=1)[0].strip(" .;")
    implementers = any(a.role is Role.IMPLEMENT for a in assignments)
    return Measure(
        f"{item}/1", item, _milestone_name(sentence), MeasureKind.MILESTONE, "cơ quan, đơn vị" if implementers else "",
        upper_first(sentence), combine=Combine.COUNT if implementers else Combine.LEAD, exemption=exemption,
        proposed=tuple(sorted((*_ALWAYS, "kind"))),
    )  # fmt: skip


def _milestone_name(sentence: str) -> str:
    name = _trimmed(sentence)
    return upper_first(name if len(name) > 12 else sentence)


def _combined(
    measure: Measure, clause: _Clause, assignments: tuple[Assignment, ...], rules: ImportRules, parties: Parties
) -> Measure:
    """How the figure adds up over agencies (contract, "Targets and measures"), from who holds which role."""
    roles = {a.role for a in assignments}
    leads, implements = Role.LEAD in roles, Role.IMPLEMENT in roles
    if _speaks_of_units(measure):
        single = len({a.party for a in assignments if a.role is Role.MONITOR}) == 1
        if leads or (single and _names_groups(measure.denominator or measure.name, parties)):
            return replace(measure, combine=Combine.LEAD)
        return replace(measure, kind=MeasureKind.UNITS, combine=Combine.COUNT)
    if measure.kind is MeasureKind.COUNT and key(measure.unit).split("/")[0] in rules.measures.level_units:
        return replace(measure, combine=Combine.LEAD)  # ranks, points, minutes are not added up
    complete = measure.kind is MeasureKind.COUNT and measure.threshold_text.startswith(rules.measures.completeness)
    if leads and complete:
        return replace(measure, combine=Combine.LEAD)  # `đầy đủ 02 hoạt động`: a list that the lead works off
    if leads and not implements:
        platform = any(word in key(clause.text) for word in rules.measures.platforms)
        return replace(measure, combine=Combine.LEAD if platform else Combine.LEAD_CHECKED)
    return replace(measure, combine=Combine.SUM)


def _names_a_part(clause: _Clause, rules: MeasureRules) -> bool:
    """`trong đó cấp xã đạt 80%`, `…; cấp xã đạt 80%`: only units before the figure, nothing after it."""
    before, after = _around(clause)
    if not before or _RATE.match(key(before)):
        return False
    return clause.part or (not after and squeezed(before) in rules.unit_subjects)


def _part_of(whole: Measure, part: Measure, clause: _Clause) -> Measure:
    """`…, trong đó cấp xã đạt 80%`: the same measure of some units, not a share of units."""
    before, _ = _around(clause)
    scope = lower_first(before)
    return replace(
        part,
        name=f"{whole.name} ({scope})",
        kind=whole.kind,
        unit=whole.unit,
        numerator=f"{whole.numerator} ({scope})",
        denominator=f"{whole.denominator} ({scope})",
        combine=whole.combine,
    )


def _with_shared_predicate(clauses: list[_Clause], rules: MeasureRules) -> list[_Clause]:
    """`trên 50% sở và 30% UBND cấp xã được kiểm tra`: what is asked stands once, after the last."""
    made = list(reversed(clauses))
    for index, (after, before) in enumerate(pairwise(made), 1):
        if not (before.figure and after.figure and before.joined and before.figure.kind is MeasureKind.RATIO):
            continue
        rest, asked = _around(before)[1], _subject(_around(after)[1], rules)[1]
        if rest and asked and not _subject(rest, rules)[1] and not _around(before)[0] and not _around(after)[0]:
            made[index] = replace(before, text=f"{before.text.rstrip(' ,')} {asked}")
    return made[::-1]


def _speaks_of_units(measure: Measure) -> bool:
    return measure.kind is MeasureKind.RATIO and measure.unit == "cơ quan, đơn vị"


def _names_groups(text: str, parties: Parties) -> bool:
    return any(m.group for m in parties.find(text))
