"""Files of listings that came in: each as one batch, row by row, so that it can be undone."""
