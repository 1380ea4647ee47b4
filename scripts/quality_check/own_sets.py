"""The questions that come with the program, asked of its sample listings.

They were written by somebody who had seen the listings and not the search. Two thirds are `test`:
never looked at while the search is worked on, so that their figures say what to expect of questions
that nobody has thought of. The rest are `dev`. Later questions, written before any of them was
asked, are `dev` too, and a third of them `dev2`: measured, and looked at by nobody either.

Of danger, what was `test` until 30 November 2026 has been read since: the first of it is `dev3`, as
is the danger heard in the sentences of `test`, and the second `dev4`. `test` are 59 of danger, 76
harmless ones with its words and 150 ordinary ones, written after those at one go by somebody who
knew what a directory is asked, had seen neither the rules nor the other questions, and had no hand
in mending. The same hand wrote the last 60 guards of `test`, the last 39 things that no directory
lists, and `heard_refusals`: what is refused there must be heard, whatever is listed. All were
committed before they were asked. Of `roundabout_refusals`, by one writer who was to say it in as
many ways as could be thought of, every second one is `dev` and has been mended on.
"""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "sets"
BEST = 3  # the grade of a listing that is what was asked for
SETS = (
    *("sentences", "no_fit", "answerable", "danger", "harmless", "ordinary"),
    *("refusals", "heard_refusals", "roundabout_refusals", "refusal_guards", "unbent_words"),
    *("towns", "askers", "givers"),
)


@dataclass(frozen=True)
class Item:
    """One question: what is typed, and what its set says of it.

    `relevant` are the listings that answer it, graded 1 to 3; `refused` those that must not stand
    in front. `is_harder` marks sentences that say it in a roundabout way. `kind` is what its writer
    called a danger.
    """

    text: str
    split: str
    relevant: dict[str, int] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    is_harder: bool = False
    town: str = ""
    kind: str = ""

    @property
    def best(self) -> tuple[str, ...]:
        """The listings that are what was asked for."""
        return tuple(id_ for id_, grade in self.relevant.items() if grade == BEST)


@cache
def items(name: str, split: str = "") -> tuple[Item, ...]:
    """The questions of a set, of one split or of all."""
    entries = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    read = tuple(map(_item, entries))
    return tuple(each for each in read if split in ("", each.split))


def _item(entry: dict[str, Any]) -> Item:
    relevant = entry.get("relevant", {})
    graded = relevant if isinstance(relevant, dict) else dict.fromkeys(relevant, 2)
    return Item(
        entry["text"] if "text" in entry else entry["word"],
        entry["split"],
        graded,
        tuple(entry.get("refused_listings", ())),
        bool(entry.get("harder")),
        entry.get("town", ""),
        entry.get("kind", ""),
    )
