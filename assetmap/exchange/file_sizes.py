"""The most that is read of a file, in the numbers that also the processes that read know."""

MOST_BYTES = 100_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 2_000
MOST_CELLS = 20_000_000  # of a sheet, blank ones too
LINE_LONGEST = 5_000_000  # bytes of one line of a text
MOST_LINES = 1_000_000  # a cell may have several
CELL_LONGEST = 200_000  # characters, in the formats that say where a cell ends
MOST_UNPACKED = 200_000_000  # bytes of all that is packed in one file
MOST_PACKED = 10_000  # files in it
MOST_BRACKETS, MOST_COMMAS = 3_000_000, 12_000_000  # in JSON, each of them memory of its own
