"""Makes the returns of both sample periods, and the files beside them. All figures are invented.

    python -m sample_inputs.make.returns

`quy_1_2023` is complete and clean; `sau_thang_2023` is real life: see damage.py, which says file by
file what is wrong with it. One .xls and one .ods are saved by LibreOffice, as offices do.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping

from sample_inputs.make.compiler import compiler
from sample_inputs.make.damage import real_life
from sample_inputs.make.filled import FOLDERS, SAMPLES, file_name, filled_of, workbook, world
from sample_inputs.make.invent import World
from sample_inputs.make.register import register


def clean(place: World, turn: str) -> dict[str, bytes]:
    """File name → workbook: everybody, complete."""
    codes = [agency.code for agency in place.registry.expected()]
    return {file_name(code, turn): workbook(place, code, turn, filled_of(place, code, turn)) for code in codes}


def write(turn: str, files: Mapping[str, bytes]) -> None:
    folder = SAMPLES / FOLDERS[turn] / "bao_cao_nhan"
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def main() -> None:
    place = world()
    write("q1", clean(place, "q1"))
    write("m6", real_life(place))
    for turn, folder in FOLDERS.items():
        (SAMPLES / folder / "so_nhan_bao_cao.xlsx").write_bytes(register(place, turn))
        (SAMPLES / folder / "phan_tong_hop.xlsx").write_bytes(compiler(folder))


if __name__ == "__main__":
    main()
