"""A picture as it is shown: made by us, in two sizes, with nothing in it but the picture."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

LARGE = 1200
SMALL = 480
SIZES = (LARGE, SMALL)  # the longest side, in pixels


class BadPicture(Exception):
    """A file that cannot be taken as a picture; the message says why, and what to do instead."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as WebP files. `width` and `height` are those of the large one, in pixels."""

    width: int
    height: int
    files: Mapping[int, bytes]  # one for each of SIZES

    @property
    def name(self) -> str:
        """What the picture is kept under: the same picture always has the same name."""
        return hashlib.sha256(self.files[LARGE]).hexdigest()[:20]
