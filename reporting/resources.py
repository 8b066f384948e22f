"""Where `templates/` is: inside the installed package, or at the top of a checkout."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def templates() -> Path:
    """The folder of templates, outlines, calendars, style profiles and fonts."""
    spec = find_spec("reporting.templates")
    if spec and spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations)))
    return Path(__file__).resolve().parent.parent / "templates"


def resource(*parts: str) -> Path:
    return templates().joinpath(*parts)
