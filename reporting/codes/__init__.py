"""One catalogue of all findings: code → severity and Vietnamese text.

The text says what is wrong, what is accepted and what to do; where is the finding's location.
`{name}` is filled from the finding's params (and `{agency}`, `{item}`, `{measure}`, `{subject}`).
One module per area, so that a newcomer finds a code where it arises.
"""

from __future__ import annotations

from reporting.codes._code import Choice, Code, Severity
from reporting.codes.checks import CHECKS
from reporting.codes.files import FILES
from reporting.codes.job import JOB
from reporting.codes.lint import LINT
from reporting.codes.plan import PLAN
from reporting.codes.plan_import import PLAN_IMPORT
from reporting.codes.report import REPORT
from reporting.codes.rows import ROWS
from reporting.codes.signed import SIGNED
from reporting.codes.statistics import STATISTICS
from reporting.codes.template import TEMPLATE
from reporting.codes.values import VALUES

AREAS: tuple[tuple[str, tuple[Code, ...]], ...] = (
    ("Tệp báo cáo và nhận dạng", FILES),
    ("Giá trị trong ô", VALUES),
    ("Dòng, cột và trang của biểu", ROWS),
    ("Kế hoạch", PLAN),
    ("Nhập kế hoạch từ văn bản", PLAN_IMPORT),
    ("Công việc, danh mục đơn vị", JOB),
    ("Đầy đủ và khớp số liệu", CHECKS),
    ("Biểu mẫu thống kê và nội dung cơ quan chủ trì viết", STATISTICS),
    ("Báo cáo", REPORT),
    ("Tệp PDF và chữ ký số", SIGNED),
    ("Mẫu Word", TEMPLATE),
    ("Thể thức văn bản Word", LINT),
)

CATALOGUE: dict[str, Code] = {code.id: code for _, codes in AREAS for code in codes}

__all__ = ["AREAS", "CATALOGUE", "Choice", "Code", "Severity"]
