"""The words that a phone with no signal reads as the server does: short forms, languages, signs."""

from typing import Any

from assetmap.domain.borough.borough import Borough
from assetmap.domain.search.preference_languages import languages_by_word
from assetmap.domain.text import slug


def word_rules(borough: Borough) -> dict[str, Any]:
    """`short`, `tongues` and `signposts` of the bundle."""
    return {
        "short": dict(borough.short_forms.means),
        "tongues": {own: [slug(name), name] for own, name in languages_by_word().items()},
        "signposts": [
            [
                *("|".join(each.say), "|".join(each.but_not)),
                *(each.text, each.phone, each.url, int(each.languages)),
            ]
            for each in borough.signposts
        ],
    }
