"""How well everyday questions are answered, measured against grades given by hand."""

import os

# As the program does for itself before numpy is loaded: threads that wait for each other cost more.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
