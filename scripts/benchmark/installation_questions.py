"""What is asked of an installation: of each authority at its own site, and of all at once."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from urllib.parse import urlencode

from assetmap.installation import Installation
from scripts.benchmark.councils import Council
from scripts.benchmark.site_paths import at_host
from scripts.benchmark.word_samples import WordSamples, terms_in

_LOOKED_AT = 5  # authorities whose texts tell which words are common, spread over all
Asked = dict[str, str]


@dataclass(frozen=True)
class InstallationQuestions:
    """Addresses (`//host/path`), each of which is asked once in a round.

    `with_place` goes to every authority in turn, in an order without rhyme; `without_place` is for
    the installation's own site.
    """

    with_place: tuple[str, ...]
    without_place: tuple[str, ...]


class QuestionMaker:
    """Draws questions, the same ones for the same seed."""

    def __init__(
        self,
        installation: Installation,
        councils: Sequence[Council],
        own_host: str,
        seed: int,
    ) -> None:
        """`own_host` is that of the installation's own site."""
        self._installation, self._councils, self._own_host = installation, councils, own_host
        self._dice = random.Random(seed)
        self._terms = self._words(seed)
        self._mixed = [word for each in self._terms for word in each.mixed]
        self._sentences = [text for each in self._terms for text in each.sentences]

    def draw(self, number: int) -> InstallationQuestions:
        """So many of each."""
        turns = list(islice(cycle(self._shuffled()), number))
        with_place = tuple(self._of(council) for council in turns)
        without = tuple(
            at_host(self._own_host, f"/find.json?{urlencode({'q': word})}")
            for word in self._dice.choices(self._mixed, k=number)
        )
        return InstallationQuestions(with_place, without)

    def first_pages(self) -> tuple[str, ...]:
        """A find page of every authority, in an order without rhyme."""
        return tuple(self._page(council) for council in self._shuffled())

    def _shuffled(self) -> list[Council]:
        return self._dice.sample(list(self._councils), len(self._councils))

    def _words(self, seed: int) -> list[WordSamples]:
        step = max(1, len(self._councils) // _LOOKED_AT)
        found = []
        for council in self._councils[::step][:_LOOKED_AT]:
            with self._installation.lent(council.code) as context:
                found.append(terms_in(context, context.store.all(), seed))
        return found

    def _of(self, council: Council) -> str:
        """A question about a place there, of one of several kinds."""
        make = self._dice.choice(self._kinds())
        path = f"/find.json?{urlencode(make(council))}"
        return at_host(self._host(council), path)

    def _page(self, council: Council) -> str:
        asked = {"q": self._dice.choice(self._mixed), "near": self._place(council)}
        return at_host(self._host(council), f"/find?{urlencode(asked)}")

    def _kinds(self) -> Sequence[Callable[[Council], Asked]]:
        return (
            self._word_near,
            self._word_near,
            self._word_near,
            lambda council: {**self._word_near(council), "within": "2"},
            lambda council: {"near": self._place(council), "sort": "near"},
            lambda council: {
                "q": self._dice.choice(self._sentences),
                "near": self._place(council),
            },
        )

    def _word_near(self, council: Council) -> Asked:
        return {"q": self._dice.choice(self._mixed), "near": self._place(council)}

    def _place(self, council: Council) -> str:
        """A town or a postcode, one as often as the other."""
        if self._dice.random() < 0.5:
            return self._dice.choice(council.towns).name
        return self._dice.choice(council.postcodes)

    def _host(self, council: Council) -> str:
        return self._installation.authorities[council.code].host
