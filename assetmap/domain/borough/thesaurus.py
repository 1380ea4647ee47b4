"""Everyday words: what people say, and which categories and words of listings that means.

A borough's own content, never code: `my nan's on her own` points at befriending, `the bailiffs
have sent a letter` at money advice.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Concept:
    """One thing that people mean. `say` are their phrases for it, `words` those listings use.

    `urgent` ones put the numbers for help above every result.
    """

    id: str
    say: tuple[str, ...]
    categories: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    urgent: bool = False


@dataclass(frozen=True)
class Thesaurus:
    """All concepts of a borough."""

    concepts: tuple[Concept, ...] = ()


@dataclass(frozen=True)
class PhraseMatch:
    """A phrase that stood in a question, as typed, and the concept that it is a phrase of."""

    phrase: str
    concept: Concept
