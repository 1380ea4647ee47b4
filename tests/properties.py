"""How hypothesis runs here: the same examples every time, few enough to stay quick."""

from hypothesis import settings

from tests.thorough import examples

quick = settings(max_examples=examples(100), deadline=None, derandomize=True, database=None)
few = settings(quick, max_examples=examples(30))
