"""kiem_tra.html: everything is on the page, nothing comes from outside, the script only hides and shows."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import cssselect2  # type: ignore[import-untyped]
import pytest
from lxml import html

from reporting.completeness import Completeness, Decision, fingerprint
from reporting.findings import finding
from reporting.html.check_page import check_page
from tests.conftest import engine
from tests.helpers.checking import checked
from tests.helpers.full import FULL
from tests.helpers.small import CAMPAIGN

SNV, STP, SKHDT, HDAKHA = FULL
HALF = replace(STP, received=date(2023, 3, 20), answers=STP.answers[:2])


def result(*decisions: Decision) -> Completeness:
    told = finding("file-damaged", subject="x.xlsx", reason="<b>nén</b>")
    return checked(SNV, HALF, SKHDT, decisions=decisions, findings=(told,))


def page(completeness: Completeness | None = None) -> str:
    return check_page(completeness or result(), CAMPAIGN)


def find(node: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """Elements by CSS selector, in document order."""
    return [found.etree_element for found in cssselect2.ElementWrapper.from_html_root(node).query_all(selector)]


def words(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def test_the_matrix_links_every_cell_to_its_agency() -> None:
    tree = html.fromstring(page())
    lines = [[words(cell) for cell in row] for row in find(tree, ".matrix tbody tr")]
    assert lines[1] == ["Sở Tư pháp", "Trễ hạn", "2/2", "0/2", "0/1", "2/5", "40%", "3", "1"]
    targets = {link.get("href") for link in find(tree, ".matrix a")}
    assert targets == {f"#{box.get('id')}" for box in find(tree, "details.agency")}


def test_every_finding_and_every_owed_cell_is_on_the_page() -> None:
    whole = result()
    tree = html.fromstring(page(whole))
    assert len(find(tree, ".finding")) == len(whole.findings)
    text = words(tree)
    assert all(" ".join(found.wrong.split()) in text for found in whole.findings)
    assert len(find(tree, ".rows tbody tr")) == sum(len(state.cells) for state in whole.agencies)


def test_a_decision_says_who_when_and_why() -> None:
    found = next(f for f in result().findings if f.code == "return-missing")
    made = Decision(
        found.key, True, "", "Trần Văn A", date(2023, 7, 1), "Đã giải thể", fingerprint=fingerprint(found, "Q1-2023")
    )
    tree = html.fromstring(page(result(made)))
    (told,) = find(tree, ".finding.decided")
    assert "Quyết định của Trần Văn A, 01/7/2023: Đã giải thể" in words(told)


def test_nothing_comes_from_outside_and_nothing_of_a_return_becomes_markup() -> None:
    text = page()
    tree = html.fromstring(text)
    assert not find(tree, "link, img, iframe, script[src], [style]")
    assert not re.search(r"https?://|@import|url\(", text)
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
    assert "<b>nén</b>" not in text and "&lt;b&gt;nén&lt;/b&gt;" in text


def test_without_the_script_the_tools_are_not_shown_and_all_else_is() -> None:
    tree = html.fromstring(page())
    hidden = {node.get("class") or node.get("id") for node in find(tree, "[hidden]")}
    assert hidden == {"tools", "partial", "none"}


def test_headings_labels_and_language_for_those_who_listen() -> None:
    tree = html.fromstring(page())
    assert tree.get("lang") == "vi"
    assert len(find(tree, "h1")) == 1
    assert all(field.getparent().tag == "label" for field in find(tree, "input, select"))
    assert all(cell.get("scope") for cell in find(tree, "th"))
    ids = [node.get("id") for node in find(tree, "[id]")]
    assert len(ids) == len(set(ids))


def test_the_same_check_gives_the_same_page() -> None:
    assert page() == page()


# ── in a browser ─────────────────────────────────────────────────────────────────────────────────


def browsed(folder: Path, script: str, *options: str) -> html.HtmlElement:
    """The page in headless Chromium after a script of the test has used it as a person would."""
    path = folder / "kiem_tra.html"
    path.write_text(page().replace("</body>", f"<script>{script}</script></body>"), "utf-8")
    program = engine("chromium")
    assert program
    flags = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}", *options)
    command = [program, *flags, "--virtual-time-budget=2000", "--dump-dom", path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return html.fromstring(done.stdout)


def visible(tree: html.HtmlElement) -> list[str]:
    return [box.get("id") for box in find(tree, "details.agency") if box.get("hidden") is None]


SET = """
const set = (id, value) => {
  const field = document.getElementById(id);
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
"""


@pytest.mark.engine("chromium")
@pytest.mark.parametrize(
    ("script", "shown"),
    [
        ("", ["a-SNV", "a-STP", "a-SKHDT", "a-HDAKHA"]),
        ("set('filter', 'missing')", ["a-HDAKHA"]),
        ("set('filter', 'late')", ["a-STP"]),
        ("set('state', 'silent')", ["a-STP", "a-HDAKHA"]),
        ("set('search', 'so tu phap')", ["a-STP"]),
        ("set('search', 'II.1.02')", ["a-STP"]),
        ("set('search', 'không có gì như thế')", []),
        ("set('filter', 'late'); document.getElementById('clear').click()", ["a-SNV", "a-STP", "a-SKHDT", "a-HDAKHA"]),
        (
            "set('filter', 'late'); document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))",
            ["a-SNV", "a-STP", "a-SKHDT", "a-HDAKHA"],
        ),
    ],
)
def test_filters_and_search_show_the_agencies_they_name(script: str, shown: list[str], tmp_path: Path) -> None:
    tree = browsed(tmp_path, SET + script)
    assert visible(tree) == shown
    assert words(find(tree, "#count")[0]) == f"{len(shown)}/4 cơ quan"
    assert (find(tree, "#none")[0].get("hidden") is None) is (not shown)


@pytest.mark.engine("chromium")
def test_a_cell_of_the_matrix_opens_its_agency_at_that_part(tmp_path: Path) -> None:
    click = "document.querySelector('tr[data-agency=STP] a[data-part=II]').click()"
    tree = browsed(tmp_path, click)
    (opened,) = [box for box in find(tree, "details.agency") if box.get("open") is not None]
    assert opened.get("id") == "a-STP"
    rows = [row for row in find(opened, ".rows tbody tr") if row.get("hidden") is None]
    assert [words(find(row, ".code")[0]) for row in rows] == ["II.1.01", "II.1.02"]
    assert find(opened, ".partial")[0].get("hidden") is None


@pytest.mark.engine("chromium")
def test_it_fits_a_phone(tmp_path: Path) -> None:
    """Only the matrix scrolls sideways, never the page."""
    measure = "document.body.dataset.over = document.documentElement.scrollWidth - window.innerWidth"
    tree = browsed(tmp_path, measure, "--window-size=400,800")
    assert int(find(tree, "body")[0].get("data-over")) <= 0
