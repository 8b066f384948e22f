"""Filled forms of the clean sample, as an agency holds them: with the job that travels in them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from click.testing import CliRunner, Result

from reporting.carried_job import sources_of
from reporting.commands import main
from reporting.excel.read import read_bytes
from reporting.grid import Grid
from reporting.inputs import Inputs, parse_inputs
from reporting.sources import Sources, read_sources
from sample_inputs.make.filled import SAMPLES, filled_of, workbook, world

AGENCIES = [agency.code for agency in world().registry.expected()]


@cache
def sample_job() -> tuple[Sources, Inputs]:
    sources = read_sources(SAMPLES / "quy_1_2023")
    return sources, parse_inputs(sources)


@cache
def filled_form(code: str) -> bytes:
    """The form of one agency of the sample, filled as in the sample."""
    return workbook(world(), code, "q1", filled_of(world(), code, "q1"))


def put_form(folder: Path, code: str) -> Path:
    path = folder / f"Q1-2023_{code}.xlsx"
    path.write_bytes(filled_form(code))
    return path


def grid_of(code: str) -> Grid:
    grid, findings = read_bytes(filled_form(code), f"Q1-2023_{code}.xlsx")
    assert grid, findings
    return grid


def alone(code: str) -> Inputs:
    """What is known of the job from one agency's form alone."""
    return parse_inputs(sources_of(grid_of(code)))


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])
