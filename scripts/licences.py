"""What comes along with the program when it is installed, with its licences: docs/licences.md, by scripts/docs.py."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import metadata, requires
from typing import Any

from packaging.requirements import Requirement

HEAD = """<!-- Tệp này do `make docs` sinh ra từ chương trình; không sửa bằng tay. -->

# Giấy phép của các thư viện đi kèm

cchc phát hành theo giấy phép MIT. Khi cài đặt (và trong bộ cài Windows) có thêm các thư viện dưới đây, kể cả thư viện mà
chúng cần. Tất cả cho phép dùng chung, phân phối lại cùng phần mềm MIT; thư viện LGPL, MPL dùng nguyên bản, không sửa.
Phông chữ Tinos, DejaVu và htmx: giấy phép nằm cạnh tệp trong `templates/`.

| thư viện | giấy phép |
|---|---|
"""
# Beginnings of licences under which a library may be shipped unchanged beside a program under MIT.
COMPATIBLE = ("MIT", "BSD", "Apache", "PSF", "Python Software Foundation", "ISC", "MPL", "Mozilla", "LGPL", "GNU Lesser",
              "GNU Library or Lesser", "HPND", "Unlicense", "CC0", "0BSD")  # fmt: skip
_UNSAID = {"huey": "MIT"}  # in its LICENSE file only


def page() -> str:
    return HEAD + "".join(f"| {name} | {'; '.join(licences(name))} |\n" for name in shipped())


def shipped() -> list[str]:
    """All that `pip install cchc` brings, by name."""
    found: set[str] = set()
    waiting = [("cchc", "")]
    while waiting:
        name, extra = waiting.pop()
        for requirement in map(Requirement, requires(name) or ()):
            applies = requirement.marker is None or requirement.marker.evaluate({"extra": extra})
            known = requirement.name.lower().replace("_", "-")
            if applies and known not in found:
                found.add(known)
                waiting += [(requirement.name, one) for one in ("", *requirement.extras)]
    return sorted(found)


def licences(name: str) -> list[str]:
    """As the library says; several are a choice."""
    told: Any = metadata(name)
    said = told.get("License-Expression") or ""
    classified = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    free = (told.get("License") or "").strip().split("\n")[0]
    return [said] if said else classified or ([free] if free else [_UNSAID.get(name, "?")])


def incompatible() -> Iterator[str]:
    """Libraries none of whose licences may stand beside MIT."""
    for name in shipped():
        if not any(one.startswith(COMPATIBLE) for said in licences(name) for one in said.split(" OR ")):
            yield f"{name}: {'; '.join(licences(name))}"
