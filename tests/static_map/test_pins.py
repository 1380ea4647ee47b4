from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.place import Point
from assetmap.static_map.pins import Card, card, sort_listings
from tests.static_map.conftest import listing

HALL = Where(Precision.VENUE, venue="Hall", place="Tilbury", point=Point(51.46, 0.36))


def test_listings_are_sorted_into_the_boroughs_categories(words: Vocabulary) -> None:
    found = sort_listings(
        [
            listing("Walk", 1, "active/walking"),
            listing("Choir", 2, "meet"),
            listing("Bridge", 3, "meet/cafes"),
            listing("Odd", 4, ""),
            listing("Course", 5, "learn"),
        ],
        words,
    )
    assert [(layer.label, [pin.card.name for pin in layer.pins]) for layer in found.layers] == [
        ("Meet <b>people</b> {{ 7*191 }}", ["Bridge", "Choir"]),
        ("Get active & outdoors", ["Walk"]),
        ("Learn and work", ["Course"]),
        ("Other", ["Odd"]),
    ]
    assert [layer.colour for layer in found.layers] == ["#a3195b", "#1a6b33", "#37474f", "#37474f"]


def test_what_has_no_public_point_is_listed_and_has_no_pin(words: Vocabulary) -> None:
    home = listing("Home help", 1, where=Where(Precision.AREA, area_served="Grays"))
    refuge = listing("Refuge", 2, where=Where(Precision.WITHHELD))
    found = sort_listings([refuge, home], words)
    assert found.layers == ()
    assert [each.name for each in found.unplaced] == ["Home help", "Refuge"]


def test_pins_on_one_spot_stand_apart_across_layers(words: Vocabulary) -> None:
    crowd = [listing(f"L{n}", n, ("meet", "active")[n % 2], where=HALL) for n in range(30)]
    asides = [pin.aside for layer in sort_listings(crowd, words).layers for pin in layer.pins]
    assert asides[0] == (0, 0)
    assert len(set(asides)) == 30


def test_a_card_says_what_is_known() -> None:
    assert card(listing("Choir", 1)) == Card(
        "Choir",
        "About Choir",
        (
            ("When", ("Tuesday, 12 noon to 2pm", "Ask Choir")),
            ("Where", ("Hall, Tilbury",)),
            ("Cost", ("£4 Choir",)),
            ("Phone", ("01632 960001 Choir",)),
        ),
    )


def test_a_card_tells_no_more_of_the_place_than_it_may() -> None:
    near = Where(Precision.APPROXIMATE, "Hall", "1 Road", "Tilbury", point=Point(51.46, 0.36))
    facts = [
        dict(card(listing("A", 1, where=where)).facts).get("Where")
        for where in (near, Where(area_served="Grays"), Where(Precision.WITHHELD))
    ]
    assert facts == [
        ("In or near Tilbury. Ask them for the exact place.",),
        ("For people in Grays",),
        None,
    ]
