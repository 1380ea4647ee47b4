"""What is worked out once of a borough's own words, and kept for as long as they are the same.

Of frozen dataclasses with thousands of words in them `functools.lru_cache` hashes every word at
every question, which takes longer than reading a question of one word.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def kept_by_identity(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last `most` results of a function by which objects, not which values, it was given.

    Safe between threads: two may both work something out. Arguments by position alone.
    """

    def keep(make: Callable[P, R]) -> Callable[P, R]:
        kept: tuple[tuple[tuple[object, ...], R], ...] = ()

        @wraps(make)
        def give(*args: P.args, **kwargs: P.kwargs) -> R:
            nonlocal kept
            for given, result in kept:
                if all(a is b for a, b in zip(given, args, strict=True)):
                    return result
            result = make(*args, **kwargs)
            kept = ((args, result), *kept[: most - 1])
            return result

        return give

    return keep
