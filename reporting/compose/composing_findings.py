"""What is to be said of the report's making: found by the check as well, which composes nothing it need not."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.compose.cumulative import cumulative_findings
from reporting.compose.material import Material
from reporting.compose.outline import laid_out, omitted
from reporting.compose.replacements import replacement_findings
from reporting.document import Part
from reporting.findings import Finding, finding


def composing_findings(material: Material, main: Part | None = None) -> tuple[Finding, ...]:
    """`main`: the report's text out of the data alone; composed here where the officer wrote parts of it anew."""
    words = material.compiler
    if main is None and words.replacements:
        from reporting.compose.report import main_text

        main = main_text(material)
    about_words = replacement_findings(main, words) if main else ()
    return (*_outline_findings(material), *cumulative_findings(material), *about_words)


def _outline_findings(material: Material) -> Iterator[Finding]:
    """Items that the outline leaves out of the text, and compiler's texts that no section takes up."""
    left = omitted(material.outline, material.plan, material.period)
    if left:
        codes = ", ".join(item.code for item in left)
        yield finding("outline-omits-items", subject=material.outline.id, count=len(left), items=codes)
    sections = laid_out(material.outline, material.plan, material.period)
    used = {key for section in sections for key in section.texts}
    for text in material.compiler.texts:
        if text.key not in used and text.text.strip():
            yield finding("compiler-text-unused", text.location, subject=text.key, known=", ".join(sorted(used)))
