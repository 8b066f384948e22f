"""Addressees, signing block, Nơi nhận (Phụ lục I, Mục II.7, II.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reporting.lint.anatomy import Anatomy
from reporting.lint.check_looks import look_faults
from reporting.lint.faults import Fault, fault
from reporting.lint.heading import type_name
from reporting.lint.pieces import Piece
from reporting.lint.rules import LintRules
from reporting.text import fold

_WRONG_FOR = re.compile(r"^(T/M|K/T|T/L|T\.M|K\.T|T\.L|TUQ/|(TM|KT|TL|TUQ)\s+[^\W\d])", re.IGNORECASE)
_SENT_TO = re.compile(r"\bkính (?:gửi|trình)\b", re.IGNORECASE)
_DASH = re.compile(r"^\s*[-–•]\s*")
_KEEP = re.compile(r"^\s{0,40}(?:[-–•]\s{0,40})?Lưu\b", re.IGNORECASE)
_AS_ABOVE = re.compile(r"^\s{0,40}(?:[-–•]\s{0,40})?Như\b", re.IGNORECASE)


def check_closing(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    if anatomy.kind in ("annex", "attached"):
        return
    yield from _addressees(anatomy, rules)
    yield from _missing(anatomy, rules)
    closing = anatomy.closing
    yield from look_faults("function", closing.functions, rules)
    yield from look_faults("signer", (closing.signer,) if closing.signer else (), rules)
    yield from look_faults("recipients_label", (closing.label,) if closing.label else (), rules)
    yield from look_faults("recipients", closing.recipients, rules)
    yield from _signing(anatomy, rules)
    yield from _recipients(anatomy, rules)


def _addressees(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    found, wanted = anatomy.addressees, rules.components["addressee"]
    kind = type_name(anatomy.title, rules)
    if found is None:
        if kind in rules.texts.addressee_types or anatomy.kind == "letter":
            yield fault("lint-component-missing", subject=wanted.name, article=wanted.article)
        elif said := next((p for p in anatomy.body[-3:] if _SENT_TO.search(p.text)), None):
            yield fault("lint-addressee-said", said, article=wanted.article)
        return
    yield from look_faults("addressee", (found.label, *found.lines), rules)
    if not re.match(r"^Kính gửi\s*:", found.label.text):
        yield fault("lint-addressee-form", found.label.paragraph, value="thiếu dấu hai chấm sau Kính gửi",
                    article=wanted.article)  # fmt: skip
    yield from _address_lines(found.lines, wanted.article)


def _address_lines(lines: Sequence[Piece], article: str) -> Iterator[Fault]:
    for position, line in enumerate(lines):
        last = position == len(lines) - 1
        end = line.text[-1:]
        if len(lines) > 1 and end != ("." if last else ";"):
            value = f"cuối dòng là “{end}”"
            yield fault("lint-addressee-form", line.paragraph, value=value, article=article)


def _missing(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    if type_name(anatomy.title, rules) in rules.texts.unsigned_types:
        return
    for found, name in ((anatomy.closing.functions, "function"), (anatomy.closing.label, "recipients_label")):
        if not found:
            component = rules.components[name]
            yield fault("lint-component-missing", subject=component.name, article=component.article)


def _signing(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    closing = anatomy.closing
    for line in closing.functions:
        if _WRONG_FOR.match(line.text):
            yield fault("lint-signing-form", line.paragraph, article=rules.texts.signing_article)
    signer = closing.signer
    titles = rules.texts.academic_titles
    if signer and any(re.match(rf"^{re.escape(title)}(\.|\s)", signer.text, re.IGNORECASE) for title in titles):
        yield fault("lint-signer-title", signer.paragraph, article=rules.texts.signing_article)


def _recipients(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    label, article = anatomy.closing.label, rules.texts.recipients_article
    lines = anatomy.closing.recipients
    if label and not re.match(r"^Nơi nhận\s*:$", label.text):
        yield fault("lint-recipients-marks", label.paragraph, "nhãn", value="thiếu dấu hai chấm sau Nơi nhận",
                    article=article)  # fmt: skip
    if not lines:
        return
    if anatomy.addressees and not _AS_ABOVE.match(lines[0].text):
        yield fault("lint-recipients-first", lines[0].paragraph, article=article)
    if not _KEEP.match(lines[-1].text):
        yield fault("lint-recipients-last", lines[-1].paragraph, article=article)
    for position, line in enumerate(lines):
        last = position == len(lines) - 1
        end = line.text[-1:]
        unfilled = "…" in line.text or ".." in line.text
        if end != ("." if last else ";") and end != "/" and not unfilled:
            value = f"cuối dòng là “{end}”" if fold(end) == "" else "cuối dòng thiếu dấu"
            yield fault("lint-recipients-marks", line.paragraph, "danh sách", value=value, article=article)
