"""cchc sign: one signature into an empty field of a PDF, drawn as NĐ 30/2020 wants it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reporting.pdf.faces import Face
    from reporting.pdf.sign import FieldState, Signer

PROFILE = "nd30-2020"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="sign")
@click.argument("file", metavar="TỆP.pdf", type=_FILE)
@click.option("--field", default="", metavar="TÊN", help="Ô chữ ký; bỏ trống khi tệp chỉ còn một ô trống.")
@click.option("--p12", type=_FILE, help="Tệp chứng thư số có khóa (.p12, .pfx).")
@click.option(
    "--password-file", type=_FILE, help="Tệp chứa mật khẩu (hoặc mã PIN); không có thì hỏi, hoặc lấy từ CCHC_PASSWORD."
)
@click.option("--pkcs11", default="", metavar="THƯ_VIỆN", help="Trình điều khiển PKCS#11 của thiết bị ký số.")
@click.option("--token", default="", metavar="TÊN", help="Tên (nhãn) thiết bị ký số.")
@click.option("--cert", default="", metavar="TÊN", help="Nhãn chứng thư số trong thiết bị.")
@click.option("--image", type=_FILE, help="Ảnh chữ ký hoặc dấu (.png nền trong suốt).")
@click.option("--number", default="", metavar="SỐ", help="Số, ký hiệu văn bản, hiện cùng thời gian ký trên phụ lục.")
@click.option("--certify", is_flag=True, help="Chữ ký đầu tiên, sau đó chỉ được ký thêm (DocMDP).")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Tệp kết quả; mặc định ghi vào chính tệp đã cho.")
def command(
    file: Path,
    field: str,
    p12: Path | None,
    password_file: Path | None,
    pkcs11: str,
    token: str,
    cert: str,
    image: Path | None,
    number: str,
    certify: bool,
    output: Path | None,
) -> None:
    """Ký số một ô chữ ký của tệp PDF (PAdES), giữ PDF/A và PDF/UA.

    Người có thẩm quyền, cơ quan trên văn bản chính: ảnh (--image). Cơ quan trên phụ lục: chỉ có chữ
    "Số: …; ngày/tháng/năm; giờ:phút:giây +07:00" (--number). Chưa kiểm chứng với phần mềm ký số của
    Ban Cơ yếu Chính phủ.
    """
    from reporting.pdf.sign import VIETNAM, Appearance, SigningRequest, sign_pdf
    from reporting.store.output_folder import put

    pdf = file.read_bytes()
    chosen = _field(pdf, field, file.name)
    drawn = _appearance_data(chosen, image, number)
    with _signer(p12, pkcs11, token, cert, password_file) as signer:
        now = datetime.now(VIETNAM)  # noqa: TID251 - a signature says when it was made
        signing = SigningRequest(chosen.name, now, Appearance(*drawn), certify)
        signed = sign_pdf(pdf, signing, signer, _faces())
    target = output or file
    put(target.parent, {target.name: signed})
    click.echo(f"Đã ký ô '{chosen.name}' của {file.name} → {target.name} ({now:%d/%m/%Y %H:%M:%S} +07:00).", err=True)


def _field(pdf: bytes, name: str, where: str) -> FieldState:
    """The named field, or the only empty one."""
    from reporting.errors import SigningError
    from reporting.pdf.sign import signature_fields

    fields = signature_fields(pdf)
    if name:
        found = next((field for field in fields if field.name == name), None)
    else:
        empty = [field for field in fields if not field.signed]
        found = empty[0] if len(empty) == 1 else None
    if found is None:
        names = ", ".join(field.name for field in fields if not field.signed)
        wrong = f"không có ô chữ ký '{name}'" if name else "cần nêu ô chữ ký"
        none = "Đặt ready_fields = true trong hồ sơ kiểu trình bày rồi lập lại tệp: khi đó tệp có sẵn các ô chữ ký."
        action = "Nêu tên ô bằng --field." if fields else none
        raise SigningError(wrong, where=where, accepted=names or "tệp không có ô chữ ký trống", action=action)
    return found


def _appearance_data(field: FieldState, image: Path | None, number: str) -> tuple[bytes, str | None]:
    from reporting.errors import SigningError

    if field.stamp and not number:
        raise SigningError(
            f"ô '{field.name}' trên phụ lục hiện số, ký hiệu văn bản và thời gian ký",
            where="--number",
            accepted="ví dụ --number 15/BC-UBND",
        )
    if field.stamp and image is not None:
        raise SigningError(
            "chữ ký số của cơ quan trên phụ lục không hiện hình ảnh (NĐ 30/2020, Phụ lục I, Mục II.8)", where="--image"
        )
    data = image.read_bytes() if image else b""
    if data and not data.startswith(b"\x89PNG\r\n\x1a\n"):
        raise SigningError(
            "ảnh chữ ký không phải PNG", where=image.name if image else "", accepted=".png nền trong suốt"
        )
    return data, number or None


@contextmanager
def _signer(p12: Path | None, library: str, token: str, cert: str, password_file: Path | None) -> Iterator[Signer]:
    from reporting.errors import SigningError
    from reporting.pdf.sign import p12_signer, token_signer

    if bool(p12) == bool(library):
        raise SigningError("cần nêu một nguồn khóa để ký", accepted="--p12 TỆP hoặc --pkcs11 THƯ_VIỆN")
    password = _password(password_file, "Mật khẩu của tệp chứng thư số" if p12 else "Mã PIN của thiết bị ký số")
    if p12:
        yield p12_signer(p12.read_bytes(), password)
    else:
        with token_signer(library, token, password, cert) as signer:
            yield signer


def _password(file: Path | None, question: str) -> str:
    import os

    if file is not None:
        from reporting.commands.passwords import passwords_in

        return next(iter(passwords_in(file)), "")
    known = os.environ.get("CCHC_PASSWORD")
    return known if known is not None else str(click.prompt(question, hide_input=True, err=True))


def _faces() -> tuple[Face, ...]:
    from reporting.pdf.faces import faces
    from reporting.profile import parse_profile
    from reporting.store.files import template_data

    data, where = template_data("profiles", PROFILE, Path())
    return faces(parse_profile(data, where))
