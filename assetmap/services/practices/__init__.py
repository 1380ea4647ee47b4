"""Surgeries' pages: what is near each of them."""
