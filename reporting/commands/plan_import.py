"""cchc plan import: the plan's own document → the plan workbook, ready for an officer's look."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reporting.agencies import Registry
    from reporting.plan_import.importer import Imported
    from reporting.plan_import.questions import QuestionAnswer
    from reporting.plan_import.rules import ImportRules
    from reporting.plan_import.source import SourceDocument

_LARGEST = 60_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONVERTED = (".doc", ".odt", ".rtf", ".wps")  # what LibreOffice is asked to read where the bytes do not tell
_ACCEPTED = ".docx, .txt, .pdf có lớp chữ; .doc, .odt, .rtf khi máy có LibreOffice"


@click.command(name="import")
@click.argument("document", metavar="KE_HOACH.docx", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("plan.xlsx"), show_default=True,
    help="Tệp kế hoạch sẽ ghi.",
)  # fmt: skip
@click.option(
    "--registry", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Danh mục đơn vị (don_vi.xlsx). Không có thì chương trình đề xuất từ tên trong kế hoạch.",
)  # fmt: skip
@click.option(
    "--registry-output", type=click.Path(dir_okay=False, path_type=Path),
    help="Ghi danh mục đơn vị được đề xuất ra tệp này.",
)  # fmt: skip
@click.option(
    "--answers", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Câu trả lời cho các câu hỏi của lần nhập trước: chính tệp kế hoạch đã ghi (trang 'Cần xem'), hoặc bảng .xlsx, "
    ".csv có cột 'Câu hỏi' và 'Trả lời'.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Ghi đè tệp kế hoạch đã có.")
@click.option("--verbose", is_flag=True, help="In cả các ghi nhận, không chỉ phần chưa hiểu.")
def command(
    document: Path, output: Path, registry: Path | None, registry_output: Path | None, answers: Path | None, force: bool,
    verbose: bool,
) -> int:  # fmt: skip
    """Đọc chính văn bản kế hoạch (.docx, .txt, PDF có chữ) thành tệp kế hoạch plan.xlsx.

    Trang "Cần xem" của tệp liệt kê câu hỏi, phần chưa hiểu, phần đề xuất và phần nhận ra, kèm dòng trong văn bản. Trả
    lời câu hỏi ở cột "Trả lời" của trang ấy rồi nhập lại với --answers: mỗi câu giải quyết mọi mục ghi cạnh nó.

    Mã thoát 1 khi kết quả có lỗi phải sửa trước khi dùng.
    """
    from reporting.findings import errors_of
    from reporting.plan_import.importer import import_plan
    from reporting.store.files import replace_file

    for target in filter(None, (output, registry_output)):
        refuse_overwriting(target, force)
    imported = import_plan(read_document(document), load_rules(), _registry(registry), _answers(answers))
    imported, data = _read_back(imported)
    replace_file(output, data)
    if registry_output is not None:
        from reporting.excel.registry_workbook import registry_workbook

        replace_file(registry_output, registry_workbook(imported.registry))
    _report(imported, output, verbose)
    return 1 if errors_of(imported.findings) else 0


def _answers(path: Path | None) -> tuple[QuestionAnswer, ...]:
    from reporting.excel.plan_answers import read_answers

    return read_answers(path) if path is not None else ()


def _read_back(imported: Imported) -> tuple[Imported, bytes]:
    """The workbook, and the import with what the workbook loses when it is read again."""
    from dataclasses import replace

    from reporting.errors import CchcError
    from reporting.excel.plan_review import imported_workbook
    from reporting.excel.read import read_bytes
    from reporting.findings import errors_of, finding
    from reporting.parse.plan_workbook import parse_plan
    from reporting.plan_import.review import review_rows

    data = imported_workbook(imported.plan, imported.registry, review_rows(imported))
    grid, problems = read_bytes(data, "plan.xlsx")
    try:
        plan, found = parse_plan(grid, imported.registry) if grid is not None else (imported.plan, problems)
    except CchcError as problem:  # a fact without which no plan is read, as the year
        lost = [problem.message]
    else:
        lost = [f.message() for f in errors_of(found)]
        if len(plan.items) != len(imported.plan.items):
            lost.append(f"{len(plan.items)} mục trong {len(imported.plan.items)} mục")
    if not lost:
        return imported, data
    told = (*imported.findings, *(finding("import-not-read-back", subject=text[:80], text=text) for text in lost))
    imported = replace(imported, findings=told)
    return imported, imported_workbook(imported.plan, imported.registry, review_rows(imported))


def load_rules() -> ImportRules:
    """The rules that ship in templates/plan_import/."""
    from reporting.errors import TemplateError
    from reporting.plan_import.rules import PARTS, parse_rules
    from reporting.resources import resource
    from reporting.store.files import read_toml

    return parse_rules({part: read_toml(resource("plan_import", f"{part}.toml"), TemplateError) for part in PARTS})


def read_document(path: Path) -> SourceDocument:
    """The source document, by the file's ending and its first bytes, read in a process of its own. PlanError names
    what is accepted."""
    from reporting.apart import called_apart
    from reporting.errors import PlanError
    from reporting.file_kind import Kind, opened, sniff

    size = path.stat().st_size
    if size > _LARGEST:
        raise PlanError("tệp quá lớn", where=path.name, accepted=f"dưới {_LARGEST // 1_000_000} MB")
    data = path.read_bytes()
    kind, ending = sniff(data, opened(data)), path.suffix.lower()
    if kind.workbook and kind is not Kind.LOCKED:
        raise PlanError(
            "đây là bảng tính Excel, không phải văn bản kế hoạch", where=path.name, accepted=_ACCEPTED,
            action="Tệp kế hoạch plan.xlsx có sẵn thì dùng ngay trong job.toml, không cần nhập; “cchc plan show” để xem.",
        )  # fmt: skip
    unsure = kind in (Kind.TORN, Kind.OLE, Kind.UNKNOWN, Kind.XML)
    if kind is Kind.PDF:
        from reporting.pdf.plan_source import read_plan_pdf as reader
    elif kind in (Kind.DOC, Kind.ODT, Kind.RTF) or (unsure and ending in _CONVERTED):
        from reporting.word.office import as_docx
        from reporting.word.plan_source import read_plan_docx as reader

        data = as_docx(data, path.name, ending if unsure else f".{kind.value}")
    elif kind in (Kind.DOCX, Kind.LOCKED) or data.startswith(b"PK"):
        from reporting.word.plan_source import read_plan_docx as reader
    elif ending in (".txt", ".md", ".text", "") and (b"\x00" not in data[:4000] or data[:2] in _UTF16):
        from reporting.store.plan_text import read_plan_text as reader
    else:
        raise PlanError("không đọc được loại tệp này", where=path.name, accepted=_ACCEPTED)
    return called_apart(reader, data, path.name, name=path.name, error=PlanError)


def _registry(path: Path | None) -> Registry | None:
    from reporting.errors import RegistryError
    from reporting.excel.needed import read_needed
    from reporting.parse.registry_workbook import parse_registry

    return parse_registry(read_needed(path, path.name, RegistryError)) if path is not None else None


def refuse_overwriting(path: Path, force: bool) -> None:
    from reporting.errors import OutputError

    if path.exists() and not force:
        raise OutputError(
            "tệp đã có, không ghi đè", where=path.name, action="Đặt tên khác với -o, hoặc thêm --force nếu chắc chắn."
        )


def _report(imported: Imported, output: Path, verbose: bool) -> None:
    """The summary on stdout; what was not understood (with --verbose everything) on stderr."""
    from reporting.codes import Severity
    from reporting.findings import ordered
    from reporting.plan import ItemKind

    plan = imported.plan
    counts = ", ".join(f"{len(plan.of_kind(kind))} {kind.label.lower()}" for kind in ItemKind if plan.of_kind(kind))
    roles = [a for item in plan.items for a in item.assignments]
    proposed = sum(a.proposed for a in roles)
    measures = sum(len(item.measures) for item in plan.items)
    unclear = [f for f in imported.findings if f.severity is not Severity.NOTE]
    click.echo(f"{plan.type_name} {plan.title}".strip())
    click.echo(
        f"Đã nhập {len(plan.items)} mục: {counts}; {len(roles)} vai trò ({proposed} đề xuất), {measures} phép đo."
    )
    click.echo(f"Đề xuất sửa {len(plan.corrections)} lỗi quét, gõ; {len(unclear)} chỗ cần xem lại.")
    if imported.registry_proposed:
        click.echo(f"Chưa có danh mục đơn vị: đề xuất {len(imported.registry.agencies)} cơ quan từ tên trong kế hoạch.")
    asked = [q for q in imported.questions if not q.settled]
    if answered := len(imported.questions) - len(asked):
        click.echo(f"Đã dùng {answered} câu trả lời.")
    if asked:
        settled = len({code for q in asked for code in q.items})
        click.echo(
            f"{len(asked)} câu hỏi ở đầu trang 'Cần xem', giải quyết {settled} mục: trả lời rồi nhập lại với --answers."
        )
    click.echo(f"Đã ghi {output.as_posix()}; xem trang 'Cần xem' trước khi dùng.")
    for found in ordered(imported.findings):
        if verbose or found.severity is not Severity.NOTE:
            click.echo(f"{found.severity.label}: {found.message()}", err=True)
