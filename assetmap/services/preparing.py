"""What every process that serves needs and the directory's listings do not change: worked out once,
before the processes part, so that they share it and the first visitor does not wait for it.
"""

from assetmap.search_index.plain_words import is_plain_word
from assetmap.services.context import Context


def prepare(context: Context) -> None:
    """Have the everyday words and the dictionary in memory, and the directory's arrays in their
    files. What is kept is kept by functions and outlasts the context.
    """
    phrases = context.phrases()
    cached = context.directory_cache.current()
    cached.text.spelling(phrases.words)
    is_plain_word("tea")
