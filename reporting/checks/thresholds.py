"""Tolerances and limits of the checks: data (templates/checks/nguong.toml), never numbers in code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reporting.settings import Reader


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`points` in percentage points, `factor` and `amount_factor` multiples, `similar`, `whole_return` and `rate` in
    percent, `largest_amount` in million đồng."""

    lead_and_sum: Decimal = Decimal(0)
    fall: Decimal = Decimal(0)
    points: Decimal = Decimal(30)
    factor: Decimal = Decimal(5)
    smallest: Decimal = Decimal(20)
    similar: Decimal = Decimal(95)
    shortest_text: Decimal = Decimal(40)
    whole_return: Decimal = Decimal(90)
    fewest_rows: Decimal = Decimal(5)
    rounding: Decimal = Decimal("0.1")
    rate: Decimal = Decimal(1_000)
    amount_factor: Decimal = Decimal(300)
    largest_amount: Decimal = Decimal(5_000_000)


DEFAULT = Thresholds()

# table and key of the TOML file → field
_KEYS = {
    ("chu_tri_va_tong", "sai_so"): "lead_and_sum",
    ("luy_ke", "giam_cho_phep"): "fall",
    ("thay_doi", "diem_phan_tram"): "points",
    ("thay_doi", "so_lan"): "factor",
    ("thay_doi", "so_toi_thieu"): "smallest",
    ("thay_doi", "phai_quyet_dinh_phan_tram"): "rate",
    ("tien", "so_lan"): "amount_factor",
    ("tien", "lon_nhat_trieu_dong"): "largest_amount",
    ("chep", "giong_phan_tram"): "similar",
    ("chep", "do_dai_toi_thieu"): "shortest_text",
    ("chep", "ca_bao_cao_phan_tram"): "whole_return",
    ("chep", "so_dong_toi_thieu"): "fewest_rows",
    ("ty_le", "lech_cho_phep"): "rounding",
}


_READER = Reader("ngưỡng kiểm tra")


def parse_thresholds(data: Mapping[str, Any], where: str) -> Thresholds:
    """Thresholds from their TOML data; a key left out keeps its default, an unknown one is refused."""
    values = {}
    for table, rows in data.items():
        place = f"{where} › [{table}]"
        for key, value in _READER.rows(rows, place).items():
            values[_field(table, key, where)] = _READER.number(value, f"{place} {key}")
    return Thresholds(**values)


def _field(table: str, key: str, where: str) -> str:
    field = _KEYS.get((table, key))
    if field is None:
        word, known = f"[{table}] {key}", (f"[{t}] {k}" for t, k in _KEYS)
        raise _READER.unknown(f"khóa '{word}' không có", word, known, where)
    return field
