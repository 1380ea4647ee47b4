"""Finding and reading: the pages that anyone may read, and the same answers as data."""
