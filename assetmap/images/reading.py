"""An uploaded file as a picture that is safe to show, or the reason why it is none.

Nothing of the file itself is kept: its pixels are read, and new files are written from them. So
where and when a photo was taken, and whatever hides behind a picture, stays behind.
"""

import math
import threading

from PIL import ExifTags, Image
from PIL.ImageFile import ImageFile

from assetmap.images.colours import blendable, to_srgb
from assetmap.images.formats import damage_refused, open_picture
from assetmap.images.image import LARGE, SIZES, BadPicture, Picture
from assetmap.images.resizing import HEAVIEST, shrink, write_webp

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Forty megapixels take up to 600 MB while they are made small, so that a few sent at once would
# fill the machine: each process makes one at a time.
_ONE_AT_A_TIME = threading.Lock()


def read_picture(data: bytes) -> Picture:
    """The picture in a JPEG, PNG or WebP file, turned upright; of several frames, the first.

    Raises BadPicture. Takes up to a few seconds for the largest, and waits for others.
    """
    if not data:
        raise BadPicture("This file is empty. Use a JPEG, PNG or WebP photo.")
    if len(data) > MOST_BYTES:
        raise BadPicture(
            f"This picture is {_megabytes(len(data))} MB. The most is {MOST_BYTES // MEGABYTE} MB. "
            "Make it smaller, or choose another."
        )
    with _ONE_AT_A_TIME:
        upright = _upright(data)
    written = {size: write_webp(shrink(upright, size), HEAVIEST[size]) for size in SIZES}
    width, height = written[LARGE][1]
    return Picture(width, height, {size: file for size, (file, _) in written.items()})


def _upright(data: bytes) -> Image.Image:
    """The picture at the size of the large file, upright, in plain sRGB."""
    with open_picture(data) as image, damage_refused():
        image.draft(None, (LARGE * 2, LARGE * 2))  # a large JPEG need not be decoded whole
        image.load()
        profile = image.info.get("icc_profile")
        turn = _turn(image)
        small = shrink(blendable(image), LARGE)
        return to_srgb(small.transpose(turn) if turn is not None else small, profile)


def _turn(image: ImageFile) -> Image.Transpose | None:
    """What sets a picture upright, by how EXIF says that the camera was held."""
    try:
        return _TURNS.get(int(image.getexif().get(ExifTags.Base.Orientation, 1)))
    except Exception:  # a photo is not refused for damage in what we throw away
        return None


def _megabytes(size: int) -> str:
    """`20`, or `10.1`: rounded up, so that no picture is both 10 MB and more than 10 MB."""
    return f"{math.ceil(size * 10 / MEGABYTE) / 10:g}"
