"""The Word side: a Document on the named styles of a template → .docx, and .docx files read.

frame     docxtpl fills what officers may edit: national header, title, addressees, signature
blocks    headings, paragraphs and annex titles as WordprocessingML on the named styles
tables    long tables, written straight as XML
sections  pages, page numbers, the DỰ THẢO mark
render    render_docx, render_parts: the pieces put together, same bytes for the same input

template_check   what is wrong with a template, by paragraph, before it is used
read, numbering  any .docx as paragraphs with their places and automatic numbers
"""
