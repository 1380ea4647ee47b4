"""Checking listings: the call list, checks, evidence, letters to organisers."""
