"""The questions that are measured: the same ones of the app and, where it can, of Datasette."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from assetmap.domain.place import Box, Point
from assetmap.services.context import Context
from scripts.benchmark.seeding import SOURCE
from scripts.benchmark.word_samples import WordSamples

PER_PAGE = 20
_FACETS = (
    ("_facet_array", "categories"),
    ("_facet", "kind"),
    ("_facet_array", "audience"),
    ("_facet_array", "access"),
    ("_facet_array", "days"),
    ("_facet_array", "times"),
    ("_facet", "cost_band"),
    ("_facet_size", "100"),
)
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Question:
    """One kind of question in many wordings; `peer` asks the same, wording by wording."""

    name: str
    ours: tuple[str, ...]
    peer: tuple[str, ...] = ()
    how_equal: str = ""

    @property
    def is_counted(self) -> bool:
        """Whether both sides say how many listings they found."""
        return self.ours[0].startswith("/find.json")


@dataclass(frozen=True)
class Somewhere:
    """A place as people name it, and where it is."""

    name: str
    point: Point


class Questions:
    """All questions over one directory."""

    def __init__(self, context: Context, terms: WordSamples) -> None:
        self._terms = terms
        self._categories = [category.slug for category in context.borough.words.categories[:6]]
        self._places = tuple(_places(context))
        self._ids = [
            listing_id for _, listing_id in sorted(context.store.source_ids(SOURCE).items())
        ]
        self._source_ids = {own: theirs for theirs, own in context.store.source_ids(SOURCE).items()}

    def in_process(self) -> tuple[Question, ...]:
        """What is asked of the app without a server between: at 200,000 no word may be rare."""
        return tuple(question for question in self._of_every_kind() if question.ours)

    def _of_every_kind(self) -> tuple[Question, ...]:
        terms, words = self._terms, self._terms.mixed
        pages = -(-len(self._ids) // PER_PAGE)
        return (
            Question("common word", _find({"q": word} for word in terms.common)),
            Question("rare word", _find({"q": word} for word in terms.rare)),
            Question("two words", _find({"q": pair} for pair in terms.pairs)),
            Question("sentence", _find({"q": each} for each in terms.sentences)),
            Question("misspelt word", _find({"q": word} for word in terms.slips)),
            Question("word + near", _find(self._near(terms.common))),
            Question("word + near, within 2 miles", _find(self._near(words, within="2"))),
            Question("near only, nearest first", _find(self._near([""] * 12, sort="near"))),
            Question("word + 4 filters", _find({"q": w, **f} for w, f in self._filtered(words))),
            Question("4 filters, all counts", _find(f for _, f in self._filtered(words))),
            Question("box", _find({"bbox": str(box)} for box in self._boxes())),
            Question("everything, last pages", _find({"page": str(pages - n)} for n in range(6))),
            Question("common word by name", _find({"q": w, "sort": "name"} for w in terms.common)),
            Question("100 on a page", _find({"q": w, "per_page": "100"} for w in terms.common)),
            Question("suggestions", _to("/suggest.json", ({"q": b} for b in self._beginnings()))),
            Question("map data, another question", _to("/map.json", ({"q": w} for w in words))),
            Question("map data, everything", ("/map.json",)),
            Question("find page", _to("/find", ({"q": word} for word in words))),
            Question("listing page", self._listing_pages()),
            Question("home page", ("/",)),
            Question("what is on, a week", self.weeks()),
        )

    def weeks(self) -> tuple[str, ...]:
        """The page of what is on, of this week and others, of everything and of less."""
        narrowed = [{"q": word} for word in self._terms.common[:2]]
        weeks = [{}, {"week-of": "2026-03-30"}, {"week-of": "2026-06-15"}, {"when": "weekend"}]
        return _to("/whats-on", [*weeks, *narrowed])

    def side_by_side(self) -> tuple[Question, ...]:
        """What is asked of both, served."""
        words = self._terms.mixed
        find = _find({"q": word} for word in words)
        keyword: list[Pairs] = [[("_search", word)] for word in words]
        filtered = [filters for _, filters in self._filtered(words)]
        boxes = [_inside(box) for box in self._boxes()]
        in_boxes = _find({"bbox": str(box)} for box in self._boxes())
        listing_pages = tuple(f"/db/listings/{self._source_ids[each]}" for each in self._some_ids())
        return (
            Question("keyword search", find, _rows(keyword), "theirs: no counts, unranked"),
            Question("keyword + counts", find, _counted(keyword), "theirs: unranked"),
            Question(
                "keyword + near", _find(self._near(words)), self._peer_near(words), "ours: + counts"
            ),
            Question(
                "filters + counts",
                _find(filtered),
                _counted(_arrays(each) for each in filtered),
                "ours: lists those that do not say, too",
            ),
            Question("box", in_boxes, _rows(boxes), "theirs: no counts"),
            Question("box + counts", in_boxes, _counted(boxes), "yes"),
            Question(
                "find page",
                _to("/find", ({"q": word} for word in words)),
                _counted(keyword, "/db/listings"),
                "HTML",
            ),
            Question("listing page", self._listing_pages(), listing_pages, "HTML"),
            Question("home page", ("/",), ("/",), "HTML; theirs names its tables"),
        )

    def public_pages(self) -> tuple[str, ...]:
        """What visitors open: questions, lists, listings and the home page."""
        words = self._terms.mixed[:10]
        asked = [{"q": word} for word in words]
        return (*_find(asked), *_to("/find", asked), *self._listing_pages()[:20], "/")

    def _listing_pages(self) -> tuple[str, ...]:
        return tuple(f"/listing/{listing_id}" for listing_id in self._some_ids())

    def _some_ids(self) -> list[str]:
        return self._ids[:: max(1, len(self._ids) // 40)]

    def _near(self, words: Iterable[str], **more: str) -> Iterator[dict[str, str]]:
        for count, word in enumerate(words):
            place = self._places[count % len(self._places)].name
            yield {**({"q": word} if word else {}), "near": place, **more}

    def _peer_near(self, words: Iterable[str]) -> tuple[str, ...]:
        addresses = []
        for count, word in enumerate(words):
            point = self._places[count % len(self._places)].point
            asked = {"words": word, "lat": f"{point.lat:.5f}", "lon": f"{point.lon:.5f}"}
            addresses.append(f"/db/near.json?{urlencode({**asked, '_shape': 'objects'})}")
        return tuple(addresses)

    def _boxes(self) -> tuple[Box, ...]:
        """Half a mile to three miles around each place."""
        return tuple(
            Box(*(round(n, 5) for n in (p.lon - r * 1.6, p.lat - r, p.lon + r * 1.6, p.lat + r)))
            for count, p in enumerate(place.point for place in self._places)
            for r in (0.008 * (1 + count % 5),)
        )

    def _filtered(self, words: Iterable[str]) -> Iterator[tuple[str, dict[str, str]]]:
        categories = self._categories
        days, access = ("mon", "tue", "wed", "thu", "fri"), ("step-free", "toilet", "quiet")
        for n, word in enumerate(words):
            yield (
                word,
                {
                    "category": categories[n % len(categories)],
                    "day": days[n % 5],
                    "access": access[n % 3],
                    "kind": "group,service,micro-enterprise",
                },
            )

    def _beginnings(self) -> Iterator[str]:
        """What a search box holds while somebody types."""
        for word in (*self._terms.middling[:6], *(place.name for place in self._places[:6])):
            for length in (2, 3, 5):
                yield word[:length]


def _places(context: Context) -> Iterator[Somewhere]:
    for named, found in zip(context.borough.places, context.gazetteer.places(), strict=False):
        if found.point:
            yield Somewhere(found.label, found.point)
            postcode = context.gazetteer.find(named.postcode)
            if postcode and postcode.point:
                yield Somewhere(named.postcode, postcode.point)


def _to(path: str, asked: Iterable[dict[str, str]]) -> tuple[str, ...]:
    return tuple(f"{path}?{urlencode(each)}" for each in asked)


def _find(asked: Iterable[dict[str, str]]) -> tuple[str, ...]:
    return _to("/find.json", asked)


def _rows(asked: Iterable[Pairs], path: str = "/db/listings.json") -> tuple[str, ...]:
    shape: Pairs = [("_shape", "objects")] if path.endswith(".json") else []
    return tuple(f"{path}?{urlencode([*each, *shape, ('_size', '20')])}" for each in asked)


def _counted(asked: Iterable[Pairs], path: str = "/db/listings.json") -> tuple[str, ...]:
    """The same with the counts of all that we count."""
    return _rows(([*each, *_FACETS] for each in asked), path)


def _inside(box: Box) -> Pairs:
    sides = [str(side) for side in (box.west, box.east, box.south, box.north)]
    return list(zip(("lon__gte", "lon__lte", "lat__gte", "lat__lte"), sides, strict=True))


def _arrays(filters: dict[str, str]) -> Pairs:
    columns = {"category": "categories", "day": "days", "access": "access"}
    found: Pairs = [(f"{columns[n]}__arraycontains", v) for n, v in filters.items() if n != "kind"]
    return [*found, ("kind__in", filters["kind"])]
