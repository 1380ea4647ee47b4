"""Use cases: plain functions whose first argument is the Context."""
