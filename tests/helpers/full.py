"""A complete and clean set of returns of the small province: nothing to find in it."""

from __future__ import annotations

from tests.helpers.answers import sent

_DONE = "| III.1.01 | | | done | Đã ban hành kế hoạch. | Kế hoạch số 05/KH ngày 05/01/2023 | | | |"

FULL = (
    sent(
        "SNV",
        f"""
        | row        | top | bottom | status  | text | evidence | note | n | N |
        | I.1.b.01/1 | 90  | 100    |         |      | Báo cáo số 1/BC-SNV | | | |
        | I.1.b.02/1 | 2   | 4      | ongoing | Đã kiểm tra 02 cơ quan. | Quyết định số 9/QĐ-SNV | | | |
        | I.1.b.03/1 |     |        | ongoing |      | Công văn số 2/SNV | | | |
        {_DONE}
        """,
    ),
    sent(
        "STP",
        f"""
        | row        | top | bottom | status  | text | evidence | note | n | N |
        | I.1.b.01/1 | 40  | 50     |         |      | Báo cáo số 3/BC-STP | | | |
        | I.1.b.03/1 |     |        | done    | Đã hoàn thành lộ trình. | Quyết định số 4/QĐ | | | |
        | II.1.01    |     |        | ongoing | Rà soát 12 văn bản. | Danh mục số 5 | | | |
        | II.1.02    |     |        | done    | Đã ban hành kế hoạch theo dõi. | Kế hoạch số 6/KH-UBND | | | |
        {_DONE}
        """,
    ),
    sent(
        "SKHDT",
        f"""
        | row        | top | bottom | status  | text | evidence | note | n | N |
        | I.1.b.01/1 | 10  | 50     |         |      | Báo cáo số 7 | | | |
        | I.1.b.03/1 |     |        | not_arising | | | Không có đơn vị sự nghiệp | | |
        {_DONE}
        """,
    ),
    sent(
        "HDAKHA",
        f"""
        | row                | top | bottom | status | text | evidence | note | n | N |
        | I.1.b.01/1         | 60  | 100    |        |      | Báo cáo số 8 | | | |
        | I.1.b.01/1@commune | 20  | 100    |        |      |          | | 2 | 2 |
        | I.1.b.03/1         |     |        | not_started | |         | | | |
        {_DONE}
        """,
    ),
)
