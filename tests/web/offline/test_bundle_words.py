"""What a phone is given to read words as the server does."""

from dataclasses import replace

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.short_forms import ShortForms
from assetmap.domain.borough.signposts import Signpost
from assetmap.web.offline.bundle_words import word_rules

VET = Signpost("vet", ("vet", "pdsa"), "No vets.", "105", "https://www.example.org", ("vet ran",))


def test_words_are_short_forms_languages_and_signposts(borough: Borough) -> None:
    forms = ShortForms({"wknd": "weekend"}, frozenset({"bairns"}))
    rules = word_rules(replace(borough, short_forms=forms, signposts=(VET,)))
    assert (rules["short"], rules["signposts"]) == (
        {"wknd": "weekend"},
        [["vet|pdsa", "vet ran", "No vets.", "105", "https://www.example.org", 0]],
    )
    assert rules["tongues"]["po polsku"] == ["polish", "Polish"]
    assert set(rules) == {"short", "signposts", "tongues"}
