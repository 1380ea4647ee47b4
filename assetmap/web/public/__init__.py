"""Pages that anyone may read, and forms that anyone may send."""
