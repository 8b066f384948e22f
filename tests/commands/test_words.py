"""Nobody who uses cchc meets click's English."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from reporting.commands import main
from reporting.commands.words import VIETNAMESE

# What only a programmer of commands can see, or a shell's own set-up.
NOT_FOR_USERS = (
    "Arguments take exactly one",
    "Boolean option {decl!r}",
    "Choice({choices})",
    "Could not determine name",
    "Couldn't detect Bash version",
    "DeprecationWarning: ",
    "Name '{name}' defined twice",
    "No options defined but a name",
    "Shell completion is not supported",
    "Unknown color",
    "Unknown standard stream",
    "Value must be an iterable.",
    "{editor}: Editing failed",
    "{value!r} is not a valid UUID.",
)


def translatable() -> Iterator[str]:
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                yield from texts


def test_every_text_of_click_has_its_vietnamese() -> None:
    missing = {text for text in translatable() if text not in VIETNAMESE and not text.startswith(NOT_FOR_USERS)}
    assert missing == set()


def test_a_translation_keeps_its_placeholders() -> None:
    def names(text: str) -> set[str]:
        return {part.partition("}")[0].partition("!")[0] for part in text.split("{")[1:]}

    assert {english for english, text in VIETNAMESE.items() if not names(text) <= names(english)} == set()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--version"], "cchc, phiên bản"),
        (["--help"], "Cách dùng: cchc [TÙY CHỌN] LỆNH [ĐỐI SỐ]…"),
        (["buid"], "Lỗi: Không có lệnh 'buid'. Có phải ý anh/chị là 'build'?"),
        (["--hlep"], "Lỗi: Không có tùy chọn '--hlep'. Có phải ý anh/chị là '--help'?"),
        (["plan", "shw"], "Lỗi: Không có lệnh 'shw'. Có phải ý anh/chị là 'show'?"),
    ],
)
def test_the_program_speaks_vietnamese(arguments: list[str], said: str) -> None:
    assert said in CliRunner().invoke(main, arguments).output
