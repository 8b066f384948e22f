"""The subsections of the report that one agency writes for all: the lead of the field."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """`section`: the outline's id; `number` as printed there; `agency`: who writes it; `hint`: what it should say."""

    section: str
    number: str
    title: str
    agency: str
    hint: str = ""

    @property
    def asked(self) -> str:
        """As the form's row has it."""
        return f"{self.title}\n({self.hint})" if self.hint else self.title
