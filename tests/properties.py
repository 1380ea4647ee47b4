"""How hypothesis runs here: the same examples every time, few enough to stay quick."""

from hypothesis import settings

quick = settings(max_examples=100, deadline=None, derandomize=True, database=None)
few = settings(quick, max_examples=30)
