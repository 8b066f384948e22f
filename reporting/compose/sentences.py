"""Sentences of the outline with figures of the statistics forms in them: `đã giải quyết {3/3.1.1} hồ sơ`, or with
the name of an annex, where the job has it: `nêu tại {annex:V}`.

A sentence is printed when every figure that it names is there, and not all of them are zero; nothing is put in the
place of a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reporting.compose.annex_statistics import RATE_DECIMALS
from reporting.compose.figures import percent_text
from reporting.compose.material import Material
from reporting.compose.outline import Outline
from reporting.compose.runs import Runs, joined, say, sentence
from reporting.consolidation import Figure
from reporting.document import Run
from reporting.errors import TemplateError
from reporting.forms.statistics import Statistics
from reporting.numbers import format_count, format_number
from reporting.settings import did_you_mean

_ANNEX = "annex:"
_PLACE = re.compile(r"\{([^{}]{1,40})\}")


def figure_sentences(patterns: Iterable[str], material: Material) -> Runs:
    """Those that can be said, one after the other."""
    return joined((sentence(runs) for pattern in patterns if (runs := _filled(pattern, material))), " ")


def _filled(pattern: str, material: Material) -> Runs:
    pieces: list[str | Run] = []
    something = False
    parts = [*_parts(pattern)]
    for place, (text, code) in enumerate(parts):
        if not code:
            pieces.append(text)
            continue
        if code.startswith(_ANNEX):
            annex = material.annex(code.removeprefix(_ANNEX))
            if not annex:
                return ()
            pieces.append(annex)
            something = True
            continue
        result = material.consolidation.statistic(code)
        row = material.statistics.by_code.get(code)
        if result is None or result.figure is None or row is None:
            return ()
        before, after = parts[place - 1][0] if place else "", parts[place + 1][0] if place + 1 < len(parts) else ""
        fraction = before.endswith("/") or after.startswith("/")
        pieces.append(_number(result.figure, percent=row.percent, fraction=fraction))
        something = something or bool(result.figure.value)
    return say(*pieces) if something else ()


def _number(figure: Figure, *, percent: bool, fraction: bool) -> Run:
    """`99,93%`; `02` in prose, but `2/30` in a fraction."""
    if percent:
        return Run(percent_text(figure.value, decimals=RATE_DECIMALS), figure=figure)
    return Run(format_number(figure.value) if fraction else format_count(figure.value), figure=figure)


def _parts(pattern: str) -> Iterator[tuple[str, str]]:
    """Words and codes in turn: the words, or a code beside no words."""
    for number, part in enumerate(_PLACE.split(pattern)):
        if part:
            yield ("", part) if number % 2 else (part, "")


def sentences_are_known(outline: Outline, statistics: Statistics, where: str) -> None:
    """TemplateError where a sentence names a row that the job's forms do not have."""
    for section in outline.sections if statistics else ():
        for code in (code for pattern in section.sentences for _, code in _parts(pattern) if code):
            if code not in statistics.by_code and not code.startswith(_ANNEX):
                raise TemplateError(
                    f"câu của mục {section.id} dẫn tới dòng thống kê '{code}' không có trong biểu mẫu",
                    where=where,
                    accepted="mã của một dòng thống kê, ví dụ {3/3.1.1}",
                    action=did_you_mean(code, statistics.by_code),
                )
