"""The whole directory as open data, and what changed in it."""
