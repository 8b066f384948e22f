"""phan_tong_hop.xlsx: what the compiling officer writes. Invented."""

from __future__ import annotations

from reporting.compiler_sheet import CompilerSheet, CompilerText
from reporting.compose.outline import parse_outline
from reporting.excel.compiler_workbook import compiler_workbook
from reporting.resources import resource
from reporting.store.files import read_toml
from sample_inputs.make.invent import OPINIONS


def compiler(folder: str) -> bytes:
    """The sheet of one period, its texts filled in, no paragraph replaced."""
    texts = tuple(CompilerText(key, text.strip()) for key, text in OPINIONS["tong_hop"][folder].items())
    outline = parse_outline(read_toml(resource("outlines", "theo_ke_hoach.toml")), "theo_ke_hoach")
    return compiler_workbook(outline, sheet=CompilerSheet(texts))
