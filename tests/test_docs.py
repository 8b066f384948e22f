"""The documents say what the program is."""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import fields
from enum import Enum
from importlib import import_module
from pathlib import Path

from reporting.parse.registry_layout import AGENCIES, GROUPS, LEVELS
from scripts import docs
from tests.test_house import MODULES, dotted

ROOT = Path(__file__).resolve().parents[1]


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_the_generated_pages_are_what_the_program_says() -> None:
    assert [path.name for path in docs.stale()] == [], "make docs"


def test_the_glossary_knows_every_value_that_a_user_can_meet() -> None:
    """Every Enum of the values: its members as English identifiers beside their Vietnamese. Kinds of files are called
    by their endings, which are no words of the field."""
    glossary, missing = page("glossary.md"), []
    for name in (dotted(path) for path in MODULES if path.parent.name == "reporting" and path.stem != "file_kind"):
        for kind in vars(import_module(name)).values():
            if isinstance(kind, type) and issubclass(kind, Enum) and kind.__module__ == name:
                missing += [f"{kind.__name__}.{m.value}" for m in kind if f"| `{m.value}` |" not in glossary]
    assert missing == []


def test_the_architecture_page_tells_the_same_steps_as_the_pipeline() -> None:
    told = re.findall(r"\| ([1-7]) (\w+) \|", page("architecture.md"))
    assert [number for number, _ in told] == list("1234567")
    line = " → ".join(f"{number} {step}" for number, step in told)
    assert line in str(ast.get_docstring(ast.parse((ROOT / "reporting" / "pipeline.py").read_text(encoding="utf-8"))))


def test_links_between_pages_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), ROOT / "CHANGELOG.md"]
    dead = []
    for path in (p for p in pages if p.exists()):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            if not (path.parent / target).exists():
                dead.append(f"{path.name} → {target}")
    assert dead == []


def test_every_key_of_the_job_and_no_other_has_its_meaning() -> None:
    meaning = tomllib.loads((ROOT / "scripts" / "job_keys.toml").read_text(encoding="utf-8"))
    keys = {name: [field.name for field in fields(kind)] for name, kind in docs.job_tables().items()}
    sheets = (("agencies", AGENCIES), ("groups", GROUPS), ("levels", LEVELS))
    keys |= {name: [column.key for column in sheet.columns] for name, sheet in sheets}
    assert {name: sorted(said) for name, said in meaning.items()} == {
        name: sorted(known) for name, known in keys.items()
    }
