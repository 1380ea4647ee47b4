"""Backups and what belongs to them: the key of the data, and a copy of everything."""
