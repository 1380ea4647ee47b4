"""Pages about areas: who covers a place, and what staff see of each set."""
