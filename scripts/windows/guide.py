"""docs/huong_dan.md → one HTML page with its pictures in it, for the Start menu: guide.py SOURCE TARGET."""

from __future__ import annotations

import base64
import re
import sys
from pathlib import Path

from markdown_it import MarkdownIt

STYLE = (
    "body{font:17px/1.6 'Segoe UI',sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}img{max-width:100%}"
    "table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.3rem .6rem;vertical-align:top}"
    "code,pre{background:#f3f3f3;font:15px Consolas,monospace}pre{padding:.6rem;overflow:auto}"
)


def main(source: Path, target: Path) -> None:
    body = MarkdownIt("commonmark").enable("table").render(source.read_text("utf-8"))
    body = re.sub(r"<h(\d)>(.*?)</h\1>", _heading, body)
    body = re.sub(r'src="([^":]+)"', lambda found: f'src="{_inside(source.parent / found[1])}"', body)
    head = f"<!doctype html><html lang=vi><meta charset=utf-8><title>Hướng dẫn CCHC</title><style>{STYLE}</style>"
    target.write_text(f"{head}{body}</html>", "utf-8", newline="\n")


def _heading(found: re.Match[str]) -> str:
    """With the anchor that GitHub makes."""
    place = re.sub(r"[^\w\- ]", "", re.sub(r"<[^>]+>", "", found[2]).lower()).replace(" ", "-")
    return f'<h{found[1]} id="{place}">{found[2]}</h{found[1]}>'


def _inside(picture: Path) -> str:
    kind = "png" if picture.suffix == ".png" else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(picture.read_bytes()).decode()}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
