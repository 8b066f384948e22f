"""Every run ends with the right exit code, and an accident leaves one line and a log."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from reporting.commands import COMMANDS, main
from reporting.commands.door import UNUSABLE, Door, Entry, guarded, plain_path, words_of
from reporting.errors import JobError
from reporting.store.accident_log import log_folder

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("openpyxl", "xlsxwriter", "python_calamine", "docx", "docxtpl", "lxml", "jinja2", "weasyprint", "pikepdf")


@click.command()
@click.argument("what")
def command(what: str) -> int | None:
    """Does as it is told."""
    match what:
        case "done":
            return None
        case "errors":
            return 1
        case "leave":
            raise SystemExit(1)
        case "refuse":
            raise JobError("khóa 'kyf' không có", where="job.toml › [job]", accepted="ky, nam", action="Sửa lại.")
        case "interrupt":
            raise KeyboardInterrupt
        case "pipe":
            raise BrokenPipeError
    raise ValueError(f"dòng một của {what}\ndòng hai")


DOOR = Door({"do": Entry(f"{__name__}:command", "Làm.")}, {}, name="cchc")


def run(what: str) -> Result:
    return CliRunner().invoke(DOOR, ["do", what])


@pytest.mark.parametrize(
    ("what", "code"), [("done", 0), ("errors", 1), ("leave", 1), ("refuse", 2), ("interrupt", 130), ("pipe", 130)]
)
def test_exit_codes(what: str, code: int) -> None:
    assert run(what).exit_code == code


def test_what_cannot_be_used_is_told_on_stderr() -> None:
    result = run("refuse")
    assert result.stdout == ""
    assert result.stderr == (
        "Lỗi: job.toml › [job]: khóa 'kyf' không có\n  Chấp nhận: ky, nam\n  Cách xử lý: Sửa lại.\n"
    )


def test_wrong_usage_exits_2_in_vietnamese() -> None:
    result = CliRunner().invoke(DOOR, ["do"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Cách dùng: cchc do [TÙY CHỌN] WHAT" in result.stderr
    assert "Lỗi: Thiếu đối số 'WHAT'." in result.stderr


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (PermissionError(13, "x", "job.toml"), "Lỗi: job.toml: không đọc hoặc không ghi được (tệp đang mở"),
        (OSError(28, "x"), "(ổ đĩa đầy)"),
    ],
)
def test_what_the_machine_refuses_is_no_accident(
    problem: OSError, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def run() -> None:
        raise problem

    assert guarded(run) == UNUSABLE
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('check -o "D:\\kq\\"', ["check", "-o", "D:\\kq\\"]),
        ('build "D:\\kỳ 1\\" -o "D:\\kq\\" --draft', ["build", "D:\\kỳ 1\\", "-o", "D:\\kq\\", "--draft"]),
        (
            'build -o "D:\\a b\\" --password-file "D:\\m k.txt"',
            ["build", "-o", "D:\\a b\\", "--password-file", "D:\\m k.txt"],
        ),
        ('--folder="D:\\a b\\" x', ["--folder=D:\\a b\\", "x"]),
        ('check -o "D:\\kq', ["check", "-o", "D:\\kq"]),
        ('check  -o\tD:\\kq\\ ""', ["check", "-o", "D:\\kq\\", ""]),
    ],
)
def test_a_backslash_before_a_quote_swallows_no_argument(line: str, words: list[str]) -> None:
    assert words_of(line) == words


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        (r"\\?\D:\kỳ 1", r"D:\kỳ 1"),
        (r"\\?\UNC\máy\chung", r"\\máy\chung"),
        (r"\\máy\chung", r"\\máy\chung"),
        ("D:\\kq\\", "D:\\kq\\"),
    ],
)
def test_a_path_in_its_longest_form_is_an_ordinary_one(word: str, plain: str) -> None:
    assert plain_path(word) == plain


@pytest.mark.skipif(sys.platform != "win32", reason="the command line as it was typed is Windows' own")
def test_windows_gives_the_command_line_as_it_was_typed(tmp_path: Path) -> None:
    line = f'"{sys.executable}" -X utf8 "{ROOT / "cli.py"}" init "{tmp_path}\\mẫu 1\\"'
    done = subprocess.run(line, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "mẫu 1" / "plan.xlsx").is_file()


def test_an_accident_leaves_one_line_and_a_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    result = run("x")
    assert (result.exit_code, result.stdout) == (3, "")
    (log,) = log_folder().glob("*.log")
    assert result.stderr == f"Lỗi ngoài dự kiến (ValueError: dòng một của x). Nhật ký đầy đủ: {log}\n"
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert "dòng hai" in log.read_text(encoding="utf-8")


def test_an_accident_is_told_even_where_no_log_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reporting.store.accident_log.log_folder", lambda: Path(__file__) / "no-folder")
    result = run("x")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "Không ghi được nhật ký" in result.stderr


def test_help_lists_every_command_with_its_line() -> None:
    listed = CliRunner().invoke(main, ["--help"], terminal_width=200).output
    for name, entry in COMMANDS.items():
        shown = listed if " " not in name else CliRunner().invoke(main, [name.split()[0], "--help"]).output
        assert name.split()[-1] in shown
        assert entry.help in shown


def test_help_loads_no_engine() -> None:
    """`--help` answers within 0.2 s because nothing heavy is imported: measured as modules, not as seconds."""
    program = (
        "import sys; sys.argv[1:] = ['--help']\n"
        "try: from reporting.commands import main; main()\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = set(done.stderr.split())
    assert "click" in loaded
    assert loaded & set(HEAVY) == set()
    assert {name for name in loaded if name.startswith("reporting.")} <= {
        "reporting.commands",
        "reporting.commands.door",
        "reporting.commands.words",
        "reporting.errors",
        "reporting.location",
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_be_loaded(name: str) -> None:
    assert isinstance(COMMANDS[name].load(), click.Command)


def test_vietnamese_goes_through_a_pipe_in_any_locale() -> None:
    environment = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    command = [sys.executable, str(ROOT / "cli.py"), "--help"]
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert "Cách dùng" in done.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.parametrize("lines", [1, 100_000])
def test_a_reader_who_goes_away_is_not_an_accident(lines: int) -> None:
    """`cchc plan show … | head` ends quietly, also where the text still waits to be written at exit."""
    program = (
        "import sys, click\n"
        "from reporting.commands.door import Door, Entry\n"
        f"command = click.Command('do', callback=lambda: [click.echo('dòng') for _ in range({lines})] and sys.exit(1))\n"
        "Door({'do': Entry('__main__:command', 'Làm.')}, {}, name='cchc')(['do'])"
    )
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([sys.executable, "-c", program], stdout=writing, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    os.close(writing)
    assert (done.returncode, done.stderr) == (130, "")
