"""The one door through which every run goes in and out.

exit 0    done
     1    errors found in what was examined (a command returned 1)
     2    the command, job, plan or registry cannot be used: CchcError, wrong usage
     3    unexpected: one line on stderr with the path of the full log
     130  interrupted by the user, or the reader of a pipe went away
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NoReturn

import click

from reporting.commands.words import COMMAND_METAVAR, OPTIONS_METAVAR
from reporting.errors import CchcError, reason

HELP = ["-h", "--help"]
DONE, ERRORS_FOUND, UNUSABLE, UNEXPECTED, INTERRUPTED = 0, 1, 2, 3, 130


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: "module:attribute", and its line in the list of commands."""

    target: str
    help: str

    @property
    def module(self) -> str:
        return self.target.partition(":")[0]

    def load(self) -> click.Command:
        module, _, attribute = self.target.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


# English names that lead to a command; only the command's own name is listed.
ALIASES = {"open": "mo"}


class Lazy(click.Group):
    """A group that lists its commands from a table and imports one only when it is asked for.

    A name of two words ("plan show") stands in the group of its first word.
    """

    def __init__(self, entries: Mapping[str, Entry], groups: Mapping[str, str], **attributes: Any) -> None:
        super().__init__(options_metavar=OPTIONS_METAVAR, subcommand_metavar=COMMAND_METAVAR, **attributes)
        self.entries, self.groups = dict(entries), dict(groups)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(dict.fromkeys(name.partition(" ")[0] for name in self.entries))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.groups:
            return self._subgroup(cmd_name)
        entry = self.entries.get(ALIASES.get(cmd_name, cmd_name))
        if entry is None:
            return None
        command = entry.load()
        command.name, command.short_help, command.options_metavar = cmd_name, entry.help, OPTIONS_METAVAR
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as problem:  # click would look for near names in self.commands, empty here
            raise click.NoSuchCommand(problem.command_name, possibilities=self.list_commands(ctx), ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, self.groups.get(name) or self.entries[name].help) for name in self.list_commands(ctx)]
        with formatter.section("Các lệnh"):
            formatter.write_dl(rows)

    def _subgroup(self, name: str) -> Lazy:
        inner = {full.partition(" ")[2]: entry for full, entry in self.entries.items() if full.startswith(f"{name} ")}
        return Lazy(inner, {}, name=name, help=self.groups[name])


class Door(Lazy):
    """The whole program. Called by the interpreter it exits; with standalone_mode=False it is click's."""

    def __init__(self, entries: Mapping[str, Entry], groups: Mapping[str, str], **attributes: Any) -> None:
        super().__init__(entries, groups, context_settings={"help_option_names": HELP}, **attributes)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        run = super().main
        if not standalone_mode:
            return run(args, prog_name or self.name, complete_var, False, **extra)
        _write_utf8()
        if args is None and sys.platform == "win32":
            args = _typed_words()
        leave(guarded(lambda: run(args, self.name, complete_var, False, **extra)))

    def invoke(self, ctx: click.Context) -> Any:
        # click would turn a closed pipe into exit 1, which here means "errors found".
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise click.exceptions.Exit(INTERRUPTED) from None


def words_of(line: str) -> list[str]:
    """The words of a Windows command line in which a quote only ever opens and closes: no path there holds that sign.
    By C's rules `-o "D:\\kq\\" --draft` would be one word, `D:\\kq" --draft`, and the option lost."""
    return [word.replace('"', "") for word in re.findall(r'(?:[^\s"]|"[^"]*"?)+', line)]


def _typed_words() -> list[str]:
    """This run's arguments; read anew where one of them holds a quote."""
    words = sys.argv[1:]
    if sys.platform == "win32" and any('"' in word for word in words):
        import ctypes

        typed = ctypes.WinDLL("kernel32").GetCommandLineW
        typed.restype = ctypes.c_wchar_p
        words = words_of(typed())[len(sys.orig_argv) - len(words) :]
    return [plain_path(word) for word in words]


def plain_path(word: str) -> str:
    r"""`\\?\D:\x` as `D:\x`: behind that prefix Windows knows no `..`, with which a job names its plan."""
    prefix, share = "\\\\?\\", "UNC\\"
    if not word.startswith(prefix):
        return word
    path = word.removeprefix(prefix)
    return "\\\\" + path.removeprefix(share) if path.startswith(share) else path


def guarded(run: Callable[[], Any]) -> int:
    """Runs, and turns whatever happens into a message on stderr and an exit code."""
    try:
        result = run()
        sys.stdout.flush()
        return result if isinstance(result, int) else DONE
    except SystemExit as ending:  # a command may leave by itself
        return ending.code if isinstance(ending.code, int) else DONE
    except CchcError as problem:
        return _say(f"Lỗi: {problem.message}", UNUSABLE)
    except click.ClickException as problem:
        problem.show()
        return UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        return _say("Đã dừng theo yêu cầu.", INTERRUPTED)
    except BrokenPipeError:
        return INTERRUPTED
    except OSError as problem:  # open in another program without sharing, a full disk, no right
        named = f"{problem.filename}: " if problem.filename else ""
        return _say(f"Lỗi: {named}không đọc hoặc không ghi được ({reason(problem)})", UNUSABLE)
    except Exception as problem:
        from reporting.store.accident_log import accident

        return _say(accident(problem), UNEXPECTED)


def leave(code: int) -> NoReturn:
    """Exits; a reader who closed the pipe is not told about it a second time, by the interpreter."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = INTERRUPTED
    sys.exit(code)


def _say(message: str, code: int) -> int:
    with suppress(OSError, ValueError):  # nobody is listening: the exit code still tells
        click.echo(message, err=True)
    return code


def _write_utf8() -> None:
    """Windows would write to pipes and files in the code page of the system (cp1258, cp1252)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
