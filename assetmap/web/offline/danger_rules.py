"""How a phone hears danger with no signal, and whom it says to ring: as the server does."""

from collections import defaultdict
from typing import Any

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.danger import DangerKind
from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.borough.text_classifier import FEWEST, TextClassifier, WordWeights
from assetmap.domain.listings.kinds import kinds_that
from assetmap.domain.phone import all_figures
from assetmap.services.search.urgent import HELPS


def danger_rules(borough: Borough) -> dict[str, Any]:
    """Kinds, numbers and patterns, the sources of regular expressions (see `phrase_pattern`).

    `lines` are all numbers, each once. Each kind has positions among them: of its `lines` and of
    the borough's `own` for it. `none` are those for a danger of no kind, `last` stands at the end.
    `helps` is what a listing's score gains; kinds of listing in `gives` never stand below. `words`
    are the classifier's weights: of danger, and of each kind by its id.
    """
    danger = borough.danger
    everyone = borough.urgent_lines([kind.id for kind in danger.kinds])
    lines = list({all_figures(line.phone): line for line in everyone}.values())
    return {
        "kinds": [_kind(borough, kind, lines) for kind in danger.kinds],
        "none": _positions(borough.urgent_lines(()), lines),
        "last": _positions((borough.worried,), lines),
        "lines": [[x.emergency, x.text, x.phone, x.hours, x.tel] for x in lines],
        "words": _words(danger.classifier),
        "harmless": [pattern.source for pattern in danger.harmless],
        "may_stand": list(danger.may_stand),
        "leave": danger.leave_url,
        "helps": HELPS,
        "gives": [str(kind) for kind in kinds_that(lambda rules: rules.gives_time)],
    }


def _kind(borough: Borough, kind: DangerKind, lines: list[HelpLine]) -> dict[str, Any]:
    own = tuple(line for line in borough.urgent if not line.kinds or kind.id in line.kinds)
    return {
        "id": kind.id,
        "patterns": [pattern.source for pattern in kind.patterns],
        "lines": _positions(kind.lines, lines),
        "own": _positions(own, lines),
        "categories": list(kind.categories),
        "needs": list(kind.needs),
        "listed": list(kind.listed),
        "leave": kind.can_leave,
    }


def _words(classifier: TextClassifier) -> dict[str, Any]:
    return {
        "each": classifier.each_word,
        "threshold": classifier.threshold,
        "fewest": FEWEST,
        "weights": _weights(classifier.weights),
        "kinds": {kind: _weights(weights) for kind, weights in classifier.kinds.items()},
    }


def _weights(weights: WordWeights) -> list[Any]:
    """Where a sum begins, and the words of each weight: a third as long as word by word."""
    words: dict[int, list[str]] = defaultdict(list)
    for word, weight in sorted(weights.weights.items()):
        words[weight].append(word)
    return [weights.start, {str(weight): "|".join(those) for weight, those in words.items()}]


def _positions(wanted: tuple[HelpLine, ...], lines: list[HelpLine]) -> list[int]:
    """Where the numbers of some lines stand among all of them."""
    numbers = [all_figures(line.phone) for line in lines]
    return [numbers.index(all_figures(line.phone)) for line in wanted]
