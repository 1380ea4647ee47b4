"""A directory that is killed while it writes, and harmed in other ways, over and over."""

import os

# As the program does for itself before numpy is loaded: threads that wait for each other cost more.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
