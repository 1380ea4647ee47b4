"""The audit, data subjects, and the do-not-list."""
