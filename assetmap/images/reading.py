"""An uploaded file as a picture that is safe to show, or the reason why it is none.

Nothing of the file itself is kept: its pixels are read, and new files are written from them. So
where and when a photo was taken, and whatever hides behind a picture, stays behind.
"""

import math
import threading
from io import BytesIO

from PIL import ExifTags, Image, ImageCms
from PIL.ImageFile import ImageFile

from assetmap.images.formats import (
    LARGE,
    SIZES,
    SMALL,
    BadPicture,
    Picture,
    damage_refused,
    open_picture,
)

# What a page may ask of a slow phone for one picture, in bytes.
HEAVIEST = {LARGE: 250_000, SMALL: 60_000}
_QUALITIES = (80, 70, 60, 50, 40)


def shrink(image: Image.Image, longest: int) -> Image.Image:
    """The picture with its longer side at most `longest` pixels; never larger than it was."""
    scale = longest / max(image.size)
    if scale >= 1:
        return image
    width, height = (max(1, round(side * scale)) for side in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def write_webp(image: Image.Image, heaviest: int) -> tuple[bytes, tuple[int, int]]:
    """The picture as WebP of at most `heaviest` bytes, and the width and height it came to.

    First the quality gives way, and then the size: only noise ever needs that.
    """
    while True:
        for quality in _QUALITIES:
            data = _webp(image, quality)
            if len(data) <= heaviest:
                return data, image.size
        image = shrink(image, max(image.size) * 3 // 4)


def _webp(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    # Said outright, so that nothing the picture brought with it can go along.
    image.save(out, "WEBP", quality=quality, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return out.getvalue()


_PLAIN = ("RGB", "L", "CMYK")


def blendable(image: Image.Image) -> Image.Image:
    """The picture with pixels that can be blended, so that it can be made smaller smoothly."""
    if image.mode.startswith("I"):
        # Sixteen bits a pixel; Pillow would cut off whatever is brighter than 255.
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in _PLAIN else image.convert("RGB")


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB on white, by its colour profile when that can be used."""
    if image.mode == "RGBA":
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image)
        image = white
    return _by_profile(image, profile) if profile else image.convert("RGB")


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(image, source, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image.convert("RGB")  # a profile that is damaged, or made for another kind of pixel
    return turned or image.convert("RGB")


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
