"""The file system: job files read, artifacts written whole or not at all, with their manifest."""
