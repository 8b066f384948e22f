"""Step 7: artifacts into a folder, whole or not at all, and never over what a person wrote.

`.cchc/da_ghi.json` remembers the SHA-256 of every file as it was written. A file that is not so any
more, or that we never wrote, is a person's: it is taken over by the caller, written beside, or the
run stops before anything is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath

from reporting.errors import OutputError
from reporting.store.files import file_sha256, sha256
from reporting.store.manifest import listed_outputs
from reporting.store.swap import KEPT, OWN_FOLDER, locked, swap

RECORD = f"{OWN_FOLDER}/da_ghi.json"
_SHOWN = 8


def write_all(
    folder: Path,
    artifacts: Mapping[str, bytes],
    stale: Callable[[], tuple[str, ...]] = tuple,
    *,
    taken: Mapping[str, str] | None = None,
    beside: bool | None = None,
) -> dict[str, str]:
    """Put `artifacts` (names relative to `folder`) in place; `stale` names of an earlier set go away
    (asked for when no other run can change the folder any more).

    `taken`: files that a person changed and whose work is in the new ones, with the SHA-256 that was read; as they
    were they stay in `.cchc/giu_lai`. Other changed files raise OutputError, or with `beside` keep their place: what
    was to take it goes beside (None: the command offers no such choice). Returns those names, old → beside.
    """
    _check_usable(folder)
    with locked(folder):
        return _write(folder, artifacts, stale(), taken or {}, beside)


def _write(
    folder: Path, artifacts: Mapping[str, bytes], stale: tuple[str, ...], taken: Mapping[str, str], beside: bool | None
) -> dict[str, str]:
    ours = _own_record(folder)
    record = _listed(folder) | ours
    changed = {name for name in (*artifacts, *stale) if is_changed(folder, name, record)}
    taken_over = {name for name in changed if name in artifacts and taken.get(name) == _digest(folder / name)}
    theirs = [n for n in artifacts if n in changed - taken_over and _digest(folder / n) != sha256(artifacts[n])]
    if theirs and not beside:
        raise _would_overwrite(folder, theirs, offered=beside is not None)
    moved = _names_beside(folder, theirs, record)
    placed = {moved.get(name, name): data for name, data in artifacts.items()}
    # a manifest may be anybody's: what it alone lists is not taken away
    gone = tuple(name for name in stale if name in ours and name not in placed and name not in changed)
    kept = {_kept_name(name, (folder / name).read_bytes()): (folder / name).read_bytes() for name in taken_over}
    digests = {name: digest for name, digest in record.items() if name not in gone}
    digests |= {name: sha256(data) for name, data in placed.items()}
    swap(folder, placed | kept | {RECORD: _record(digests)}, gone)
    return moved


def recorded(folder: Path) -> dict[str, str]:
    """Files as our runs wrote them, name → SHA-256: the record, and before there was one the manifests."""
    return _listed(folder) | _own_record(folder)


def _listed(folder: Path) -> dict[str, str]:
    """What the manifests of a folder and of those in it list."""
    return {name: digest for place in (folder, *_subfolders(folder)) for name, digest in listed_outputs(place).items()}


def _own_record(folder: Path) -> dict[str, str]:
    try:
        data = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return {str(name): str(digest) for name, digest in data.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def is_changed(folder: Path, name: str, record: Mapping[str, str]) -> bool:
    """Whether a file stands there that is not as our last run wrote it."""
    path = folder / name
    return path.is_file() and record.get(name) != _digest(path) and PurePosixPath(name).name != "manifest.json"


def put(folder: Path, artifacts: Mapping[str, bytes]) -> None:
    """The files in their places, whole or not at all, whatever stands there: for a place that the user named."""
    _check_usable(folder)
    with locked(folder):
        swap(folder, artifacts)


def _would_overwrite(folder: Path, names: Iterable[str], *, offered: bool) -> OutputError:
    shown = sorted(names)
    shut = [name for name in shown if not _digest(folder / name)]
    if shut:
        return OutputError(
            f"không mở được tệp {', '.join(shut[:_SHOWN])} để xem có người sửa không; chưa ghi gì vào thư mục",
            where=folder.as_posix(),
            action="Đóng tệp đang mở trong Word, Excel hoặc trình đọc PDF rồi chạy lại.",
        )
    more = f" và {len(shown) - _SHOWN} tệp khác" if len(shown) > _SHOWN else ""
    return OutputError(
        f"không ghi đè tệp có người sửa: {', '.join(shown[:_SHOWN])}{more}. Tệp không còn như lần chương trình ghi, "
        "hoặc không do chương trình ghi; chưa ghi gì vào thư mục",
        where=folder.as_posix(),
        accepted="tệp còn nguyên như lần chạy trước, hoặc thư mục chưa có tệp trùng tên",
        action="Chuyển tệp ấy đi nơi khác, hoặc ghi vào thư mục khác (-o)"
        + (", hoặc thêm --beside để ghi bản mới bên cạnh." if offered else "."),
    )


def _names_beside(folder: Path, names: Iterable[str], record: Mapping[str, str]) -> dict[str, str]:
    """`bao_cao.docx` → `bao_cao_moi.docx`, or with a number where a person has changed that one too."""
    found = {}
    for name in names:
        path = PurePosixPath(name)
        tries = (path.with_name(f"{path.stem}_moi{n}{path.suffix}").as_posix() for n in ("", *range(2, 1000)))
        found[name] = next(one for one in tries if not is_changed(folder, one, record))
    return found


def _kept_name(name: str, data: bytes) -> str:
    path = PurePosixPath(name)
    return (PurePosixPath(KEPT) / path.with_name(f"{path.stem}_{sha256(data)[:8]}{path.suffix}")).as_posix()


def _record(digests: Mapping[str, str]) -> bytes:
    return (json.dumps(dict(sorted(digests.items())), ensure_ascii=False, indent=1) + "\n").encode()


def _digest(path: Path) -> str:
    try:
        return file_sha256(path)
    except OSError:
        return ""  # open elsewhere: nobody can say that it is ours


def _subfolders(folder: Path) -> tuple[Path, ...]:
    return tuple(path for path in sorted(folder.iterdir()) if path.is_dir()) if folder.is_dir() else ()


def _check_usable(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise OutputError("nơi ghi kết quả là một tệp", where=folder.as_posix(), accepted="một thư mục")
