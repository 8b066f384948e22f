"""HTML → pages → PDF through WeasyPrint. Content reaches no network and no file but the fonts named."""

from __future__ import annotations

import ctypes.util
import gc
import logging
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from reporting.document import Document, Part
from reporting.errors import EngineError, TemplateError
from reporting.pdf.engine import Box, Stamp, Typeset, TypesetSource
from reporting.pdf.faces import Face
from reporting.pdf.weasy_markup import (
    IMAGE_ADDRESS,
    SIGNATURE_ANCHOR,
    family_list,
    markup,
    stamp_markup,
    with_tall_rows,
)
from reporting.profile import Profile
from reporting.resources import resource

if TYPE_CHECKING:
    import pikepdf
    import weasyprint

PX_TO_PT = 0.75
_PAPER = "@page { size: A4 landscape; margin: 12mm; @bottom-right { content: counter(page) '/' counter(pages) } }\n"
# Layout makes millions of long-lived boxes; collecting less often saves a fifth of the time.
GC_THRESHOLDS = (100_000, 50, 50)


class WeasyPrintEngine:
    """HTML and CSS; keeps tables over page ends in one tag, and rows higher than a page under their headings."""

    libraries: tuple[str, ...] = ("weasyprint", "pydyf", "tinycss2", "fonttools")
    in_processes = True

    def source(self, document: Document, part: Part, profile: Profile, first_page: int) -> TypesetSource:
        return markup(document, part, profile, first_page)

    def typeset(self, source: TypesetSource, archive_part: int) -> Typeset:
        """Rows are kept whole, but those higher than a page, which would lose the table's repeated
        heading if they were (they are found in a first layout)."""
        pages = lay_out(source)
        tall = split_rows(pages)
        if tall:
            pages = lay_out(with_tall_rows(source, tall))
        return write(pages, source)

    def tidy(self, document: pikepdf.Pdf) -> None:
        """Done before the file was written (weasy_tags.py)."""

    def picture(self, stamp: Stamp) -> bytes:
        source = stamp_markup(stamp)
        pages = lay_out(source, {IMAGE_ADDRESS: stamp.image} if stamp.image else {})
        with _complaints_raised():
            data: bytes | None = pages.write_pdf(pdf_variant="pdf/a-2u")
        assert data is not None
        refuse_strange_fonts(pages, source)
        return data


def lay_out(source: TypesetSource, images: Mapping[str, bytes] = MappingProxyType({})) -> weasyprint.Document:
    """The laid-out pages; TemplateError when the engine complains (a template is wrong)."""
    _check_engine()
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    fetcher = fetcher_of({**font_files(source.faces), **images})
    with _complaints_raised(), _patient_collector():
        css = weasyprint.CSS(string=source.style, font_config=fonts, url_fetcher=fetcher)
        html = weasyprint.HTML(string=source.text, url_fetcher=fetcher)
        return html.render(font_config=fonts, stylesheets=[css])


def page_as_pdf(html: str, faces: Iterable[Face]) -> bytes:
    """A page of ours that people print from the browser, on A4 across, in the fonts of the report; EngineError where
    Pango is missing. Not archival: nobody signs it."""
    _check_engine()
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    faces, fonts = tuple(faces), FontConfiguration()
    fetcher = fetcher_of(font_files(faces))
    named = "".join(
        f'@font-face {{ font-family: "{face.family}"; src: url("{face.url}"); font-weight: {face.weight}; '
        f"font-style: {face.style} }}\n"
        for face in faces
    )
    style = f"{named}{_PAPER}* {{ font-family: {family_list(faces)} !important }}"
    with _patient_collector():
        css = weasyprint.CSS(string=style, font_config=fonts, url_fetcher=fetcher)
        page = weasyprint.HTML(string=html, url_fetcher=fetcher).render(font_config=fonts, stylesheets=[css])
        data: bytes | None = page.write_pdf()
    assert data is not None
    return data


def _check_engine() -> None:
    try:
        with _libraries_by_exact_name():
            import weasyprint  # noqa: F401 - opens Pango
    except (ImportError, OSError) as problem:
        raise EngineError(
            "thiếu thư viện Pango, cần để lập PDF bằng WeasyPrint",
            accepted="Pango 1.44 trở lên",
            action="Dùng bộ dàn trang mặc định, typst, không cần Pango. Muốn dùng WeasyPrint: Debian, Ubuntu: apt install "
            "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; Windows: cài MSYS2, chạy pacman -S "
            "mingw-w64-x86_64-pango.",
        ) from problem


@contextmanager
def _libraries_by_exact_name() -> Iterator[None]:
    """WeasyPrint tries other systems' names first, and on Linux each wrong one starts ldconfig and a compiler:
    a quarter of a second. `libpango-1.0.so.0` is found without them."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


def write(pages: weasyprint.Document, source: TypesetSource) -> Typeset:
    """PDF/A-2a with a cleaned tag tree; not compressed, since it is rewritten once more."""
    from reporting.pdf.weasy_tags import tidy_tags

    with _complaints_raised(), _patient_collector():
        data = pages.write_pdf(pdf_variant="pdf/a-2a", uncompressed_pdf=True, finisher=tidy_tags)
    assert data is not None
    refuse_strange_fonts(pages, source)
    return Typeset(data, dict(_anchors(pages)).get(SIGNATURE_ANCHOR))


def refuse_strange_fonts(pages: weasyprint.Document, source: TypesetSource) -> None:
    """A font of this machine never slips in: its letters would look different elsewhere."""
    strange = sorted({font.family for font in pages.fonts.values()} - {face.family for face in source.faces})
    if strange:
        raise TemplateError(
            f"phông chữ ngoài hồ sơ kiểu trình bày bị đưa vào PDF: {', '.join(strange)}",
            where="templates/print",
            accepted=", ".join(face.file for face in source.faces),
        )


def split_rows(pages: weasyprint.Document) -> frozenset[str]:
    """`data-row` of the rows that stand on more than one page."""
    from reporting.pdf.weasy_tags import body_boxes, rows_of

    seen: set[str] = set()
    split: set[str] = set()
    for page in pages.pages:
        names = {row.get("data-row") for box in body_boxes(page) if box.element_tag == "table" for row in rows_of(box)}
        split |= seen & names
        seen |= names
    return frozenset(split)


def font_files(faces: Iterable[Face]) -> dict[str, bytes]:
    """Address in the style sheet → the font's bytes."""
    return {face.url: resource("fonts", face.file).read_bytes() for face in faces}


def fetcher_of(allowed: Mapping[str, bytes]) -> Any:
    """A fetcher that knows these addresses and refuses every other, file: and http: alike."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyThese(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            content = allowed.get(url)
            if content is None:
                raise ValueError(f"refused: {url}")
            return URLFetcherResponse(url, content)

    return OnlyThese()


def _anchors(pages: weasyprint.Document) -> Iterator[tuple[str, Box]]:
    for number, page in enumerate(pages.pages):
        for name, (x0, y0, x1, y1) in page.anchors.items():
            left, right = x0 * PX_TO_PT, x1 * PX_TO_PT
            yield name, Box(number, left, (page.height - y1) * PX_TO_PT, right, (page.height - y0) * PX_TO_PT)


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def _complaints_raised() -> Iterator[None]:
    """WeasyPrint only logs what it could not do; a report must not go out so."""
    logger, complaints = logging.getLogger("weasyprint"), _Complaints()
    logger.addHandler(complaints)
    try:
        yield
    finally:
        logger.removeHandler(complaints)
    if complaints.heard:
        raise TemplateError(f"không dàn trang được: {complaints.heard[0]}", where="templates/print")


@contextmanager
def _patient_collector() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*GC_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
