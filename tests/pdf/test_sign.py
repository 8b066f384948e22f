"""Signed PDFs: valid to pyHanko and to poppler, still archival and accessible, changes noticed."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

from reporting.errors import SigningError
from reporting.pdf import render_pdfs
from reporting.pdf.faces import faces
from reporting.pdf.sign import VIETNAM, Appearance, SigningRequest, p12_signer, sign_pdf, signature_fields
from reporting.pdf.verify import PdfState, matches, read_certificates, read_state, state_findings
from reporting.profile import SignatureField
from tests.helpers.certificates import FIRST, PASSWORD, identity
from tests.helpers.documents import sample_document
from tests.helpers.pdfs import broken_rules, profile

MOMENT = datetime(2023, 3, 17, 9, 5, 6, tzinfo=VIETNAM)
PERSON, AGENCY, THIRD = "Nguyễn Văn Mẫu", "Ủy ban nhân dân tỉnh Mẫu", "Văn thư"
THREE_FIELDS = (*profile().fields, SignatureField("VanThu", "main", "signature", 30, 12, "Chữ ký số của văn thư"))


@cache
def files() -> dict[str, bytes]:
    return render_pdfs(sample_document(), profile(ready_fields=True, fields=THREE_FIELDS))


@cache
def signed_thrice() -> tuple[bytes, ...]:
    """The main text with one, two and three signatures, in another order than the fields'."""
    one = sign(files()["bao_cao.pdf"], "CoQuan", AGENCY, Appearance(image=picture("seal")), certify=True)
    two = sign(one, "NguoiKy", PERSON, Appearance(image=picture("hand")), minutes=1)
    return one, two, sign(two, "VanThu", THIRD, minutes=2)


def sign(
    pdf: bytes, field: str, who: str, look: Appearance = Appearance(), *, minutes: int = 0, certify: bool = False
) -> bytes:
    signer = p12_signer(identity(who).p12, PASSWORD)
    moment = MOMENT + timedelta(minutes=minutes)
    return sign_pdf(pdf, SigningRequest(field, moment, look, certify), signer, faces(profile()))


def picture(kind: str, mode: str = "RGBA") -> bytes:
    image = Image.new(mode, (400, 400), (0, 0, 0, 0) if mode == "RGBA" else "white")
    draw = ImageDraw.Draw(image)
    if kind == "seal":
        draw.ellipse((10, 10, 390, 390), outline="red", width=12)
    else:
        draw.line([(10, 300), (150, 50), (200, 350), (390, 100)], fill="blue", width=10)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def state(pdf: bytes, *, trusting: bool = True) -> PdfState:
    roots = read_certificates(identity(PERSON).authority) if trusting else ()
    return read_state("bao_cao.pdf", pdf, roots, MOMENT + timedelta(days=1))


@pytest.mark.engine("java", "qpdf")
def test_signed_files_stay_archival_and_accessible(tmp_path: Path) -> None:
    annex = sign(files()["phu_luc_1.pdf"], "CoQuan", AGENCY, Appearance(number="15/BC-UBND"))
    opaque = sign(files()["bao_cao.pdf"], "NguoiKy", PERSON, Appearance(image=picture("hand", "RGB")))
    paths = []
    for number, data in enumerate((*signed_thrice(), annex, opaque)):
        paths.append(tmp_path / f"{number}.pdf")
        paths[-1].write_bytes(data)
        subprocess.run(["qpdf", "--check", str(paths[-1])], check=True, capture_output=True)
    assert set(map(tuple, broken_rules(*paths).values())) == {()}


@pytest.mark.engine("pdfsig")
def test_poppler_and_pyhanko_agree_that_all_are_valid(tmp_path: Path) -> None:
    for number, data in enumerate(signed_thrice(), 1):
        path = tmp_path / "a.pdf"
        path.write_bytes(data)
        done = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False)
        assert done.stdout.count("Signature is Valid.") == number
        found = state(data)
        assert len(found.signatures) == number
        assert all(signature.intact and signature.trusted for signature in found.signatures)
        assert len(found.empty_fields) == 3 - number


def test_a_state_says_who_signed_when_and_what_came_after() -> None:
    found = state(signed_thrice()[2])
    assert [(s.field, s.signer, s.moment, s.since) for s in found.signatures] == [
        ("CoQuan", AGENCY, MOMENT, "signatures"),
        ("NguoiKy", PERSON, MOMENT + timedelta(minutes=1), "signatures"),
        ("VanThu", THIRD, MOMENT + timedelta(minutes=2), "untouched"),
    ]
    assert (found.conformance, found.empty_fields, list(state_findings(found))) == (("PDF/A-2a", "PDF/UA-1"), (), [])


@pytest.mark.parametrize("place", [0.02, 0.3, 0.6, 0.9])
def test_a_changed_byte_is_noticed(place: float) -> None:
    data = bytearray(signed_thrice()[0])
    at = int(len(files()["bao_cao.pdf"]) * place)
    data[at] ^= 1
    codes = {finding.code for finding in state_findings(state(bytes(data)))}
    assert codes & {"pdf-signature-broken", "pdf-unreadable"}


def test_a_change_appended_after_signing_is_noticed() -> None:
    from pyhanko.pdf_utils.generic import StreamObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(signed_thrice()[1]))
    first = writer.root["/Pages"]["/Kids"].raw_get(0)
    page = first.get_object()
    other = page["/Contents"].data.replace(b"BT", b"BT 9 0 0 9 50 50 Tm", 1)
    page["/Contents"] = writer.add_object(StreamObject(stream_data=other))
    writer.mark_update(first)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    found = state(out.getvalue())
    assert {signature.since for signature in found.signatures} == {"changed"}
    assert [finding.code for finding in state_findings(found)].count("pdf-changed-after-signing") == 2


def test_the_bytes_that_were_made_stay_at_the_head_of_a_signed_file() -> None:
    import hashlib

    made = files()["bao_cao.pdf"]
    digest = hashlib.sha256(made).hexdigest()
    for data in (made, *signed_thrice()):
        assert matches(data, len(made), digest)
    assert not matches(made[:-1], len(made), digest)
    assert not matches(b"x" + made, len(made), digest)


def test_trust_is_judged_only_against_given_roots() -> None:
    data = signed_thrice()[0]
    assert [s.trusted for s in state(data, trusting=False).signatures] == [None]
    late = read_state(
        "a.pdf", data, read_certificates(identity(PERSON).authority), datetime(2050, 1, 1, tzinfo=VIETNAM)
    )
    assert [s.trusted for s in late.signatures] == [False]
    assert [finding.code for finding in state_findings(late)].count("pdf-signer-untrusted") == 1


@pytest.mark.engine("pdftotext")
def test_an_annex_shows_number_and_time_in_times_new_roman_10() -> None:
    annex = sign(files()["phu_luc_1.pdf"], "CoQuan", AGENCY, Appearance(number="15/BC-UBND"))
    assert Appearance(number="15/BC-UBND").text(MOMENT).replace("\u00a0", " ") == (
        "Số: 15/BC-UBND; 17/03/2023; 09:05:06; +07:00"
    )
    with pikepdf.open(BytesIO(annex)) as document:
        drawing = document.Root.AcroForm.Fields[0].AP.N
        inner = next(iter(drawing.Resources.XObject.values()))
        assert b" 10 Tf" in inner.read_bytes()
    shown = subprocess.run(["pdftotext", "-l", "1", "-raw", "-", "-"], input=annex, capture_output=True, check=True)
    assert "15/BC-UBND; 17/03/2023;" in shown.stdout.decode().replace("\u00a0", " ")


def test_the_time_is_shown_in_vietnam_wherever_it_was_signed() -> None:
    utc = datetime(2023, 12, 31, 20, 0, 1, tzinfo=UTC)
    assert Appearance(number="1/BC").text(utc).endswith("01/01/2024; 03:00:01;\u00a0+07:00")


def test_fields_are_listed_with_what_they_are() -> None:
    listed = signature_fields(signed_thrice()[0])
    assert [(field.name, field.signed, field.stamp) for field in listed] == [
        ("NguoiKy", False, False), ("CoQuan", True, False), ("VanThu", False, False)
    ]  # fmt: skip
    assert [field.stamp for field in signature_fields(files()["phu_luc_1.pdf"])] == [True]


def test_what_stands_against_signing_is_said() -> None:
    made = files()["bao_cao.pdf"]
    with pytest.raises(SigningError, match=r"không có ô chữ ký 'Khac'[\s\S]*NguoiKy, CoQuan"):
        sign(made, "Khac", PERSON)
    with pytest.raises(SigningError, match="đã ký"):
        sign(signed_thrice()[0], "CoQuan", PERSON)
    with pytest.raises(SigningError, match="sai mật khẩu"):
        p12_signer(identity(PERSON).p12, "khác")
    with pytest.raises(SigningError, match="không phải PDF"):
        sign(b"%PDF-1.7 nothing", "CoQuan", PERSON)
    expired = p12_signer(identity("Hết hạn", FIRST, FIRST + timedelta(days=30)).p12, PASSWORD)
    with pytest.raises(SigningError, match=r"không có hiệu lực vào lúc ký \(17/03/2023\)"):
        sign_pdf(made, SigningRequest("NguoiKy", MOMENT), expired, faces(profile()))


def test_a_certified_file_takes_further_signatures_only() -> None:
    assert "/DocMDP" in str(pikepdf.open(BytesIO(signed_thrice()[0])).Root.Perms.keys())
    with pytest.raises(SigningError, match="không ký được"):
        sign(signed_thrice()[1], "VanThu", THIRD, certify=True)


def test_damaged_and_foreign_files_are_states_too() -> None:
    for data in (b"", b"%PDF-1.7\n%%EOF", signed_thrice()[0][:2000], b"PK\x03\x04"):
        found = state(data)
        assert not found.readable
        assert [finding.code for finding in state_findings(found)] == ["pdf-unreadable"]


def test_an_empty_field_is_a_note_or_an_error_as_asked() -> None:
    found = state(files()["phu_luc_1.pdf"])
    assert [finding.code for finding in state_findings(found)] == ["pdf-field-empty"]
    assert [finding.code for finding in state_findings(found, all_signed=True)] == ["pdf-field-unsigned"]


def test_what_a_file_no_longer_claims_is_said() -> None:
    plain = replace(state(files()["phu_luc_1.pdf"]), conformance=("PDF/A-2a",), empty_fields=())
    assert [finding.params for finding in state_findings(plain)] == [(("missing", "PDF/UA"),)]
    with pikepdf.new() as document:
        page = document.add_blank_page()
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=document.make_indirect(font)))
        out = BytesIO()
        document.save(out)
    codes = [finding.code for finding in state_findings(state(out.getvalue()))]
    assert codes == ["pdf-conformance-missing", "pdf-font-not-embedded"]
