"""Verifying what others sign and change: harmless changes are none, shadow attacks are seen, poppler agrees."""

from __future__ import annotations

import hashlib
import subprocess
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic as untyped
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, fields, timestamps
from pyhanko.sign.signers import SimpleSigner
from pyhanko.stamp import StaticStampStyle, TextStampStyle

from reporting.pdf.bundle import file_findings, listed_files
from reporting.pdf.signatures import read_certificates
from reporting.pdf.verify import PdfState, SignatureVerdict, read_state, state_findings
from tests.helpers.certificates import PASSWORD, identity
from tests.helpers.documents import sample_document
from tests.helpers.hybrid import hybrid
from tests.helpers.pdfs import broken_rules, made, profile

WHO = "Nguyễn Văn Mẫu"
generic: Any = untyped
name = generic.pdf_name


@dataclass(frozen=True)
class Mark:
    """A field of a program's own, as offices' programs draw them."""

    name: str
    page: int
    box: tuple[int, int, int, int]


PERSON = Mark("Signature1", -1, (300, 300, 573, 365))
SEAL = Mark("Signature2", -1, (290, 290, 389, 389))
NUMBER = Mark("Signature3", 0, (130, 725, 328, 754))
DAY = Mark("Signature4", 0, (380, 725, 425, 754))


@cache
def plain() -> bytes:
    return made(sample_document(), profile())["bao_cao.pdf"]


def signer(who: str = WHO, bits: int = 2048) -> Any:
    return SimpleSigner.load_pkcs12_data(identity(who, bits=bits).p12, other_certs=[], passphrase=PASSWORD.encode())


def sign(
    pdf: bytes, mark: Mark, digest: str = "sha1", permission: int = 0, bits: int = 2048, drawn: bool = True
) -> bytes:
    """As those programs do: a field of their own, CAdES, the signer's certificate only. `drawn`: with a word in a
    font that is not embedded, as careless ones do; else nothing that PDF/A forbids."""
    bare = signer(bits=bits)
    bare = SimpleSigner(bare.signing_cert, bare.signing_key, cert_registry=type(bare.cert_registry)())
    metadata = PdfSignatureMetadata(
        mark.name,
        md_algorithm=digest,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=bool(permission),
        docmdp_permissions=fields.MDPPerm(permission or 2),
    )
    spec = fields.SigFieldSpec(mark.name, on_page=mark.page, box=mark.box)
    look = (
        TextStampStyle(stamp_text="x", border_width=0)
        if drawn
        else StaticStampStyle(background=RawContent(b""), border_width=0)
    )
    out = PdfSigner(metadata, bare, stamp_style=look, new_field_spec=spec).sign_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    )
    return bytes(out.getvalue())


@cache
def signed() -> bytes:
    return sign(plain(), PERSON)


@cache
def signed_by_all() -> bytes:
    data = signed()
    for mark in (SEAL, NUMBER, DAY):
        data = sign(data, mark, "sha256")
    return data


def state(pdf: bytes) -> PdfState:
    return read_state("bao_cao.pdf", pdf, read_certificates(identity(WHO).authority))


def verdicts(pdf: bytes) -> list[SignatureVerdict]:
    return [signature.verdict for signature in state(pdf).signatures]


def errors(pdf: bytes) -> set[str]:
    return {found.code for found in state_findings(state(pdf)) if found.severity.value == "error"}


def test_signed_as_offices_do_every_signature_is_valid() -> None:
    found = state(signed_by_all())
    assert [(s.verdict, s.since, s.trusted, s.hash_name) for s in found.signatures] == [
        (SignatureVerdict.VALID, "signatures", True, "sha1"),
        (SignatureVerdict.VALID, "signatures", True, "sha256"),
        (SignatureVerdict.VALID, "signatures", True, "sha256"),
        (SignatureVerdict.VALID, "untouched", True, "sha256"),
    ]
    assert errors(signed_by_all()) == set()
    assert "pdf-signature-sha1" in {found.code for found in state_findings(found)}


@pytest.mark.long
@pytest.mark.engine("java", "pdfsig")
def test_eight_signatures_in_one_second_leave_the_file_archival_accessible_and_valid(tmp_path: Path) -> None:
    """A person, the agency's seal, number, day, and four stamps of a route, RSA 2048 and 3072, SHA-1 and SHA-256."""
    data = plain()
    for number in range(8):
        mark = (PERSON, SEAL, NUMBER, DAY)[number % 4]
        moved = Mark(f"Ky{number}", mark.page, tuple(edge - 3 * (number // 4) for edge in mark.box))  # type: ignore[arg-type]
        data = sign(data, moved, ("sha1", "sha256")[number % 2], bits=(2048, 3072)[number // 4], drawn=False)
    assert verdicts(data) == [SignatureVerdict.VALID] * 8
    assert errors(data) == set()
    file = tmp_path / "bao_cao.pdf"
    file.write_bytes(data)
    told = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature is Valid") == 8
    assert broken_rules(file, flavours="2a") == {("bao_cao.pdf", "2a"): []}
    # what a program's own field lacks for PDF/UA, a name for readers and a tag, is not ours to add after signing
    told_ua = {rule.split(" ")[0] for rule in broken_rules(file, flavours="ua1")["bao_cao.pdf", "ua1"]}
    assert told_ua <= {"7.18.1-3", "7.18.4-1"}
    with pikepdf.open(BytesIO(data)) as signed_file, pikepdf.open(BytesIO(plain())) as before:
        assert len(signed_file.Root.StructTreeRoot.K) == len(before.Root.StructTreeRoot.K)


@pytest.mark.engine("pdfsig")
def test_a_hybrid_file_is_read_and_its_signature_judged_as_poppler_does(tmp_path: Path) -> None:
    assert state(hybrid()).readable
    data = sign(hybrid(), Mark("Signature1", 0, (10, 10, 60, 40)), "sha256")
    assert [(one.verdict, one.since) for one in state(data).signatures] == [(SignatureVerdict.VALID, "untouched")]
    file = tmp_path / "lai.pdf"
    file.write_bytes(data)
    told = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in told


def test_a_document_time_stamp_is_a_signature_too() -> None:
    stamper = timestamps.DummyTimeStamper(
        signer("Cấp dấu thời gian").signing_cert, signer("Cấp dấu thời gian").signing_key
    )
    from pyhanko.sign.signers import PdfTimeStamper

    out = PdfTimeStamper(stamper).timestamp_pdf(IncrementalPdfFileWriter(BytesIO(signed())), "sha256")
    found = state(out.getvalue())
    assert [s.verdict for s in found.signatures] == [SignatureVerdict.VALID, SignatureVerdict.VALID]
    assert found.signatures[1].stamped is not None


def test_a_field_added_to_a_certified_file_is_no_change() -> None:
    certified = sign(plain(), PERSON, permission=2)
    assert verdicts(sign(certified, NUMBER)) == [SignatureVerdict.VALID] * 2


# ── what changes nothing that is seen ────────────────────────────────────────────────────────────


def changed(pdf: bytes, edit: Any) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    edit(writer)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def page(writer: Any, number: int = 0) -> Any:
    reference = writer.find_page_for_modification(number)[0]
    writer.mark_update(reference)
    return reference.get_object()


def rounded_box(writer: Any) -> None:
    page(writer)["/MediaBox"] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))


def fonts_of_the_form(writer: Any) -> None:
    form = writer.root["/AcroForm"]
    font = generic.DictionaryObject({name("/Type"): name("/Font"), name("/BaseFont"): name("/Helvetica")})
    form["/DR"] = generic.DictionaryObject({name("/Font"): generic.DictionaryObject({name("/Helv"): font})})
    writer.update_container(form)


def metadata(writer: Any) -> None:
    writer.set_info(generic.DictionaryObject({name("/Producer"): generic.pdf_string("khác")}))


@pytest.mark.parametrize("edit", [rounded_box, fonts_of_the_form, metadata])
def test_what_draws_nothing_is_no_change(edit: Any) -> None:
    data = changed(signed(), edit)
    assert verdicts(data) == [SignatureVerdict.VALID]
    assert errors(data) == set()


# ── shadow attacks ───────────────────────────────────────────────────────────────────────────────


def hide(writer: Any) -> None:
    page(writer)["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b""))


def cover(writer: Any) -> None:
    """A picture over the page, as an annotation that is no signature."""
    box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
    form = generic.StreamObject(
        {name("/Subtype"): name("/Form"), name("/BBox"): box}, stream_data=b"1 g 0 0 595 842 re f"
    )
    look = generic.DictionaryObject({name("/N"): writer.add_object(form)})
    note = generic.DictionaryObject({name("/Subtype"): name("/Stamp"), name("/Rect"): box, name("/AP"): look})
    target = page(writer)
    target["/Annots"] = generic.ArrayObject([*target.get("/Annots", ()), writer.add_object(note)])


def cover_as_empty_field(writer: Any) -> None:
    cover(writer)
    note = page(writer)["/Annots"][-1]
    note.update({name("/Subtype"): name("/Widget"), name("/FT"): name("/Sig"), name("/T"): generic.pdf_string("X")})


def other_font(writer: Any) -> None:
    fonts = page(writer)["/Resources"]["/Font"]
    first = next(iter(fonts))
    fonts[first] = generic.DictionaryObject({name("/Type"): name("/Font"), name("/Subtype"): name("/Type1")})
    writer.update_container(fonts)


def other_catalog(writer: Any) -> None:
    """Hide and replace: the signed tree of pages stays in the file, the catalog shows another."""
    empty = generic.DictionaryObject({name("/Type"): name("/Pages"), name("/Count"): generic.NumberObject(1)})
    tree = writer.add_object(empty)
    box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
    only = generic.DictionaryObject({name("/Type"): name("/Page"), name("/Parent"): tree, name("/MediaBox"): box})
    empty["/Kids"] = generic.ArrayObject([writer.add_object(only)])
    writer.root["/Pages"] = tree
    writer.update_root()


def script(writer: Any) -> None:
    action = generic.DictionaryObject({name("/S"): name("/JavaScript"), name("/JS"): generic.pdf_string("x")})
    writer.root["/OpenAction"] = action
    writer.update_root()


SHADOWS = [hide, cover, cover_as_empty_field, other_font, other_catalog, script]


@pytest.mark.parametrize("edit", SHADOWS)
def test_a_shadow_attack_is_not_called_valid(edit: Any) -> None:
    data = changed(signed_by_all(), edit)
    assert set(verdicts(data)) == {SignatureVerdict.INVALID}
    assert "pdf-changed-after-signing" in errors(data)


def test_a_change_names_its_page() -> None:
    data = changed(signed(), lambda writer: page(writer, 1).update({name("/Rotate"): generic.NumberObject(90)}))
    assert state(data).signatures[0].changed_pages == (2,)


def test_saved_again_whole_is_named() -> None:
    """What an arrival stamp does: the file written anew, the signature's bytes no longer where it says."""
    with pikepdf.open(BytesIO(signed())) as document:
        out = BytesIO()
        document.save(out)
    assert errors(out.getvalue()) == {"pdf-saved-again"}
    assert verdicts(out.getvalue()) == [SignatureVerdict.INVALID]


def test_a_file_of_ours_may_have_grown_by_signatures_and_nothing_else() -> None:
    rows = [{"file": "a.pdf", "size": len(plain()), "sha256": hashlib.sha256(plain()).hexdigest()}]
    listed = listed_files({"outputs": rows}, "manifest.json")

    def codes(data: bytes) -> list[str]:
        assert data.startswith(plain())
        return [found.code for found in file_findings(listed, lambda name: data)]

    assert codes(plain()) == codes(signed()) == codes(signed_by_all()) == []
    grown = (plain() + b"\n% x\n", *(changed(plain(), edit) for edit in (cover, hide, metadata, rounded_box)))
    assert [codes(data) for data in grown] == [["pdf-hash-differs"]] * 5
    assert codes(sign(changed(plain(), cover), PERSON)) == ["pdf-hash-differs"]


# ── poppler ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.engine("pdfsig")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    places=st.lists(st.floats(0, 0.999), max_size=2),
    edits=st.lists(st.sampled_from([rounded_box, hide, metadata]), max_size=3),
)
def test_the_signed_bytes_are_judged_as_poppler_judges_them(
    places: list[float], edits: list[Any], tmp_path: Path
) -> None:
    data = signed_by_all()
    for edit in edits:
        data = changed(data, edit)
    broken = bytearray(data)
    for place in places:
        broken[int(len(broken) * place)] ^= 1
    path = tmp_path / "a.pdf"
    path.write_bytes(bytes(broken))
    told = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, check=False).stdout.decode(
        errors="replace"
    )
    ours = state(bytes(broken)).signatures
    intact, valid = sum(one.intact for one in ours), told.count("Signature is Valid.")
    if not places:
        assert (len(ours), intact) == (told.count("Signature #"), valid)
    elif len(ours) == told.count("Signature #"):  # a byte of the form may be hit: each reader mends it its own way
        assert intact <= valid  # we may doubt more: a byte of a signature's own attributes
    if not places and hide in edits:
        assert not any(one.verdict is SignatureVerdict.VALID for one in ours)


# ── what is no fault of a file ───────────────────────────────────────────────────────────────────


def test_bytes_before_the_head_and_wrong_metadata_leave_a_file_readable() -> None:
    assert state(b"x" * 21 + plain()).pages == 2
    with pikepdf.open(BytesIO(plain())) as document:
        document.Root.Metadata = document.make_stream(b"<x:xmpmeta <<<")
        out = BytesIO()
        document.save(out)
    assert state(out.getvalue()).readable


def test_a_file_with_a_password_is_not_called_broken() -> None:
    with pikepdf.open(BytesIO(plain())) as document:
        out = BytesIO()
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert [found.code for found in state_findings(state(out.getvalue()))] == ["pdf-locked"]


def test_a_signature_of_another_make_is_unjudged_not_wrong() -> None:
    data = signed().replace(b"/ETSI.CAdES.detached", b"/adbe.x509.rsa_sha1 ")
    assert verdicts(data) == [SignatureVerdict.UNKNOWN]
    assert errors(data) == set()
