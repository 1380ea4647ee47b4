"""Files taken in: which listing a row is, what a file may change, and the report of all of it."""
