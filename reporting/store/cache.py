"""Where rendered parts are kept between runs: the user's own cache folder, never `output/`."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_folder() -> Path | None:
    """None when caching is switched off (CCHC_CACHE=0) or the system names no home."""
    asked = os.environ.get("CCHC_CACHE", "")
    if asked == "0":
        return None
    if asked:
        return Path(asked)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "cchc" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME", home / ".cache")) / "cchc"
