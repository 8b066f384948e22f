"""Where `templates/` and the sample job are: inside the installed package, or at the top of a checkout."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parent.parent


def templates() -> Path:
    """The folder of templates, outlines, calendars, style profiles and fonts."""
    return _packaged("reporting.templates") or _CHECKOUT / "templates"


def samples() -> Path:
    """The folder of the sample job."""
    return _packaged("reporting.samples") or _CHECKOUT / "sample_inputs"


def resource(*parts: str) -> Path:
    return templates().joinpath(*parts)


def _packaged(name: str) -> Path | None:
    spec = find_spec(name)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None
