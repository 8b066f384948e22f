"""Pages for the browser: one self-contained file each, no network, readable without a script."""
