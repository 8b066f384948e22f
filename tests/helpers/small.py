"""A small province for tests: three departments, one district with two communes, a plan of six items.

Invented. Targets: a summed ratio with communes (01), a lead's ratio (02), a milestone (03);
tasks: II.1.01, II.1.02; duty: III.1.01.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from reporting.agencies import Agency, Group, Level, Registry
from reporting.obligations import Campaign
from reporting.period import Deadline, Period
from reporting.plan import (
    Assignment,
    Combine,
    Comparator,
    Due,
    DueKind,
    Item,
    ItemKind,
    Measure,
    MeasureKind,
    Plan,
    Role,
    Section,
)

PERIOD = Period(
    "Q1", 2023, "Quý I", date(2022, 12, 15), date(2023, 3, 14), True, False, (Deadline("agency", date(2023, 3, 16)),)
)

REGISTRY = Registry(
    agencies=(
        Agency("SNV", "Sở Nội vụ", "SNV", level="province", groups=("SBN",), order=1),
        Agency("STP", "Sở Tư pháp", "STP", level="province", groups=("SBN",), order=2),
        Agency("SKHDT", "Sở Kế hoạch và Đầu tư", "SKHĐT", level="province", groups=("SBN",), order=3),
        Agency(
            "HDAKHA",
            "Ủy ban nhân dân huyện Đăk Hà",
            short_name="UBND huyện Đăk Hà",
            level="district",
            groups=("HUYEN",),
            aliases=("Huyện Đắk Hà",),
            order=4,
        ),
        Agency(
            "X1", "Ủy ban nhân dân xã Một", level="commune", groups=("XA",), parent="HDAKHA", expected=False, order=5
        ),
        Agency(
            "X2", "Ủy ban nhân dân xã Hai", level="commune", groups=("XA",), parent="HDAKHA", expected=False, order=6
        ),
    ),
    groups=(
        Group("SBN", "Các sở, ban ngành", ("sở, ban ngành",), 1),
        Group("HUYEN", "Ủy ban nhân dân cấp huyện", ("UBND cấp huyện",), 2),
        Group("XA", "Ủy ban nhân dân cấp xã", ("UBND cấp xã",), 3),
    ),
    levels=(Level("province", "Cấp tỉnh"), Level("district", "Cấp huyện"), Level("commune", "Cấp xã")),
)


def _role(role: Role, *parties: str, proposed: bool = False) -> tuple[Assignment, ...]:
    return tuple(Assignment(role, party, proposed, "mục III" if proposed else "") for party in parties)


_TARGETS = (
    Item(
        "I.1.b.01",
        ItemKind.TARGET,
        "I.1.b",
        1,
        "Tối thiểu 80% hồ sơ được xử lý điện tử.",
        assignments=(*_role(Role.IMPLEMENT, "SBN", "HUYEN", "XA"), *_role(Role.MONITOR, "SNV")),
        focal="SNV",
        measures=(
            Measure(
                "I.1.b.01/1",
                "I.1.b.01",
                "Tỷ lệ hồ sơ được xử lý điện tử",
                MeasureKind.RATIO,
                "hồ sơ",
                "Số hồ sơ xử lý điện tử",
                "Tổng số hồ sơ",
                Comparator.AT_LEAST,
                Decimal(80),
                "tối thiểu 80%",
            ),
        ),
    ),
    Item(
        "I.1.b.02",
        ItemKind.TARGET,
        "I.1.b",
        2,
        "30% cơ quan được kiểm tra cải cách hành chính.",
        assignments=(*_role(Role.LEAD, "SNV"), *_role(Role.COORDINATE, "SBN", "HUYEN")),
        measures=(
            Measure(
                "I.1.b.02/1",
                "I.1.b.02",
                "Tỷ lệ cơ quan được kiểm tra",
                MeasureKind.RATIO,
                "cơ quan",
                "Số cơ quan được kiểm tra",
                "Tổng số cơ quan",
                Comparator.AT_LEAST,
                Decimal(30),
                "30%",
                Combine.LEAD,
            ),
        ),
    ),
    Item(
        "I.1.b.03",
        ItemKind.TARGET,
        "I.1.b",
        3,
        "Hoàn thành lộ trình tính giá dịch vụ sự nghiệp công.",
        assignments=(*_role(Role.IMPLEMENT, "SBN", "HUYEN"), *_role(Role.GUIDE, "STP"), *_role(Role.MONITOR, "STP")),
        focal="STP",
        measures=(
            Measure(
                "I.1.b.03/1",
                "I.1.b.03",
                "Lộ trình tính giá dịch vụ sự nghiệp công",
                MeasureKind.MILESTONE,
                combine=Combine.COUNT,
            ),
        ),
    ),
)

_REST = (
    Item(
        "II.1.01",
        ItemKind.TASK,
        "II.1",
        1,
        "Rà soát văn bản quy phạm pháp luật.",
        assignments=(*_role(Role.LEAD, "STP", proposed=True), *_role(Role.COORDINATE, "SBN", "HUYEN", proposed=True)),
        due=Due(DueKind.REGULAR, text="thường xuyên"),
    ),
    Item(
        "II.1.02",
        ItemKind.TASK,
        "II.1",
        2,
        "Ban hành kế hoạch theo dõi thi hành pháp luật.",
        assignments=(*_role(Role.LEAD, "STP", proposed=True), *_role(Role.COORDINATE, "SBN", "HUYEN", proposed=True)),
        due=Due(DueKind.DATE, date(2023, 2, 28), "Tháng 2/2023", added=True),
    ),
    Item(
        "III.1.01",
        ItemKind.DUTY,
        "III.1",
        1,
        "Xây dựng kế hoạch và phân công trách nhiệm cụ thể.",
        assignments=_role(Role.IMPLEMENT, "SBN", "HUYEN"),
    ),
)

PLAN = Plan(
    id="KH-THU-2023",
    year=2023,
    title="Thực hiện công tác cải cách hành chính nhà nước năm 2023",
    type_name="KẾ HOẠCH",
    issuer="ỦY BAN NHÂN DÂN TỈNH",
    sections=(
        Section("I", "I.", "MỤC TIÊU, YÊU CẦU"),
        Section("I.1", "1.", "Mục tiêu", "I"),
        Section("I.1.a", "a)", "Mục tiêu chung", "I.1"),
        Section("I.1.b", "b)", "Các chỉ tiêu cụ thể", "I.1"),
        Section("II", "II.", "NHIỆM VỤ, GIẢI PHÁP"),
        Section("II.1", "1.", "Cải cách thể chế", "II"),
        Section("III", "III.", "TỔ CHỨC THỰC HIỆN"),
        Section("III.1", "1.", "Các sở, ban ngành, Ủy ban nhân dân các huyện, thành phố", "III"),
        Section("IV", "IV.", "KINH PHÍ"),
    ),
    items=_TARGETS + _REST,
)

CAMPAIGN = Campaign(PLAN, REGISTRY, PERIOD)
