"""A finding: something the sender of a return, or the officer, can mend. A value, never raised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reporting.codes import CATALOGUE, Code, Severity
from reporting.location import NOWHERE, Location


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` names an entry of the catalogue; `params` fill its Vietnamese text.

    `agency` is who must act ("" = the compiling officer); `item` a plan code; `measure` a measure
    id; `form_row` the one row of the agency's form whose answer is in question ("" = none or several),
    `asked` the columns that make that row's answer, `fields` those of them that are wrong or missing;
    `subject` whatever else tells two findings of one code apart (a file, a field name).
    `related` are the other cells that a contradiction quotes; `explanation` is what the sender wrote
    about it on the first sheet of an annotated copy: shown, it settles nothing by itself.
    """

    code: str
    location: Location = NOWHERE
    agency: str = ""
    item: str = ""
    measure: str = ""
    subject: str = ""
    params: tuple[tuple[str, str], ...] = ()
    related: tuple[Location, ...] = ()
    explanation: str = ""
    form_row: str = ""
    asked: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def entry(self) -> Code:
        return CATALOGUE[self.code]

    @property
    def severity(self) -> Severity:
        return self.entry.severity

    @property
    def key(self) -> str:
        """What decisions are matched by: never a position in a list or a file."""
        return "|".join((self.code, self.agency, self.measure or self.item, self.subject))

    @property
    def quoted(self) -> tuple[tuple[str, str], ...]:
        """The values of cells that it speaks of, by name."""
        return tuple(sorted(param for param in self.params if param[0] in self.entry.quoted))

    @property
    def wrong(self) -> str:
        said = f"; đơn vị giải trình: “{self.explanation}”" if self.explanation else ""
        return self.entry.wrong.format_map(self._values()) + said

    @property
    def accepted(self) -> str:
        return self.entry.accepted.format_map(self._values())

    @property
    def action(self) -> str:
        return self.entry.action.format_map(self._values())

    @property
    def accepting(self) -> str:
        return self.entry.accepting.format_map(self._values())

    def message(self) -> str:
        """where: what is wrong — accepted — what to do, on one line."""
        parts = [self.wrong]
        if self.accepted:
            parts.append(f"Chấp nhận: {self.accepted}")
        if self.action:
            parts.append(f"Cách xử lý: {self.action}")
        where = f"{self.location}: " if self.location else ""
        return where + " · ".join(parts)

    def as_data(self, name: str = "") -> dict[str, object]:
        """The one form of a finding in JSON; `name` of the agency that must act. A key `code` is left to plan items."""
        return {
            "finding": self.code,
            "severity": self.severity.value,
            "title": self.entry.title,
            "agency": self.agency or None,
            "name": name or None,
            "item": self.item or None,
            "measure": self.measure or None,
            "message": self.wrong,
            "accepted": self.accepted,
            "action": self.action,
            "location": self.location.as_data(),
            "related": [place.as_data() for place in self.related],
            "key": self.key,
        }

    def _values(self) -> dict[str, str]:
        values = {"agency": self.agency, "item": self.item, "measure": self.measure}
        values |= {"subject": self.subject, "location": str(self.location)}
        values["related"] = "; ".join(map(str, self.related))
        return values | dict(self.params)


_FACTS = ("agency", "item", "measure", "subject", "related", "form_row", "asked", "fields")


def measure_or_item(key: str) -> str:
    """Of a finding's key, as it stands in a workbook: the measure or plan item that it is about ("" none)."""
    return (key.split("|") + [""] * 3)[2]


def finding(code: str, location: Location = NOWHERE, **fields: object) -> Finding:
    """Shorthand: known field names go to the Finding, every other keyword becomes a param."""
    known = {name: fields.pop(name) for name in _FACTS if name in fields}
    params = tuple((name, str(value)) for name, value in fields.items())
    return Finding(code, location, params=params, **known)  # type: ignore[arg-type]


def errors_of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(f for f in findings if f.severity is Severity.ERROR)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Most severe first, then by who must act, then by place in the plan and in the files."""
    return tuple(
        sorted(findings, key=lambda f: (f.severity.rank, f.agency, f.code, f.item, f.measure, f.location, f.subject))
    )
