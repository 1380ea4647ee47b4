"""The borough's data files, read."""
