"""Feeds that are read regularly: what is walked and when, and what is not in them any more."""
