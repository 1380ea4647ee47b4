"""The command line: each command is arguments, one service call, and what it says."""

import os

# One process uses one core: the tables that a question multiplies are so small that a second
# thread costs more than it brings. It has to be said before numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
