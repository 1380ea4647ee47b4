"""Who is shown what, for a phone with no signal: roles for givers, groups for some people lower."""

from collections.abc import Sequence
from typing import Any

from assetmap.domain.borough.borough import Borough
from assetmap.services.search import audience, needing, roles
from assetmap.web.presenters.pages import (
    ALSO_NEED,
    ALSO_NEED_SAYS,
    GIVE,
    GIVE_SAYS,
    NEAREST,
    NEAREST_SAYS,
    UNSURE,
)


def who_rules(borough: Borough, concepts: Sequence[str]) -> dict[str, Any]:
    """`roles`, `needing`, `audience` and `wording` of the bundle.

    `concepts` are the ids of those of the bundle in their order: a phone knows them by it.
    """
    rules = roles.rules(borough.giving)
    giving = [at for at, each in enumerate(concepts) if each in borough.giving.concepts]
    return {
        "roles": {**rules, "concepts": giving},
        "needing": needing.rules(borough.giving),
        "audience": audience.rules(borough.words),
        "wording": {
            "give": GIVE,
            "give_says": GIVE_SAYS,
            "unsure": UNSURE,
            "nearest": NEAREST,
            "nearest_says": NEAREST_SAYS,
            "also_need": ALSO_NEED,
            "also_need_says": ALSO_NEED_SAYS,
        },
    }
