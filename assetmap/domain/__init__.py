"""The rules of the matter as plain Python: standard library only, no input or output."""
