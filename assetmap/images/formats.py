"""Which format an image file is by its first bytes, and the image that is made of it."""

import hashlib
import re
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

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


MOST_PIXELS = 40_000_000
# A photo that comes in sharper and sharper passes has about 10. Each costs a walk over all its
# pixels, so a small file with thousands of them would hold the server up for minutes.
MOST_PASSES = 100

_USE_INSTEAD = "Use a JPEG, PNG or WebP photo."
_NO_PICTURE = f"This file is not a picture we can use. {_USE_INSTEAD}"
_HEIC = (
    "This is a HEIC photo, the kind that iPhones take, and we cannot use it. "
    "Save it as a JPEG, or send it to yourself by e-mail, and choose that one."
)
_DAMAGED = "This picture is damaged or part of it is missing. Save it again, or choose another."
_NOT_TAKEN = (
    (b"GIF8", f"This is a GIF. {_USE_INSTEAD}"),
    (b"%PDF", "This is a PDF. Save the picture in it as a JPEG, and choose that one."),
)
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_START_OF_PASS, _END = 0xDA, 0xD9
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def open_picture(data: bytes) -> ImageFile:
    """The picture, found to be of a size that may be decoded, and not yet decoded.

    Raises BadPicture. Each kind is opened by its own reader: Pillow's general door would try
    others too, and warns about large pictures by a limit that the whole process shares.
    """
    reader = _reader(data)
    if reader is WebPImageFile:
        _check_size(*webp_size(data))  # its reader takes memory for every pixel when it opens
    with damage_refused():
        image = reader(BytesIO(data))
    _check_size(*image.size)
    return image


@contextmanager
def damage_refused() -> Iterator[None]:
    """Whatever goes wrong within is BadPicture.

    There is no list of what a damaged or hostile file makes Pillow raise, and where: some faults
    show only when pixels are turned into others.
    """
    try:
        yield
    except Exception as error:
        raise BadPicture(_DAMAGED) from error


def _reader(data: bytes) -> Callable[[IO[bytes]], ImageFile]:
    if data.startswith(b"\xff\xd8\xff"):
        if _passes(data) > MOST_PASSES:
            raise BadPicture(_DAMAGED)
        return JpegImageFile
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PngImageFile
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WebPImageFile
    raise BadPicture(_why_not(data))


def _passes(data: bytes) -> int:
    """How many times a JPEG goes over its pixels; a film or a small view within it does not count.

    Every part begins with a marker and its length, save for the pixels, in which no marker stands.
    """
    passes, at = 0, 2
    while match := _MARKER.search(data, at):
        marker = data[match.start() + 1]
        if marker == _END:
            break
        passes += marker == _START_OF_PASS
        at = match.end() + int.from_bytes(data[match.end() : match.end() + 2], "big")
    return passes


def _why_not(data: bytes) -> str:
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return _HEIC
    return next((message for start, message in _NOT_TAKEN if data.startswith(start)), _NO_PICTURE)


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise BadPicture(
            f"This picture is {width:,} by {height:,} pixels, which is too many. "
            "Make it smaller, or choose another."
        )


def webp_size(data: bytes) -> tuple[int, int]:
    """Width and height of a WebP file as its first chunk says (RFC 9649, 2.5 to 2.7).

    Its first 30 bytes are enough. Raises BadPicture.
    """
    try:
        if data[12:16] == b"VP8 ":
            width, height = struct.unpack_from("<HH", data, 26)
            return width & 0x3FFF, height & 0x3FFF
        if data[12:16] == b"VP8L":
            (bits,) = struct.unpack_from("<I", data, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        if data[12:16] == b"VP8X":
            wide, high = struct.unpack("<3s3s", data[24:30])
            return int.from_bytes(wide, "little") + 1, int.from_bytes(high, "little") + 1
    except struct.error:
        pass
    raise BadPicture(_DAMAGED)
