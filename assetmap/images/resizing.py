"""Small WebP files of a picture: no larger than a size, no heavier than a limit."""

from io import BytesIO

from PIL import Image

from assetmap.images.image import LARGE, SMALL

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
