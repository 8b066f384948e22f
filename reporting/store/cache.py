"""Where rendered parts are kept between runs: the user's own cache folder, never `output/`."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path | None:
    """None when caching is switched off (CCHC_CACHE=0) or the system names no home."""
    from platformdirs import user_cache_path

    asked = os.environ.get("CCHC_CACHE", "")
    if asked:
        return None if asked == "0" else Path(asked)
    try:
        return user_cache_path("cchc", appauthor=False)
    except RuntimeError:
        return None
