"""What keeps listings true: checks, freshness and reports."""
