"""Door of a checkout: `python cli.py …`. The installed command is `cchc`."""

from __future__ import annotations

from reporting.commands import main

if __name__ == "__main__":
    main()
