"""The rules that read Vietnamese administrative prose, as data (templates/plan_import/*.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reporting.errors import TemplateError
from reporting.plan import Role
from reporting.plan_import.keys import squeezed
from reporting.plan_import.labels import LabelGrammar, label_grammar

PARTS = ("roles", "due", "zones", "columns", "fields", "slips", "agencies", "measures")

Phrases = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleRules:
    """phrase (as `keys.squeezed`) → roles; verbs follow their agencies, objects and labels precede them."""

    verbs: Mapping[str, tuple[Role, ...]]
    objects: Mapping[str, tuple[Role, ...]]
    labels: LabelGrammar
    open: tuple[re.Pattern[str], ...]
    asides: tuple[re.Pattern[str], ...]
    noise: Phrases
    openers: Phrases
    compounds: Phrases
    hands_out: re.Pattern[str]
    unfinished: Phrases


@dataclass(frozen=True, slots=True)
class DueRules:
    regular: Phrases
    in_year: Phrases
    central: Phrases
    before: Phrases
    starts: Phrases
    regular_in_sentence: Phrases
    in_year_in_sentence: Phrases
    cited: tuple[re.Pattern[str], ...]
    stretches: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Patterned:
    """A name given to a text by the first pattern that matches its key."""

    entries: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]

    def of(self, text: str) -> str:
        wanted = squeezed(text)
        return next((name for name, patterns in self.entries if any(p.search(wanted) for p in patterns)), "")


@dataclass(frozen=True, slots=True)
class Slip:
    wrong: str
    right: str
    after: Phrases = ()
    before: Phrases = ()


@dataclass(frozen=True, slots=True)
class SlipRules:
    slips: tuple[Slip, ...]
    doubled: Phrases
    functions: Phrases
    allowed: Phrases


@dataclass(frozen=True, slots=True)
class DutyTopic:
    """A field of reform or a narrower topic, known by its phrases. `joins`: the agency stands
    beside the field's lead instead of in its place."""

    id: str
    phrases: Phrases
    joins: bool = False
    duties: Phrases = ()


@dataclass(frozen=True, slots=True)
class FieldRules:
    fields: tuple[DutyTopic, ...]
    topics: tuple[DutyTopic, ...]
    leading: Phrases


@dataclass(frozen=True, slots=True)
class KnownAgency:
    code: str
    name: str
    symbol: str = ""
    aliases: Phrases = ()
    department: bool = False


@dataclass(frozen=True, slots=True)
class KnownGroup:
    code: str
    name: str
    level: str
    aliases: Phrases = ()


@dataclass(frozen=True, slots=True)
class AgencyRules:
    agencies: tuple[KnownAgency, ...]
    groups: tuple[KnownGroup, ...]
    heads: Phrases
    line_heads: Phrases
    levels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MeasureRules:
    at_least: Phrases
    at_most: Phrases
    at_least_after: Phrases
    at_most_after: Phrases
    strong: Phrases
    ranks: Phrases
    decrease: Phrases
    count_nouns: Phrases
    level_units: Phrases
    completeness: Phrases
    standing: Phrases
    not_standing: Phrases
    exemption: Phrases
    unit_subjects: Phrases
    platforms: Phrases
    skip_before: Phrases
    second_starts: Phrases
    second_verbs: Phrases
    second_conditions: Phrases
    predicates: tuple[Phrases, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ImportRules:
    roles: RoleRules
    due: DueRules
    zones: Patterned
    columns: Patterned
    fields: FieldRules
    slips: SlipRules
    agencies: AgencyRules
    measures: MeasureRules


def parse_rules(data: Mapping[str, Mapping[str, Any]]) -> ImportRules:
    """Rules from the data of the files in PARTS, keyed by stem; TemplateError names what is missing."""
    part = ""
    made: dict[str, Any] = {}
    try:
        for part, build in _BUILDERS.items():
            made[part] = build(data[part])
    except (KeyError, TypeError, ValueError, re.error) as problem:
        raise TemplateError(
            f"dữ liệu quy tắc không dùng được ({problem})", where=f"plan_import/{part}.toml"
        ) from problem
    return ImportRules(**made)


def _phrases(values: Any) -> Phrases:
    return tuple(squeezed(str(v)) for v in values)


def _patterns(values: Any) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(squeezed(str(v))) for v in values)


def _by_phrase(rows: Any) -> dict[str, tuple[Role, ...]]:
    return {p: tuple(Role(r) for r in row["roles"]) for row in rows for p in _phrases(row["phrases"])}


def _labels(data: Mapping[str, Any]) -> LabelGrammar:
    meanings: dict[str, tuple[Role, ...] | str] = {
        p: tuple(Role(r) for r in row["roles"]) for row in data["role"] for p in _phrases(row["verbs"])
    }
    meanings.update({p: str(name) for name, phrases in data["fields"].items() for p in _phrases(phrases)})
    return label_grammar(_phrases(data["subjects"]), meanings, _phrases(data["tails"]), _phrases(data["not_in_tail"]))


def _words(values: Iterable[object]) -> Phrases:
    """Words as written, where capitals count."""
    return tuple(str(value) for value in values)


def _roles(data: Mapping[str, Any]) -> RoleRules:
    return RoleRules(
        _by_phrase(data["verb"]),
        _by_phrase(data["object"]),
        _labels(data["label"]),
        tuple(re.compile(rf"(?<!\w)(?:{p.pattern})(?!\w)") for p in _patterns(data["open"]["patterns"])),
        _patterns(data["asides"]["patterns"]),
        _phrases(data["noise"]["phrases"]),
        _words(data["openers"]["words"]),  # as written: a name's own words begin with capitals
        _words(data["openers"]["compounds"]),
        re.compile(str(data["hands_out"]["pattern"]), re.I),
        _phrases(data["openers"]["unfinished"]),
    )


def _due(data: Mapping[str, Any]) -> DueRules:
    return DueRules(
        _phrases(data["regular"]),
        _phrases(data["in_year"]),
        _phrases(data["central"]),
        _phrases(data["before"]),
        _phrases(data["starts"]),
        _phrases(data["regular_in_sentence"]),
        _phrases(data["in_year_in_sentence"]),
        _patterns(data["cited"]),
        _patterns(data["stretches"]),
    )


def _zones(data: Mapping[str, Any]) -> Patterned:
    return Patterned(tuple((str(row["kind"]), _patterns(row["patterns"])) for row in data["zone"]))


def _columns(data: Mapping[str, Any]) -> Patterned:
    return Patterned(tuple((str(row["name"]), _patterns(row["patterns"])) for row in data["column"]))


def _topic(row: Mapping[str, Any]) -> DutyTopic:
    return DutyTopic(
        str(row["id"]), _phrases(row["phrases"]), bool(row.get("joins", False)), _phrases(row.get("duties", ()))
    )


def _fields(data: Mapping[str, Any]) -> FieldRules:
    topics = tuple(_topic(row) for row in data["topic"])
    return FieldRules(tuple(_topic(row) for row in data["field"]), topics, _phrases(data["leading"]["phrases"]))


def _slips(data: Mapping[str, Any]) -> SlipRules:
    slips = tuple(
        Slip(str(r["wrong"]), str(r["right"]), tuple(r.get("after", ())), tuple(r.get("before", ())))
        for r in data["slip"]
    )
    return SlipRules(
        slips,
        _phrases(data["doubled"]["words"]),
        _phrases(data["doubled"]["functions"]),
        _phrases(data["doubled"]["allowed"]),
    )


def _agencies(data: Mapping[str, Any]) -> AgencyRules:
    agencies = tuple(
        KnownAgency(
            str(r["code"]),
            str(r["name"]),
            str(r.get("symbol", "")),
            tuple(r.get("aliases", ())),
            bool(r.get("department")),
        )
        for r in data["agency"]
    )
    groups = tuple(
        KnownGroup(str(r["code"]), str(r["name"]), str(r["level"]), tuple(r["aliases"])) for r in data["group"]
    )
    levels = {str(k): str(v) for k, v in data["levels"].items()}
    return AgencyRules(agencies, groups, _words(data["heads"]["words"]), _words(data["heads"]["new_line"]), levels)


def _measures(data: Mapping[str, Any]) -> MeasureRules:
    compare, second = data["comparators"], data["second"]
    decrease, counts, standing = data["decrease"], data["counts"], data["standing"]
    return MeasureRules(
        at_least=_phrases(compare[">="]),
        at_most=_phrases(compare["<="]),
        at_least_after=_phrases(compare["after>="]),
        at_most_after=_phrases(compare["after<="]),
        strong=_phrases(compare["strong"]),
        ranks=_phrases(compare["ranks"]),
        decrease=_phrases(decrease["words"]),
        count_nouns=_phrases(counts["nouns"]),
        level_units=_phrases(counts["level_units"]),
        completeness=_phrases(data["completeness"]["words"]),
        standing=_phrases(standing["words"]),
        not_standing=_phrases(standing["not_words"]),
        exemption=_phrases(data["exemption"]["words"]),
        unit_subjects=_phrases(data["units"]["subjects"]),
        platforms=_phrases(data["platforms"]["words"]),
        skip_before=_phrases(data["skip"]["before"]),
        second_starts=_phrases(second["sentence_starts"]),
        second_verbs=_phrases(second["verbs"]),
        second_conditions=_phrases(second["conditions"]),
        predicates=tuple(_phrases(data["predicates"][name]) for name in ("sure", "likely", "possible")),
    )


_BUILDERS: dict[str, Any] = {
    "roles": _roles,
    "due": _due,
    "zones": _zones,
    "columns": _columns,
    "fields": _fields,
    "slips": _slips,
    "agencies": _agencies,
    "measures": _measures,
}
