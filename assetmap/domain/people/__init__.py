"""Who looks after the directory, and what each may do."""
