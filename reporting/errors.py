"""Exceptions: only for "cannot go on". What a sender can mend is a Finding instead.

CchcError                exit 2: the command, job, plan or registry cannot be used
├── JobError             job.toml: missing, unreadable, unknown key, bad value
├── PlanError            the plan workbook or the plan's own document
├── RegistryError        the agency registry or the calendar
├── TemplateError        a template, outline or style profile that cannot be used
├── EngineError          an engine of this machine is missing (names it)
├── OutputError          the output folder cannot be written
└── SigningError         a PDF cannot be signed: certificate, password, field, or a damaged file
"""

from __future__ import annotations

import errno

from reporting.location import NOWHERE, Location

_REASONS = {
    errno.EACCES: "tệp đang mở ở chương trình khác, hoặc không có quyền",
    errno.EPERM: "không có quyền",
    errno.ENOENT: "không tìm thấy, hoặc đường dẫn quá dài",
    errno.ENAMETOOLONG: "đường dẫn quá dài",
    errno.EISDIR: "đó là một thư mục",
    errno.ENOTDIR: "một phần của đường dẫn không phải là thư mục",
    errno.ENOSPC: "ổ đĩa đầy",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
}


def reason(problem: OSError) -> str:
    """Why the machine refused, in Vietnamese; its own words where the cause is a rare one."""
    return _REASONS.get(problem.errno or 0, problem.strerror or str(problem))


class CchcError(Exception):
    """One clear Vietnamese message: where · what is wrong · what is accepted · what to do."""

    def __init__(self, wrong: str, *, where: Location | str = NOWHERE, accepted: str = "", action: str = "") -> None:
        self.where, self.wrong, self.accepted, self.action = str(where), wrong, accepted, action
        super().__init__(self.message)

    def __reduce__(self) -> tuple[object, ...]:
        """As it was raised, also when it comes from another process."""
        return _again, (type(self), self.wrong, self.where, self.accepted, self.action)

    @property
    def message(self) -> str:
        lines = [f"{self.where}: {self.wrong}" if self.where else self.wrong]
        if self.accepted:
            lines.append(f"  Chấp nhận: {self.accepted}")
        if self.action:
            lines.append(f"  Cách xử lý: {self.action}")
        return "\n".join(lines)


def _again(kind: type[CchcError], wrong: str, where: str, accepted: str, action: str) -> CchcError:
    return kind(wrong, where=where, accepted=accepted, action=action)


class JobError(CchcError):
    """job.toml cannot be used."""


class PlanError(CchcError):
    """The plan cannot be used."""


class RegistryError(CchcError):
    """The agency registry or the reporting calendar cannot be used."""


class TemplateError(CchcError):
    """A template, outline or style profile cannot be used."""


class EngineError(CchcError):
    """An engine that this machine lacks."""


class OutputError(CchcError):
    """The output folder cannot be written."""


class SigningError(CchcError):
    """A file cannot be signed."""
