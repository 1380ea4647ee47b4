"""What a listing is and where it is: the fields, as `listing_fields` has them."""

from assetmap.domain.listings import field_values as values
from assetmap.domain.listings.field_type import Column, Fact, Question
from assetmap.domain.listings.field_values import age, made, text, texts, where

WHAT = (
    text(
        "name",
        "Name",
        question=Question("line", "Name", "As the people who run it say it."),
        columns=(Column("name"),),
        searched_in="name",
        is_free=True,
    ),
    made(
        "kind",
        "What sort of thing it is",
        lambda x: str(x.kind),
        values.write_kind,
        question=Question("radios", "What sort of thing is it?"),
        columns=(Column("kind"),),
        searched_in="labels",
    ),
    text(
        "summary",
        "In one sentence",
        question=Question(
            "line",
            "In one sentence",
            "What would you tell a neighbour? No more than 140 characters. For example: "
            "A friendly lunch for people with memory loss and those who care for them.",
        ),
        columns=(Column("summary"),),
        searched_in="summary",
        is_free=True,
    ),
    text(
        "description",
        "More about it",
        question=Question(
            "text",
            "More about it",
            "What happens there, and what makes people come back. Short sentences are best.",
        ),
        columns=(Column("description"),),
        searched_in="text",
        is_free=True,
    ),
    texts(
        "also_known_as",
        "Other names",
        question=Question(
            "lines",
            "Other names people use (if any)",
            "Old names and short names. One on each line.",
        ),
        columns=(Column("also_known_as"),),
        searched_in="also_known_as",
        is_free=True,
    ),
    texts(
        "categories",
        "Categories",
        question=Question("categories", "What is it about?", "Choose one to four."),
        columns=(Column("categories"),),
        searched_in="labels",
    ),
    texts(
        "audience",
        "Who it suits",
        question=Question(
            "boxes", "Who does it suit?", "Choose all that fit. If all, choose Everyone."
        ),
        columns=(Column("audience"),),
        searched_in="labels",
        fact=Fact("Who may come", 1),
    ),
    age(
        "min_age",
        "Youngest age",
        question=Question("age", "Youngest age (if there is one)", "In years, such as 18."),
        columns=(Column("min_age"),),
    ),
    age(
        "max_age",
        "Oldest age",
        question=Question("age", "Oldest age (if there is one)", "In years, such as 25."),
        columns=(Column("max_age"),),
    ),
)
WHERE = (
    made(
        "precision",
        "What may be shown",
        lambda x: str(x.where.precision),
        values.write_precision,
        question=Question("radios", "How much may everyone see?"),
        columns=(Column("precision"),),
        fact=Fact("Where", 3),
    ),
    where(
        "venue",
        "Building",
        question=Question("line", "Name of the building", "For example, Dock Road Hall."),
        columns=(Column("venue"),),
        searched_in="place",
        is_free=True,
    ),
    where(
        "address",
        "Street",
        question=Question("line", "Number and street", "For example, 12 Dock Road."),
        columns=(Column("address"),),
        searched_in="place",
        is_free=True,
    ),
    where(
        "place",
        "Town or village",
        question=Question("line", "Town or village", "For example, {place}."),
        columns=(Column("place"),),
        searched_in="place",
    ),
    where(
        "postcode",
        "Postcode",
        question=Question("line", "Postcode", "For example, {postcode}. We look up the place."),
        columns=(Column("postcode"),),
        searched_in="place",
    ),
    made(
        "point",
        "Place on the map",
        values.read_point,
        values.write_point,
        question=Question(
            "point",
            "Place on the map",
            "The postcode puts a pin on the map. Drag it to the door, or type the two numbers.",
        ),
        columns=(Column("lat"), Column("lon")),
    ),
    where(
        "area_served",
        "Area it covers",
        question=Question(
            "line",
            "Which area does it cover? (if any)",
            "The towns or estates where it is open to people. For example, {place} and "
            "{other_place}.",
        ),
        columns=(Column("area_served"),),
        searched_in="place",
        is_free=True,
    ),
)
