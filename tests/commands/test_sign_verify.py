"""cchc sign and cchc verify on a small report."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reporting.commands import sign, verify
from reporting.commands.door import HELP
from reporting.errors import OutputError, SigningError
from reporting.pdf import render_pdfs
from reporting.store.manifest import manifest
from tests.helpers.certificates import PASSWORD, identity
from tests.helpers.documents import sample_document
from tests.helpers.pdfs import profile

SOFTHSM = tuple(Path(p, "softhsm", "libsofthsm2.so") for p in ("/usr/lib", "/usr/lib64", "/usr/local/lib"))
WHO = "Ủy ban nhân dân tỉnh Mẫu"


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return render_pdfs(sample_document(), profile(ready_fields=True))


@pytest.fixture
def folder(made: dict[str, bytes], tmp_path: Path) -> Path:
    """An output folder: the report, its manifest; beside it keys and certificates."""
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "manifest.json").write_bytes(manifest("thu", "g", False, {}, made))
    keys = tmp_path / "khoa"
    keys.mkdir()
    (keys / "k.p12").write_bytes(identity(WHO).p12)
    (keys / "goc.pem").write_bytes(identity(WHO).authority)
    (keys / "mat_khau.txt").write_text(PASSWORD + "\n", encoding="utf-8")
    return tmp_path


def signing(folder: Path, name: str, *options: str) -> Result:
    keys = folder / "khoa"
    given = [str(folder / name), "--p12", str(keys / "k.p12"), "--password-file", str(keys / "mat_khau.txt"), *options]
    return CliRunner().invoke(sign.command, given, standalone_mode=False, help_option_names=HELP)


def verifying(*arguments: object) -> Result:
    return CliRunner().invoke(
        verify.command, [str(a) for a in arguments], standalone_mode=False, help_option_names=HELP
    )


def test_the_whole_set_signed_and_verified(folder: Path) -> None:
    assert verifying(folder).return_value == 0
    assert verifying(folder, "--signed").return_value == 1
    for name, options in (
        ("bao_cao.pdf", ("--field", "NguoiKy")),
        ("bao_cao.pdf", ()),
        ("phu_luc_1.pdf", ("--number", "15/BC-UBND")),
        ("phu_luc_2.pdf", ("--number", "15/BC-UBND")),
    ):
        result = signing(folder, name, *options)
        assert result.exception is None, result.exception
        assert "Đã ký ô" in result.stderr
    result = verifying(folder, "--signed", "--trust", folder / "khoa" / "goc.pem")
    assert result.return_value == 0, result.stdout
    assert result.stdout.count("đã xác nhận chứng thư") == 4
    assert "sau đó chỉ ký thêm" in result.stdout
    assert result.stderr == ""


def test_verify_names_what_is_missing_or_changed(folder: Path) -> None:
    (folder / "phu_luc_2.pdf").unlink()
    data = bytearray((folder / "phu_luc_1.pdf").read_bytes())
    data[-100] ^= 1
    (folder / "phu_luc_1.pdf").write_bytes(data)
    result = verifying(folder, "--format", "json")
    codes = {(f["finding"], f["subject"]) for f in json.loads(result.stdout)["findings"]}
    assert result.return_value == 1
    assert {
        ("pdf-missing", "phu_luc_2.pdf"),
        ("pdf-annex-missing", "phu_luc_2.pdf"),
        ("pdf-hash-differs", "phu_luc_1.pdf"),
    } <= codes


def test_a_pdf_that_the_manifest_does_not_list_is_named(folder: Path, made: dict[str, bytes]) -> None:
    """An annex added by hand; but not a signed copy under another name, nor the check's page."""
    (folder / "kiem_tra.pdf").write_bytes(made["phu_luc_1.pdf"][:-1])
    (folder / "bao_cao_signed.pdf").write_bytes(made["bao_cao.pdf"] + b"\n")
    assert verifying(folder).return_value == 0
    (folder / "phu_luc_9.pdf").write_bytes(made["phu_luc_1.pdf"][:-1])
    result = verifying(folder, "--format", "json")
    assert result.return_value == 1
    assert "phu_luc_9.pdf" in result.stdout
    assert "pdf-not-listed" in result.stdout


def test_one_file_is_compared_with_the_manifest_beside_it(folder: Path) -> None:
    path = folder / "bao_cao.pdf"
    assert verifying(path).return_value == 0
    (folder / "phu_luc_1.pdf").replace(path)
    result = verifying(path)
    assert result.return_value == 1
    assert "Lỗi: bao_cao.pdf: nội dung không khớp mã SHA-256" in result.stdout


def test_json_says_what_was_found(folder: Path) -> None:
    signing(folder, "phu_luc_1.pdf", "--number", "15/BC-UBND")
    data = json.loads(verifying(folder / "phu_luc_1.pdf", "--format", "json").stdout)
    [file] = data["files"]
    assert (file["conformance"], file["empty_fields"]) == (["PDF/A-2a", "PDF/UA-1"], [])
    [signature] = file["signatures"]
    assert (signature["signer"], signature["intact"], signature["since"], signature["trusted"]) == (
        WHO,
        True,
        "untouched",
        None,
    )
    assert data["findings"] == []


def test_the_signed_file_may_go_elsewhere(folder: Path, made: dict[str, bytes]) -> None:
    signing(folder, "bao_cao.pdf", "--field", "NguoiKy", "-o", str(folder / "da_ky" / "a.pdf"))
    assert (folder / "bao_cao.pdf").read_bytes() == made["bao_cao.pdf"]
    assert (folder / "da_ky" / "a.pdf").read_bytes().startswith(made["bao_cao.pdf"])


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("bao_cao.pdf", (), "cần nêu ô chữ ký"),
        ("bao_cao.pdf", ("--field", "Khac"), "không có ô chữ ký 'Khac'"),
        ("phu_luc_1.pdf", (), "hiện số, ký hiệu văn bản và thời gian ký"),
        ("phu_luc_1.pdf", ("--number", "1/BC", "--image", "khoa/mat_khau.txt"), "không hiện hình ảnh"),
        ("bao_cao.pdf", ("--field", "CoQuan", "--image", "khoa/mat_khau.txt"), "không phải PNG"),
        ("bao_cao.pdf", ("--field", "CoQuan", "--pkcs11", "x.so"), "cần nêu một nguồn khóa"),
        ("khoa/k.p12", ("--field", "CoQuan"), "không phải PDF"),
    ],
)
def test_what_stands_against_signing_is_said(
    folder: Path, name: str, options: tuple[str, ...], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    before = (folder / name).read_bytes()
    result = signing(folder, name, *options)
    assert isinstance(result.exception, SigningError)
    assert message in str(result.exception)
    assert (folder / name).read_bytes() == before


def test_a_token_that_is_not_there_is_said(folder: Path) -> None:
    pytest.importorskip("pkcs11")
    given = [str(folder / "phu_luc_1.pdf"), "--number", "1/BC", "--pkcs11", "khong_co.so", "--token", "T"]
    result = CliRunner().invoke(sign.command, given, standalone_mode=False, help_option_names=HELP, input="1234\n")
    assert isinstance(result.exception, SigningError)
    assert "thiết bị ký số không dùng được" in str(result.exception)


@pytest.mark.engine("softhsm2")
def test_a_key_on_a_token_signs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = token_with_key(folder / "khoa", monkeypatch)

    def with_token(*options: str) -> Result:
        given = [str(folder / "bao_cao.pdf"), "--field", "CoQuan", "--pkcs11", library, "--token", "CCHC", *options]
        return CliRunner().invoke(sign.command, given, standalone_mode=False, help_option_names=HELP)

    monkeypatch.setenv("CCHC_PASSWORD", "5678")
    unknown = with_token("--cert", "khong_co")
    assert isinstance(unknown.exception, SigningError)
    assert with_token("--cert", "ky").exception is None
    result = verifying(folder / "bao_cao.pdf", "--trust", folder / "khoa" / "goc.pem")
    assert f"Ô CoQuan: {WHO} ký" in result.stdout
    assert "đã xác nhận chứng thư" in result.stdout
    monkeypatch.setenv("CCHC_PASSWORD", "0000")
    assert isinstance(with_token("--cert", "ky").exception, SigningError)


def token_with_key(keys: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A software token CCHC (PIN 5678) with the key and certificate `ky`; returns its library."""
    import pkcs11
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
    from pkcs11.util.rsa import decode_rsa_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    (keys / "the").mkdir()
    (keys / "softhsm2.conf").write_text(f"directories.tokendir = {keys / 'the'}\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(keys / "softhsm2.conf"))
    command = ["softhsm2-util", "--init-token", "--free", "--label", "CCHC", "--so-pin", "1234", "--pin", "5678"]
    subprocess.run(command, check=True, capture_output=True)
    library = next(str(path) for path in SOFTHSM if path.is_file())
    key, certificate, _ = pkcs12.load_key_and_certificates(identity(WHO).p12, PASSWORD.encode())
    assert key is not None and certificate is not None
    private = decode_rsa_private_key(key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()))
    public = decode_x509_certificate(certificate.public_bytes(Encoding.DER))
    with pkcs11.lib(library).get_token(token_label="CCHC").open(user_pin="5678", rw=True) as session:
        for thing in (private, public):
            thing |= {pkcs11.Attribute.LABEL: "ky", pkcs11.Attribute.ID: b"1", pkcs11.Attribute.TOKEN: True}
            session.create_object(thing)
    return library


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    assert isinstance(verifying(tmp_path).exception, OutputError)
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    assert isinstance(verifying(tmp_path).exception, OutputError)
