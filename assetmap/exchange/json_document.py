"""JSON as one document, whoever wrote it; a file with a feature on each line is one too."""

import json
from typing import Any

from assetmap.exchange.decoding import decode
from assetmap.exchange.file_limits import check_json
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.other_formats import not_json, other_json

_TOO_DEEP = "The file is nested too deep, or has a number that is too long."
_RECORD_SEPARATOR = "\x1e"  # stands before each text of a sequence: RFC 8142


def read_document(data: bytes) -> tuple[dict[str, Any], bool]:
    """The object that a file holds, and whether its letters are a guess. Raises BadFile."""
    text, is_guessed = decode(data)
    if not text.strip():
        raise BadFile("The file is empty.")
    check_json(text)
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        document = _lines(text)
        if document is None:
            raise BadFile(not_json(text, error)) from None
    except (RecursionError, ValueError):  # nested too deep, or a number of thousands of figures
        raise BadFile(_TOO_DEEP) from None
    if not isinstance(document, dict):
        raise BadFile(other_json(document))
    return document, is_guessed


def _lines(text: str) -> dict[str, Any] | None:
    """A collection of the features that stand a line each; None where the first line is none.

    Raises BadFile with the line that is broken.
    """
    features: list[Any] = []
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip(f"{_RECORD_SEPARATOR}\ufeff \t\r")
        if not bare:
            continue
        try:
            feature = json.loads(bare)
        except (ValueError, RecursionError):
            if not features:
                return None
            raise BadFile(
                f"Line {number:,} is not JSON: each line has to be one feature."
            ) from None
        if not features and not (isinstance(feature, dict) and feature.get("type") == "Feature"):
            return None
        features.append(feature)
    return {"type": "FeatureCollection", "features": features}
