"""cchc templates check on our own templates, a faulty one, and files that are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reporting.commands.door import HELP
from reporting.commands.templates_check import command
from reporting.errors import TemplateError
from reporting.resources import resource
from tests.word.test_templates import edited


def check(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(a) for a in arguments], standalone_mode=False, help_option_names=HELP)


def test_our_own_template_can_be_used() -> None:
    result = check(resource("word", "bao_cao.docx"))
    assert (result.stdout, result.return_value) == ("bao_cao.docx: dùng được.\n", 0)


def test_a_fault_is_told_with_its_paragraph_and_the_exit_code_is_1(tmp_path: Path) -> None:
    path = tmp_path / "mau.docx"
    path.write_bytes(edited(("{{ ten_loai }}", "{{ ten_lai }}")))
    result = check(path)
    assert result.return_value == 1
    assert "mau.docx › đoạn" in result.stdout and "'ten_loai'" in result.stdout
    rows = json.loads(check(path, "--format", "json").stdout)["findings"]
    assert rows[0]["finding"] == "template-field-unknown" and rows[0]["location"]["paragraph"] > 1


def test_no_docx_and_no_profile(tmp_path: Path) -> None:
    path = tmp_path / "mau.docx"
    path.write_bytes(b"chu")
    assert isinstance(check(path).exception, TemplateError)
    with pytest.raises(TemplateError, match="nd30-2020"):
        raise check(resource("word", "bao_cao.docx"), "--profile", "nd31").exception or AssertionError
