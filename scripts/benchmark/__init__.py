"""Figures that anyone can take: how fast, how large, how heavy, beside Datasette."""

import os

# As the program does for itself before numpy is loaded: threads that wait for each other cost more.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
