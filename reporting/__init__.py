"""cchc: from a province's reform plan and its agencies' returns to the official report."""

__version__ = "0.1.0"
