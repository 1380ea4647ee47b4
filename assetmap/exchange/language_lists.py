"""Languages as people list them: `Hindi, Spanish`, `English / Polish`, `Urdu and Punjabi`."""

import re

from assetmap.exchange.values import join_list, split_list

_PARTED = re.compile(r"\s*(?:[,/\n|]|&|\band\b)\s*")


def part_languages(texts: dict[str, str], _: list[str]) -> dict[str, str]:
    """A row's texts with its languages parted as our lists are."""
    if text := texts.get("languages", ""):
        parts = (each for part in split_list(text) for each in _PARTED.split(part))
        texts["languages"] = join_list(dict.fromkeys(part for part in parts if part))
    return texts
