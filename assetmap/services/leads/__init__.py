"""Leads: what public registers and feeds name that is not listed yet."""
