"""Progress of a long run: the seven steps as a line that rewrites itself on a terminal, silent in a pipe."""

from __future__ import annotations

import sys

STEPS = ("đọc tệp", "hiểu số liệu", "tổng hợp", "kiểm tra", "soạn báo cáo", "trình bày", "ghi tệp")


class Progress:
    """Called with (step 1–7, done, of how many); of = 0: the step has no countable parts."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, step: int, done: int = 0, of: int = 0) -> None:
        if not self._shown:
            return
        filled = round(20 * ((step - 1) + (done / of if of else 0)) / len(STEPS))
        count = f" {done}/{of}" if of else ""
        line = f"[{'█' * filled}{'░' * (20 - filled)}] {step}/{len(STEPS)} {STEPS[step - 1]}{count}"
        print(f"\r{line:<60}", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *problem: object) -> None:
        """Clear the line, also when the run ended with an error."""
        if self._shown:
            print(f"\r{'':<60}\r", end="", file=sys.stderr, flush=True)
