"""What people refuse and what they only lack, and by which words listings show what is refused.

A borough's own content, never code: see `refusals.toml`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class RefusedThing:
    """Something that people refuse in the words of `say`.

    Listings of its `categories`, or with one of its `words`, are that; and so are those that are on
    only at its `times`, values of `TIMES` (`morning`). `is_quality` for what a
    thing is like (`religious`) and not what it is. `is_done` for what people do and nobody needs:
    it is refused by a clause that says no in whatever words.
    """

    say: tuple[str, ...]
    words: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    is_quality: bool = False
    is_done: bool = False
    times: tuple[str, ...] = ()


@dataclass(frozen=True)
class RefusedThings:
    """Everything that `refusals.toml` tells; all words are folded.

    Words in `never` are refused by nobody; those in `lacked` not by "no", "without" and "not".
    Those in `contrasted` are refused all the same when something wanted is set against them. Only
    those in `feared` are refused by who is afraid of them. `groups` may stand behind a thing
    and add nothing to it. `needs` are categories, or first levels of them, that people need rather
    than do: hating them refuses nothing; `wants` those that "no" tells somebody goes without.
    """

    things: tuple[RefusedThing, ...] = ()
    never: tuple[str, ...] = ()
    lacked: tuple[str, ...] = ()
    feared: tuple[str, ...] = ()
    contrasted: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
