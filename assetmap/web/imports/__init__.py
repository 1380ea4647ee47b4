"""`/work/imports`: files of listings brought in by editors, looked at first, and undone after."""
