"""The directory on a phone with no signal."""
