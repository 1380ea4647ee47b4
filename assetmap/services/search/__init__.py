"""Finding: what a question means, which listings answer it, in what order, and why."""
