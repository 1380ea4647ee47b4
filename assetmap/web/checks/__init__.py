"""Checks: the call list, evidence, and organisers' answers by their link."""
