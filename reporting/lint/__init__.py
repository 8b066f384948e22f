"""What a measured Word document says against the decree: pure, thresholds from templates/lint/*.toml.

measured    the document as values: sections, paragraphs with effective looks, tables, drawn lines
rules       the thresholds and word lists of one decree, read from data
pieces      lines of text within paragraphs (a header on tabs or line breaks), and how to compare them
anatomy     which paragraph is the national name, the number, the signing block, an annex …
sequences   the levels of the body: Phần, mục, khoản, điểm and their numbers
check_*     small checks, each yielding faults; lint puts them together as findings
"""
