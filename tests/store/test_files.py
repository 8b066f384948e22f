"""What an officer types into job.toml or on the command line, and what is said of it."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from reporting.errors import JobError, reason
from reporting.store.files import job_path, read_toml


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ('[job]\nname = "a"\nperiod = Q1\n', "sai cú pháp TOML ở dòng 3", "period = Q1"),
        ("[job]\nas_of = 17/3/2023\n", "sai cú pháp TOML ở dòng 2", "as_of = 17/3/2023"),
        ("[job]\nname = “Quý I”\n", "sai cú pháp TOML ở dòng 2", "name = “Quý I”"),
        ('[inputs]\nplan = "C:\\ke hoach"\n', "sai cú pháp TOML ở dòng 2", 'plan = "C:\\ke hoach"'),
        ('[report]\nrecipients = ["Như trên",\n', "sai cú pháp TOML ở cuối tệp", ""),
        ("[job]\nyear = 2023\nyear = 2024\n", "khóa hoặc bảng ghi hai lần ở dòng 3", "year = 2024"),
        ("[job]\nyear = 2023\n[job]\n", "khóa hoặc bảng ghi hai lần ở dòng 3", "[job]"),
    ],
)
def test_a_slip_in_the_job_file_is_shown_in_vietnamese_with_its_line(
    tmp_path: Path, text: str, said: str, line: str
) -> None:
    path = tmp_path / "job.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(JobError) as caught:
        read_toml(path)
    assert caught.value.wrong.startswith(said)
    assert line in caught.value.wrong
    assert "Invalid" not in caught.value.message and "Expected" not in caught.value.message


def test_notepads_byte_order_mark_is_no_slip(tmp_path: Path) -> None:
    path = tmp_path / "job.toml"
    path.write_bytes('\ufeff[job]\nname = "Quý I"\n'.encode())
    assert read_toml(path) == {"job": {"name": "Quý I"}}


def test_a_job_is_found_by_its_file_or_its_folder(tmp_path: Path) -> None:
    job = tmp_path / "sáu tháng" / "job.toml"
    job.parent.mkdir()
    job.touch()
    # "C:\bao cao\" on a Windows command line ends in a quotation mark
    for given in (job, job.parent, Path(f'{job.parent}"')):
        assert job_path(given) == job


def test_a_workbook_is_no_job(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").touch()
    with pytest.raises(JobError, match="không phải tệp công việc"):
        job_path(tmp_path / "plan.xlsx")


def test_why_the_machine_refused_is_said_in_vietnamese() -> None:
    assert reason(PermissionError(errno.EACCES, "Permission denied")).startswith("tệp đang mở ở chương trình khác")
    assert reason(OSError(errno.ENOSPC, "No space left on device")) == "ổ đĩa đầy"
