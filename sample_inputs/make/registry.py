"""don_vi.toml and the list of administrative units → sample_inputs/don_vi.xlsx.

`python -m sample_inputs.make.registry` writes the same bytes every time.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from reporting.agencies import Agency, Group, Level, Registry
from reporting.excel.registry_workbook import registry_workbook

HERE = Path(__file__).parent
TARGET = HERE.parent / "don_vi.xlsx"
NO_DISTRICTS_AFTER = "2025-06-30"


def registry() -> Registry:
    """20 provincial bodies, 10 districts, 6 other bodies that report, one that does not, 102 communes."""
    data = tomllib.loads((HERE / "don_vi.toml").read_text("utf-8"))
    agencies = (
        *(_body(row, "province", ("SBN",)) for row in data["agency"]),
        *(_district(row) for row in data["district"]),
        *(_body(row, row["level"], ()) for row in data["other"]),
        *(_body(row, row["level"], (), expected=False) for row in data["known"]),
        *_communes(data["district"]),
    )
    groups = tuple(Group(g["code"], g["name"], tuple(g["aliases"]), n) for n, g in enumerate(data["group"], 1))
    levels = tuple(Level(level["id"], level["name"]) for level in data["level"])
    return Registry(tuple(_numbered(agencies)), groups, levels)


def _numbered(agencies: tuple[Agency, ...]) -> Iterator[Agency]:
    for order, agency in enumerate(agencies, 1):
        yield replace(agency, order=order)


def _body(row: dict[str, Any], level: str, groups: tuple[str, ...], expected: bool = True) -> Agency:
    return Agency(
        row["code"],
        row["name"],
        row.get("symbol", row["code"]),
        row.get("short_name", ""),
        level,
        groups,
        expected=expected,
        aliases=tuple(row.get("aliases", ())),
        valid_to=row.get("valid_to"),
        successors=tuple(row.get("successors", ())),
    )


def _district(row: dict[str, Any]) -> Agency:
    name: str = row["name"]
    upper = name[0].upper() + name[1:]
    spellings = [upper]
    if "Đăk" in name:
        stroke = name.replace("Đăk", "Đắk")
        spellings += [stroke[0].upper() + stroke[1:], f"Ủy ban nhân dân {stroke}", f"UBND {stroke}"]
    return Agency(
        row["code"],
        f"Ủy ban nhân dân {name}",
        "UBND",
        f"UBND {name}",
        "district",
        ("HUYEN",),
        aliases=(*spellings, *row.get("aliases", ())),
        gso_code=row["gso_code"],
        valid_to=date.fromisoformat(NO_DISTRICTS_AFTER),
    )


def _communes(districts: list[dict[str, Any]]) -> Iterator[Agency]:
    """Codes X<mã hành chính>: names are spelt in several ways and some occur twice."""
    of = {row["gso_code"]: row["code"] for row in districts}
    with (HERE / "don_vi_hanh_chinh_2023.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name = row["commune_name"]
            lower = name[0].lower() + name[1:]
            yield Agency(
                f"X{row['commune_code']}",
                f"Ủy ban nhân dân {lower}",
                "UBND",
                f"UBND {lower}",
                "commune",
                ("XA",),
                parent=of[row["district_code"]],
                expected=False,
                aliases=(name,),
                gso_code=row["commune_code"],
            )


if __name__ == "__main__":
    TARGET.write_bytes(registry_workbook(registry()))
