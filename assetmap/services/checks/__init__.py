"""Keeping listings true: checks, evidence, reports, organisers' answers, the day's work."""
