"""A plan's PDF with a text layer: paragraphs, two columns, tables over pages, footnotes, refusals."""

from __future__ import annotations

from functools import lru_cache

import pytest
import weasyprint

from reporting.commands.plan_import import load_rules
from reporting.errors import PlanError
from reporting.pdf.plan_source import read_plan_pdf
from reporting.plan_import.importer import import_plan
from reporting.plan_import.source import SourceDocument
from tests.plan_import.reading import listing

STYLE = """
@page { size: A4; margin: 20mm 20mm 20mm 30mm; @top-center { content: counter(page); font-size: 13pt } }
@page :first { @top-center { content: none } }
body { font: 14pt Tinos, 'Times New Roman', serif; text-align: justify }
p { text-indent: 1.27cm; margin: 6pt 0 0 0 } .f { display: flex; font-size: 13pt; text-align: center }
.f div { width: 50% } .f p { text-indent: 0; margin: 0 } h3 { text-align: center; margin: 6pt 0 }
table.t { border-collapse: collapse; width: 100%; font-size: 12pt } .t td { border: 0.5pt solid; padding: 2pt }
sup { font-size: 8pt } .n { font-size: 10pt; text-indent: 0 } .n sup { font-size: 6pt } .r p { text-align: left; font-size: 11pt }
"""
LONG = "tiếp tục nâng cao chất lượng công tác xây dựng, ban hành văn bản quy phạm pháp luật, bảo đảm tính đồng bộ"
ROWS = "".join(
    f"<tr><td>{n}</td><td>Nhiệm vụ thứ {n} về kiểm tra, rà soát văn bản</td><td>Sở Tư pháp</td><td>Các sở, ban, ngành</td><td>Quý II/2025</td></tr>"
    for n in range(1, 31)
)
HTML = f"""<html><style>{STYLE}</style><body>
<div class=f><div><p>ỦY BAN NHÂN DÂN</p><p>TỈNH HẢI BÌNH</p><p>Số: 45/KH-UBND</p></div>
<div><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Độc lập - Tự do - Hạnh phúc</p><p><i>Hải Bình, ngày 06 tháng 01 năm 2025</i></p></div></div>
<h3>KẾ HOẠCH</h3><h3>Cải cách hành chính nhà nước tỉnh Hải Bình năm 2025</h3>
<p><i>Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương trình tổng thể;</i></p>
<p><b>I. CHỈ TIÊU CỤ THỂ</b></p>
<p>- Tối thiểu 85% hồ sơ thủ tục hành chính của các cơ quan, đơn vị trên địa bàn tỉnh được giải quyết trực tuyến<sup>1</sup>.</p>
<p><i>* Các sở, ban ngành, Ủy ban nhân dân cấp xã triển khai; Văn phòng Ủy ban nhân dân tỉnh theo dõi, đôn đốc.</i></p>
<p><b>II. NHIỆM VỤ</b></p><p><b>1. Cải cách thể chế</b></p>
{"".join(f"<p>- Việc {n}: {LONG}, {LONG}.</p>" for n in range(1, 8))}
<div style="position:absolute;bottom:0"><p class=n><sup>1</sup> Quy định tại Nghị định số 118/2025/NĐ-CP của Chính phủ.</p></div>
<div class=f style="text-align:left;margin-top:12pt"><div class=r><p><b><i>Nơi nhận:</i></b></p><p>- Bộ Nội vụ;</p><p>- Lưu: VT.</p></div>
<div><p>TM. ỦY BAN NHÂN DÂN</p><p>CHỦ TỊCH</p><br><br><p>Lê Văn Mẫu</p></div></div>
<h3 style="break-before: page">PHỤ LỤC</h3><h3>NHIỆM VỤ NĂM 2025</h3>
<table class=t><thead><tr><td>STT</td><td>Nhiệm vụ</td><td>Cơ quan chủ trì</td><td>Cơ quan phối hợp</td><td>Thời gian</td></tr></thead>
<tr><td colspan=5><b>I. CẢI CÁCH THỂ CHẾ</b></td></tr>{ROWS}</table>
</body></html>"""


@lru_cache
def source() -> SourceDocument:
    return read_plan_pdf(weasyprint.HTML(string=HTML).write_pdf(), "ke_hoach.pdf")


def test_the_plan_of_a_pdf() -> None:
    found = import_plan(source(), load_rules())
    plan = found.plan
    assert (plan.number, plan.symbol, str(plan.day), plan.place) == ("45", "KH-UBND", "2025-01-06", "Hải Bình")
    assert plan.issuer == "Ủy ban nhân dân tỉnh Hải Bình"
    assert plan.recipients == ("Bộ Nội vụ", "Lưu: VT")
    assert plan.signing == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Mẫu")
    assert listing(plan.items[:1]) == "I.01 | implement SBN XA · monitor VPUB"
    assert plan.items[0].text.endswith("được giải quyết trực tuyến.")
    assert plan.items[0].footnote == "Quy định tại Nghị định số 118/2025/NĐ-CP của Chính phủ."


def test_whole_paragraphs_across_pages() -> None:
    plan = import_plan(source(), load_rules()).plan
    tasks = [i.text for i in plan.items if i.section == "II.1"]
    assert tasks == [f"Việc {n}: {LONG}, {LONG}." for n in range(1, 8)]


def test_a_table_over_several_pages_with_its_heading_repeated() -> None:
    plan = import_plan(source(), load_rules()).plan
    rows = [i for i in plan.items if i.section == "PL.I"]
    assert [i.code for i in rows] == [f"PL.I.{n:02}" for n in range(1, 31)]
    assert listing(tuple(rows[29:])) == "PL.I.30 | lead STP · coordinate SBN | 2025-06-30"


def test_a_scan_without_text_is_refused() -> None:
    data = weasyprint.HTML(
        string="<html><body><div style='width:5cm;height:5cm;background:red'></div></body></html>"
    ).write_pdf()
    with pytest.raises(PlanError, match="không có chữ"):
        import_plan(read_plan_pdf(data, "scan.pdf"), load_rules())


@pytest.mark.parametrize("data", [b"%PDF-1.7 damaged", b""])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(PlanError, match="không mở được tệp PDF"):
        read_plan_pdf(data, "x.pdf")
