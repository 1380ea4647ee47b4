"""What is said of files that cannot be read, by the processes that read and those that ask them."""

TOO_MUCH = (
    "It takes more memory or time than we have for one file. Keep only the list in it: in a "
    "spreadsheet, delete the empty rows below and the empty columns beside it; on a map, keep "
    "only your own borough. Then save it again."
)
DAMAGED = "It is damaged, or not what its name says. Open it, save it again, and try once more."
PASSWORD = "It is locked with a password. Save a copy without one."  # noqa: S105 - words
