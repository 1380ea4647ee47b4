"""Places as people write them."""

from dataclasses import replace
from time import thread_time

import pytest

from assetmap.domain.borough.borough import Borough, NamedPlace
from assetmap.domain.place import Point
from assetmap.domain.search.results import PlaceMatch
from assetmap.places.gazetteer import Gazetteer, PlaceInWords
from assetmap.places.postcodes import Postcodes

THURROCK = "E06000034"
WHOLE = PlaceMatch("Thurrock", None, THURROCK, whole_area=True)
HOSTILE = [
    "", " ", "-", "x" * 10_000, "grays " * 2_000, "😀😀", "مرحبا", "\u202eyarG", "(.*)+$", "[",
    "\\", "\x00", "' OR 1=1 --", "<script>", "a" * 60, "12345", "٣٤",
]  # fmt: skip


def place(gazetteer: Gazetteer, name: str) -> PlaceMatch:
    return next(found for found in gazetteer.places() if found.label == name)


def test_every_place_of_the_shipped_borough_has_its_point(
    gazetteer: Gazetteer, borough: Borough
) -> None:
    places = gazetteer.places()
    assert [found.label for found in places] == [named.name for named in borough.places]
    assert {found.authority for found in places} == {THURROCK}
    assert place(gazetteer, "Grays").point == gazetteer.find("RM17 6SL").point


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("RM17 6SL", "RM17 6SL"),
        ("rm176sl", "RM17 6SL"),
        ("RM17-6SL", "RM17 6SL"),
        (" rm 17 6sl ", "RM17 6SL"),
        ("RM17", "RM17"),
        ("rm 17", "RM17"),
        ("RM17 6", "RM17 6"),
        ("rm176", "RM17 6"),
    ],
)
def test_find_reads_postcodes_and_parts(gazetteer: Gazetteer, typed: str, label: str) -> None:
    found = gazetteer.find(typed)
    assert found is not None
    assert found.point is not None
    assert found == PlaceMatch(label, found.point, THURROCK)


@pytest.mark.parametrize(("typed", "council"), [("BL1 1SE", "E08000001"), ("bl1", "E08000001")])
def test_find_reads_postcodes_of_elsewhere(gazetteer: Gazetteer, typed: str, council: str) -> None:
    found = gazetteer.find(typed)
    assert found is not None
    assert (found.label, found.authority) == (typed.upper(), council)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Grays", "Grays"),
        ("GRAY'S", "Grays"),
        ("grays, thurrock", "Grays"),
        ("purfleet", "Purfleet-on-Thames"),
        ("Purfleet on Thames", "Purfleet-on-Thames"),
        ("Chadwell Saint Mary", "Chadwell St Mary"),
        ("chadwell st. mary", "Chadwell St Mary"),
        ("stanford le hope", "Stanford-le-Hope"),
        ("Stanford–le–Hope", "Stanford-le-Hope"),
        ("Fóbbing", "Fobbing"),
        ("Ockendon", "South Ockendon"),
        ("horndon-on-the-hill", "Horndon on the Hill"),
    ],
)
def test_find_knows_names_however_written(gazetteer: Gazetteer, typed: str, name: str) -> None:
    assert gazetteer.find(typed) == place(gazetteer, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("tilbery", "Tilbury"),
        ("Graus", "Grays"),
        ("gryas", "Grays"),
        ("ockenden", "South Ockendon"),
        ("chaford hundrid", "Chafford Hundred"),
        ("stanfordlehope", "Stanford-le-Hope"),
    ],
)
def test_find_forgives_slips_and_says_so(gazetteer: Gazetteer, typed: str, name: str) -> None:
    assert gazetteer.find(typed) == replace(place(gazetteer, name), typed=typed)


@pytest.mark.parametrize("typed", ["Thurrock", "all of Thurrock", "BOROUGH WIDE"])
def test_find_knows_the_whole_borough(gazetteer: Gazetteer, typed: str) -> None:
    assert gazetteer.find(typed) == WHOLE


def test_find_forgives_a_slip_in_the_borough(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Thurock") == replace(WHOLE, typed="Thurock")


@pytest.mark.parametrize(
    "typed",
    [
        "RM99 9ZZ",
        "RM99",
        "rm16 9zz",
        "vilbury",
        "grrrs",
        "gravesend",
        "slg",
        "lunch club",
        "GY1 1AA",
    ],
)
def test_find_does_not_guess_wildly(gazetteer: Gazetteer, typed: str) -> None:
    assert gazetteer.find(typed) is None


@pytest.mark.parametrize(
    ("words", "label", "phrase", "rest"),
    [
        ("lunch club near Grays", "Grays", "near Grays", "lunch club"),
        ("Grays", "Grays", "Grays", ""),
        ("yoga in West Tilbury on Monday", "West Tilbury", "in West Tilbury", "yoga on Monday"),
        ("Close to Tilbury: walks", "Tilbury", "Close to Tilbury", "walks"),
        ("choir at chadwell saint mary", "Chadwell St Mary", "at chadwell saint mary", "choir"),
        ("clubs (around Aveley), weekly", "Aveley", "around Aveley", "clubs weekly"),
        ("gray's  inn", "Grays", "gray's", "inn"),
        ("drop in Grays", "Grays", "Grays", "drop in"),
        ("drop-in Tilbury", "Tilbury", "Tilbury", "drop-in"),
        ("lunch club RM16", "RM16", "RM16", "lunch club"),
        ("near rm 17 toddlers", "RM17", "near rm 17", "toddlers"),
        ("rm17 6 knitting", "RM17 6", "rm17 6", "knitting"),
        ("RM16 4th Monday", "RM16 4TH", "RM16 4th", "Monday"),
        ("walks by rm176sl please", "RM17 6SL", "by rm176sl", "walks please"),
        ("Tilbury RM18 7TB walking", "RM18 7TB", "Tilbury RM18 7TB", "walking"),
        ("lunch, Grays, Thurrock", "Grays", "Grays, Thurrock", "lunch"),
        ("Grays choir RM17 6SL", "RM17 6SL", "RM17 6SL", "Grays choir"),
        ("choir BL1 1SE", "BL1 1SE", "BL1 1SE", "choir"),
        ("yoga DA1", "DA1", "DA1", "yoga"),
    ],
)
def test_read_words_takes_the_place_out(
    gazetteer: Gazetteer, words: str, label: str, phrase: str, rest: str
) -> None:
    assert gazetteer.read_words(words) == PlaceInWords(gazetteer.find(label), phrase, rest)
    assert gazetteer.find(label) is not None


def test_read_words_knows_the_whole_borough(gazetteer: Gazetteer) -> None:
    assert gazetteer.read_words("all of Thurrock choirs") == PlaceInWords(
        WHOLE, "all of Thurrock", "choirs"
    )


@pytest.mark.parametrize(
    ("words", "phrase", "rest"),
    [("rm16 9zz lunch", "rm16 9zz", "lunch"), ("lunch near RM99 9ZZ", "near RM99 9ZZ", "lunch")],
)
def test_read_words_says_when_a_postcode_does_not_exist(
    gazetteer: Gazetteer, words: str, phrase: str, rest: str
) -> None:
    assert gazetteer.read_words(words) == PlaceInWords(None, phrase, rest)


@pytest.mark.parametrize(
    "words",
    ["vitamin b12", "m25 services", "co2 alarm", "u3a 2nd Tuesday", "over 55", "rm99 lunch",
     "tilbery", "ingrays", "west, tilburys", "covid19 jab", "lunch 17 6"],
)  # fmt: skip
def test_read_words_finds_no_place_where_none_is_named(gazetteer: Gazetteer, words: str) -> None:
    assert gazetteer.read_words(words) is None


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_name_nothing_quickly(gazetteer: Gazetteer, text: str) -> None:
    # The thread's own work, which a busy machine does not lengthen: a pattern that tries every
    # way to part a text takes minutes of it.
    start = thread_time()
    assert (gazetteer.find(text), gazetteer.read_words(text)) == (None, None)
    gazetteer.places_in(text)
    gazetteer.suggest(text, 5)
    assert thread_time() - start < 0.5


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Grays and Chafford Hundred", ["Chafford Hundred", "Grays"]),
        ("Thurrock-wide", ["Thurrock"]),
        ("West Thurrock; Grays, Thurrock, grays", ["West Thurrock", "Thurrock", "Grays"]),
        ("Tilbury/East Tilbury", ["East Tilbury", "Tilbury"]),
        ("Basildon", []),
    ],
)
def test_places_in_reads_an_area_served(gazetteer: Gazetteer, text: str, labels: list[str]) -> None:
    assert [found.label for found in gazetteer.places_in(text)] == labels


@pytest.mark.parametrize(
    ("beginning", "names"),
    [
        ("gr", ["Grays", "Grays station", "Thameside", "Civic Offices", "South Essex College"]),
        ("PUR", ["Purfleet-on-Thames", "Purfleet station"]),
        (
            "til",
            ["Tilbury", "East Tilbury", "West Tilbury", "Tilbury Town station", "Tilbury Fort"],
        ),
        ("le ho", ["Stanford-le-Hope"]),
        ("ock", ["South Ockendon", "Ockendon station"]),
        ("basildon h", ["Basildon Hospital"]),
        ("chadwell saint", ["Chadwell St Mary"]),
        ("rm1", ["RM14", "RM15", "RM16", "RM17", "RM18", "RM19"]),
        ("", []),
        ("zz", []),
    ],
)
def test_suggest_offers_names_and_outward_codes(
    gazetteer: Gazetteer, beginning: str, names: list[str]
) -> None:
    assert gazetteer.suggest(beginning, 10) == names
    assert gazetteer.suggest(beginning, 1) == names[:1]


@pytest.mark.parametrize(
    ("point", "council"),
    [
        (Point(51.4756, 0.3238), THURROCK),
        (Point(51.571, 0.456), "E07000066"),  # Basildon
        (Point(51.559, 0.251), "E09000016"),  # Upminster
        (Point(51.5, -0.12), ""),  # Westminster
        (Point(51.446, 0.217), "E07000107"),  # Dartford, across the river
        (Point(float("nan"), 0.3), ""),
        (Point(51.5, float("inf")), ""),
    ],
)
def test_authority_of_a_point(gazetteer: Gazetteer, point: Point, council: str) -> None:
    assert gazetteer.authority_of(point) == council


def test_authority_of_many_points_is_quick(gazetteer: Gazetteer) -> None:
    points = [Point(51.45 + step * 6e-6, 0.22 + step * 1.4e-5) for step in range(20_000)]
    start = thread_time()
    assert {gazetteer.authority_of(point) for point in points} >= {THURROCK}
    assert thread_time() - start < 5


def test_how_far_the_nearest_place_is(
    gazetteer: Gazetteer, borough: Borough, postcodes: Postcodes, monkeypatch: pytest.MonkeyPatch
) -> None:
    tilbury, bath = place(gazetteer, "Tilbury").point, Point(51.3811, -2.3592)
    assert tilbury is not None
    towns = [found.point for found in gazetteer.places() if found.point]
    furthest = min(map(bath.distance_m, towns))
    monkeypatch.setattr("assetmap.places.gazetteer._KEPT_MOST", 1)
    for _ in range(2):  # as it is kept, too, and where there is no room for another
        assert gazetteer.metres_to_place(tilbury) == 0.0
        assert gazetteer.metres_to_place(bath) == furthest
    nowhere = Gazetteer(replace(borough, places=()), postcodes)
    assert nowhere.metres_to_place(bath) == 0.0


def test_nearest_place(gazetteer: Gazetteer) -> None:
    near = [Point(51.4622, 0.3606), Point(51.5493, 0.3592), Point(51.4772, 0.3262)]
    assert [gazetteer.nearest_place(point) for point in near] == ["Tilbury", "Bulphan", "Grays"]


def test_nothing_is_near_a_point_beyond_every_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.nearest_place(Point(51.3811, -2.3592)) == ""


def test_is_in_borough(gazetteer: Gazetteer) -> None:
    assert [gazetteer.is_in_borough(code) for code in (THURROCK, "E08000001", "")] == [
        True,
        False,
        None,
    ]


def test_a_place_without_a_known_postcode_is_left_out(
    borough: Borough, postcodes: Postcodes
) -> None:
    wrong = (NamedPlace("Nowhere", "RM99 9ZZ"), NamedPlace("Noplace", "?"))
    gazetteer = Gazetteer(replace(borough, places=(*wrong, borough.places[0])), postcodes)
    assert [found.label for found in gazetteer.places()] == ["Grays"]
    assert gazetteer.find("Nowhere") is None


def test_a_borough_with_nothing_in_its_files_finds_postcodes(
    borough: Borough, postcodes: Postcodes
) -> None:
    bare = replace(borough, places=(), landmarks=(), postcode_areas=(), whole_area_names=())
    gazetteer = Gazetteer(bare, postcodes)
    somewhere = Point(51.4756, 0.3238)
    assert gazetteer.find("grays") is None
    assert gazetteer.find("RM17 6SL") is not None
    assert gazetteer.nearest_place(somewhere) == gazetteer.authority_of(somewhere) == ""
    assert gazetteer.suggest("r", 5) == []


@pytest.mark.parametrize(
    ("words", "label", "rest"),
    [
        ("lunch near Grays station", "Grays station", "lunch"),
        ("yoga at the Blackshots Leisure Centre", "Blackshots Leisure Centre", "yoga"),
        ("coffee opposite Thameside", "Thameside", "coffee"),
        ("Thameside", "Thameside", ""),
        ("near Grays station, Grays", "Grays station", ""),
    ],
)
def test_landmark_says_where(gazetteer: Gazetteer, words: str, label: str, rest: str) -> None:
    read = gazetteer.read_words(words)
    assert read is not None
    assert read.found is not None
    assert (read.found.label, read.rest) == (label, rest)


@pytest.mark.parametrize("words", ["Thameside Singers", "the Hassenbrook choir", "Tilbury Fort"])
def test_landmark_without_a_word_for_where_is_left_to_names(
    gazetteer: Gazetteer, words: str
) -> None:
    read = gazetteer.read_words(f"{words} rehearsal")
    assert read is None or read.found.label == "Tilbury"


def test_landmark_is_found_by_itself_and_is_no_town(gazetteer: Gazetteer) -> None:
    station = gazetteer.find("Tilbury station")
    assert station is not None
    assert station.label == "Tilbury Town station"
    labels = {found.label for found in gazetteer.places()}
    assert labels.isdisjoint(found.label for found in gazetteer.landmarks())
    assert gazetteer.places_in("Tilbury Fort")[0].label == "Tilbury"


def test_every_landmark_has_a_live_postcode(gazetteer: Gazetteer, borough: Borough) -> None:
    assert [found.label for found in gazetteer.landmarks()] == [
        place.name for place in borough.landmarks
    ]


def test_two_numbers_are_a_neighbourhood(gazetteer: Gazetteer) -> None:
    middle = Point(51.48, 0.32)
    found = gazetteer.find("51.47561, 0.32381")
    assert found == PlaceMatch("this part of Badgers Dene", middle, THURROCK)
    assert gazetteer.find("51.48,0.32") is not None
    assert gazetteer.find("0.32,51.48") is None
