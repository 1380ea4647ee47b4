"""Learns data/borough/danger_words.toml anew: `python -m scripts.danger_training`.

Needs scikit-learn, which nothing else does: `pip install scikit-learn` first. Takes a minute.
"""

from collections.abc import Iterator, Mapping

from assetmap.domain.borough.text_classifier import WordWeights
from assetmap.paths import BOROUGH
from scripts.danger_training.learning import learned, learned_kinds
from scripts.danger_training.texts import dangerous, dangerous_of_a_kind, others, without_places

FILE = BOROUGH / "danger_words.toml"
# Twentieths of log odds; what they give: docs/decisions/0045-words-of-danger.md.
EACH_WORD, THRESHOLD = 2, 90
_A_LINE = 15  # words
_HEAD = """\
# What words speak for danger, where neither a phrase of the thesaurus nor a pattern of danger.toml
# hears it: a sum of weights, in twentieths of log odds, of each word and each two words in a row.
# It begins at `start`, each word takes `each_word` from it, and danger is heard from `threshold`
# on. Each line has a weight and the words with that weight. Below, the same for each kind of
# danger.toml: it is the one with the highest sum above 0. Learned from questions by
# `python -m scripts.danger_training`; there is nothing to change by hand but `threshold`: raise it
# and fewer are heard. To do so, copy this file to borough/danger_words.toml in the data directory
# and edit the copy.
"""


def main() -> None:
    """Write the file."""
    every = learned(*([*map(without_places, texts)] for texts in (dangerous(), others())))
    texts, kinds = zip(*dangerous_of_a_kind(), strict=True)
    text = f"{_HEAD}each_word = {EACH_WORD}\nthreshold = {THRESHOLD}\n{_toml(every)}"
    for kind, weights in learned_kinds([*map(without_places, texts)], kinds).items():
        text += f'\n[[kind]]\nid = "{kind}"\n{_toml(weights)}'
    FILE.write_text(text, encoding="utf-8")
    print(f"{len(every.weights):,} words and pairs of words, in {FILE.name}")


def _toml(learned_weights: WordWeights) -> str:
    lines = "\n".join(_lines(learned_weights.weights))
    return f"start = {learned_weights.start}\nwords = [\n{lines}\n]\n"


def _lines(weights: Mapping[str, int]) -> Iterator[str]:
    """The words with each weight, those that say most first; several lines where they are many."""
    for weight in sorted(set(weights.values()), reverse=True):
        words = sorted(word for word, each in weights.items() if each == weight)
        for first in range(0, len(words), _A_LINE):
            yield f'  "{weight} {", ".join(words[first : first + _A_LINE])}",'


if __name__ == "__main__":
    main()
