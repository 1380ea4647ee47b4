"""Formats of other programs, each read to a table."""
