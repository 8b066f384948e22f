"""Templates that officers edit: checked by paragraph before use, and used as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reporting.codes import Severity
from reporting.errors import TemplateError
from reporting.findings import Finding
from reporting.resources import resource
from reporting.word.fields import FIELDS
from reporting.word.markup import DECLARATIONS, NAMESPACES
from reporting.word.package import DOCUMENT, SETTINGS, STYLES, add_part, read_package, write_package
from reporting.word.render import render_docx
from reporting.word.styles import style_ids
from reporting.word.template_check import check_template
from tests.helpers.documents import sample_document
from tests.helpers.word import W, body, expected, nd30, parts, texts

PROFILE = nd30()
OURS = resource("word", "bao_cao.docx").read_bytes()
NAME = "mau_tinh.docx"
R = f"{{{NAMESPACES['r']}}}"


def edited(*changes: tuple[str, str], part: str = DOCUMENT) -> bytes:
    """Our template with pieces of its XML exchanged, as an editor would leave it."""
    package = read_package(OURS, NAME)
    xml = package[part].decode()
    for old, new in changes:
        assert old in xml, old
        xml = xml.replace(old, new, 1)
    package[part] = xml.encode()
    return write_package(package)


def codes(data: bytes) -> list[str]:
    return [f.code for f in check_template(data, NAME, PROFILE)]


def only(data: bytes) -> Finding:
    errors = [f for f in check_template(data, NAME, PROFILE) if f.severity is Severity.ERROR]
    assert len(errors) == 1, errors
    return errors[0]


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_our_own_templates_are_clean() -> None:
    assert check_template(OURS, NAME, PROFILE) == ()
    assert check_template(resource("word", "cong_van.docx").read_bytes(), "cong_van.docx", PROFILE) == ()


def test_a_misspelt_field_is_named_with_its_paragraph_and_the_right_one() -> None:
    found = only(edited(("{{ trich_yeu }}", "{{ trich_yeuu }}")))
    assert found.code == "template-field-unknown"
    assert found.location.paragraph > 1
    assert "trich_yeu'" in found.message()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("{{ ten_loai }}", "{{ ten_loai }"), "template-tag-open"),
        (("{{ ten_loai }}", "ten_loai }}"), "template-tag-open"),
        (("{%p endfor %}", ""), "template-tag-syntax"),
        (("{%p endif %}", "{%p endfor %}"), "template-tag-syntax"),
        (("{{ ten_loai }}", "{{ ten loai }}"), "template-tag-syntax"),
        (("{%p if noi_gui %}", "Chữ thừa {%p if noi_gui %}"), "template-tag-with-text"),
        (("{{p than_bai }}", ""), "template-body-missing"),
        (("{{p than_bai }}", "{{ than_bai }}"), "template-body-misplaced"),
        (("{{ nguoi_ky }}", "{{ nguoi_ky.__class__ }}"), "template-tag-unsafe"),
        (("{{ nguoi_ky }}", "{{ quyen_han }}"), "template-list-as-text"),
    ],
)
def test_faults_are_found_one_by_one_and_the_template_is_refused(change: tuple[str, str], code: str) -> None:
    data = edited(change)
    found = [f for f in check_template(data, NAME, PROFILE) if f.severity is Severity.ERROR]
    assert code in {f.code for f in found}
    with pytest.raises(TemplateError):
        render_docx(sample_document(), PROFILE, data)


def test_a_refusal_names_the_paragraph() -> None:
    with pytest.raises(TemplateError, match=r"đoạn \d+"):
        render_docx(sample_document(), PROFILE, edited(("{{ ten_loai }}", "{{ ten_lo }}")))


def test_a_tag_cut_by_a_tracked_change_or_a_comment_is_an_error() -> None:
    inserted = '<w:ins w:id="9" w:author="A">' + run("oai }}") + "</w:ins>"
    change = edited((run("{{ ten_loai }}"), run("{{ ten_l") + inserted))
    assert "template-tag-in-change" in codes(change)
    comment = edited((run("{{ ten_loai }}"), run("{{ ten_") + '<w:commentRangeStart w:id="1"/>' + run("loai }}")))
    assert "template-tag-in-change" in codes(comment)


def test_a_tracked_change_beside_the_tags_is_a_warning() -> None:
    data = edited((run("Nơi nhận:"), '<w:ins w:id="9" w:author="A">' + run("Nơi nhận:") + "</w:ins>"))
    assert codes(data) == ["template-changes-left"]


def test_a_tag_split_over_runs_by_word_is_no_fault() -> None:
    data = edited((run("{{ ten_loai }}"), run("{{ ten_") + '<w:proofErr w:type="spellStart"/>' + run("loai }}")))
    assert check_template(data, NAME, PROFILE) == ()
    assert texts(render_docx(sample_document(), PROFILE, data)) == texts(render_docx(sample_document(), PROFILE))


def test_a_field_that_is_not_printed_is_a_warning() -> None:
    data = edited(("{{ dia_danh_ngay_thang }}", "Mẫu, ngày    tháng    năm 2023"))
    assert codes(data) == ["template-field-unused"]


def test_a_missing_style_is_a_warning_and_is_added() -> None:
    package = read_package(OURS, NAME)
    style = re.search(rb'<w:style [^>]*w:styleId="CCHCKhoan".*?</w:style>', package[STYLES], re.DOTALL)
    assert style
    package[STYLES] = package[STYLES].replace(style[0], b"")
    data = write_package(package)
    assert codes(data) == ["template-style-missing"]
    assert b'w:styleId="CCHCKhoan"' in parts(render_docx(sample_document(), PROFILE, data))[STYLES]


def test_a_province_s_own_looks_hold() -> None:
    old = '<w:name w:val="CCHC Mục"/>'
    data = edited((old, f'{old}<w:aliases w:val="Muc tinh"/>'), part=STYLES)
    docx = render_docx(sample_document(), PROFILE, data)
    assert b'w:val="Muc tinh"' in parts(docx)[STYLES]
    assert texts(docx) == texts(render_docx(sample_document(), PROFILE))


def test_traces_of_whoever_edited_the_template_stay_out_of_the_report() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    package = read_package(OURS, NAME)
    package["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{kind}" Target="file:///C:/Users/nguyenvana/Mau.dotx" TargetMode="External"/></Relationships>'
    ).encode()
    attached = f'<w:attachedTemplate xmlns:r="{NAMESPACES["r"]}" r:id="rId1"/><w:defaultTabStop'.encode()
    package[SETTINGS] = package[SETTINGS].replace(b"<w:defaultTabStop", attached, 1)
    files = parts(render_docx(sample_document(), PROFILE, write_package(package)))
    assert not any(b"nguyenvana" in content or b"attachedTemplate" in content for content in files.values())


def test_a_template_s_footer_stays_on_the_main_text_and_off_the_annexes() -> None:
    package = read_package(OURS, NAME)
    words = f"<w:p>{run('Số 1 đường Mẫu')}</w:p>"
    footer = f"<w:ftr {DECLARATIONS}>{words}</w:ftr>".encode()
    id = add_part(package, "word/footer1.xml", footer, "footer")
    reference = f'<w:footerReference w:type="first" r:id="{id}"/><w:type '.encode()
    package[DOCUMENT] = package[DOCUMENT].replace(b"<w:type ", reference, 1)
    docx = render_docx(sample_document(), PROFILE, write_package(package))
    sections = [
        [e.get(f"{R}id") for e in section.iter(f"{W}footerReference")] for section in body(docx).iter(f"{W}sectPr")
    ]
    assert sections[0] == [id]
    assert len(sections[1]) == len(sections[2]) == 2 and id not in sections[1]
    assert "Số 1 đường Mẫu".encode() in parts(docx)["word/footer1.xml"]


def test_an_own_template_with_words_of_its_own_still_says_everything() -> None:
    data = edited(("Nơi nhận:", "Nơi nhận (gửi qua Trục liên thông):"))
    found = texts(render_docx(sample_document(), PROFILE, data))
    assert set(expected(sample_document())) - set(found) == {"Nơi nhận:"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"\0" * 600])
def test_what_is_no_docx_is_refused(data: bytes) -> None:
    with pytest.raises(TemplateError, match="docx"):
        render_docx(sample_document(), PROFILE, data)


def test_messages_show_tags_as_they_are_typed() -> None:
    (found,) = (f for f in check_template(edited(("{{p than_bai }}", "")), NAME, PROFILE) if "body" in f.code)
    assert "{{p than_bai }}" in found.message()
    listed = only(edited(("{{ nguoi_ky }}", "{{ quyen_han }}")))
    assert "{%p for dong in quyen_han %}" in listed.accepted


def test_the_guide_lists_every_field_and_every_style() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "mau_word.md").read_text(encoding="utf-8")
    assert [name for name, meaning in FIELDS.items() if name not in guide or meaning not in guide] == []
    listed = {name.strip() for line in guide.splitlines() for name in re.findall(r"CCHC [^,|]*(?=[,|])", line)}
    assert set(style_ids(PROFILE).values()) <= listed
