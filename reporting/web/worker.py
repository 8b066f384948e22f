"""The worker process of the page: `python -m reporting.web.worker FOLDER`.

Ends when the page does: its standard input is a pipe from there.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from pathlib import Path

from reporting.store.swap import settle
from reporting.web.work import Queue, ledger_of
from reporting.web.workspace import Workspace


def main() -> None:
    threading.Thread(target=_end_with_the_page, daemon=True).start()
    logging.getLogger("huey").setLevel(logging.WARNING)
    workspace = Workspace(Path(sys.argv[1]))
    queue = Queue(workspace, ledger_of(workspace))
    for job in workspace.jobs():
        settle(job.output)
    queue.repeat_interrupted()
    queue.huey.create_consumer(workers=1, periodic=False, initial_delay=0.05, max_delay=0.2, backoff=1.3).run()


def _end_with_the_page() -> None:
    while os.read(0, 4096):  # below Python's own buffer: its lock would hold up an ordinary end
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
