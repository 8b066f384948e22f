"""The sample jobs, from the folder to the findings: the README promises, the program keeps."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from reporting.completeness import Completeness
from reporting.merge_and_check import agreed
from reporting.pipeline import understood

SAMPLES = Path(__file__).resolve().parents[2] / "sample_inputs"
PROMISE = re.compile(r"`([a-z]+(?:-[a-z]+)*)` (?:`([^`]+)`|([A-Z]+\d*)(?: ([IVX]+\.[\w./]+))?)")


def silent(step: int, done: int = 0, of: int = 0) -> None:
    """Nobody watches."""


@cache
def completeness(job: str) -> Completeness:
    _, inputs = understood(SAMPLES / job, silent)
    return agreed(inputs, silent)[1]


def promised(job: str) -> Counter[tuple[str, str, str]]:
    """(finding, agency or file, item) of every promise in the README's table about the job."""
    text = (
        (SAMPLES / "README.md").read_text(encoding="utf-8").partition(f"## What `{job}` shows")[2].partition("\n## ")[0]
    )
    return Counter((code, file or agency, item) for code, file, agency, item in PROMISE.findall(text))


def found(job: str) -> Counter[tuple[str, str, str]]:
    return Counter((f.code, f.agency or f.location.file, f.measure or f.item) for f in completeness(job).findings)


def test_the_clean_job_has_nothing_to_say() -> None:
    result = completeness("quy_1_2023")
    assert result.findings == ()
    assert [state.agency for state in result.missing] == []
    assert sum(owed for _, owed in (state.settled() for state in result.agencies)) > 1000
    assert all(done == owed for done, owed in (state.settled() for state in result.agencies))


def test_the_real_life_job_has_exactly_the_findings_that_its_readme_promises() -> None:
    assert found("sau_thang_2023") == promised("sau_thang_2023")


def test_the_two_level_jobs_have_what_their_readme_promises() -> None:
    assert completeness("hai_cap_2026/quy_1").findings == ()
    assert found("hai_cap_2026/sau_thang") == promised("hai_cap_2026/sau_thang")


def test_whoever_sent_nothing_that_counts_is_named() -> None:
    missing = {state.agency for state in completeness("sau_thang_2023").missing}
    assert missing == {"BDT", "TTR", "HNGOCHOI", "HIAHDRAI", "KBNN"}
