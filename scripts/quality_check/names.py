"""How well a listing is found by its own name: whole, in part, and with a slip."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assetmap.domain.text import fold
from assetmap.search_index.schema import STOP_WORDS

Asking = Callable[[str], Sequence[str]]  # words -> listing ids, best first
TASKS = ("its name", "its first two words", "two words of it", "its first word", "one slip")
_SEED = 7


@dataclass(frozen=True)
class NameFigures:
    """The shares of listings that stand first, and in the first three."""

    number: int
    first: float
    in_three: float


def name_figures(names: dict[str, str], task: str, ask: Asking) -> NameFigures:
    """One task over every listing of `names` (by id) for which it can be set."""
    asked = first = three = 0
    same: dict[str, set[str]] = {}
    for listing_id, name in names.items():
        same.setdefault(fold(name), set()).add(listing_id)
    for listing_id, words in name_questions(names, task):
        ids = list(ask(words))[:3]
        right = same[fold(names[listing_id])]  # listings of one name are all the right answer
        asked += 1
        first += bool(ids) and ids[0] in right
        three += not right.isdisjoint(ids)
    return NameFigures(asked, first / max(1, asked), three / max(1, asked))


def name_questions(names: dict[str, str], task: str) -> Iterator[tuple[str, str]]:
    """Each listing's id and what is typed to find it; the same at every run.

    Parts of names are of words that count: nobody looks for `the of`.
    """
    rng = random.Random(_SEED)
    for listing_id, name in sorted(names.items()):
        words = [word for word in name.split() if fold(word) not in STOP_WORDS and len(word) > 2]
        if task == "its name":
            yield listing_id, name
        elif task == "its first word" and words:
            yield listing_id, words[0]
        elif task == "its first two words" and len(words) > 1:
            yield listing_id, " ".join(words[:2])
        elif task == "two words of it" and len(words) > 1:
            picked = sorted(rng.sample(range(len(words)), 2))
            yield listing_id, " ".join(words[at] for at in picked)
        elif task == "one slip":
            yield listing_id, _with_slip(name, rng)


def _with_slip(name: str, rng: random.Random) -> str:
    """A name with two letters swapped, or one left out, doubled or changed, in a long word."""
    words = name.split()
    long = [at for at, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not long:
        return name
    at = rng.choice(long)
    word = words[at]
    place = rng.randrange(1, len(word) - 1)
    slip = rng.choice(("swap", "drop", "double", "change"))
    words[at] = {
        "swap": word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        "drop": word[:place] + word[place + 1 :],
        "double": word[:place] + word[place] + word[place:],
        "change": word[:place] + rng.choice("aeiorstn") + word[place + 1 :],
    }[slip]
    return " ".join(words)
