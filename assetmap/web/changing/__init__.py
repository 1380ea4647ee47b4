"""Changing a published listing, merging two, and taking one off."""
