"""Pictures drawn for tests, as files, with the things in them that must not come through."""

import struct
import zlib
from io import BytesIO

import numpy as np
from PIL import ExifTags, Image, ImageCms

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)
SECRET = b"SECRET-OF-THE-UPLOADER"


def written(image: Image.Image, kind: str, **options: object) -> bytes:
    """A picture as a file of some kind."""
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def quarters(width: int, height: int) -> Image.Image:
    """Red at the top left, green at the top right, blue at the bottom left, white beside it."""
    image = Image.new("RGB", (width, height), WHITE)
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    return image


def noise(width: int, height: int) -> Image.Image:
    """What no encoder can make small."""
    pixels = np.random.default_rng(7).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(pixels)


def exif(orientation: int) -> Image.Exif:
    """What a phone writes: how it was held, who owns it, and where it was."""
    block = Image.Exif()
    block[ExifTags.Base.Orientation] = orientation
    block[ExifTags.Base.Artist] = SECRET.decode()
    block[ExifTags.Base.ImageDescription] = SECRET.decode()
    place = block.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (51.0, 28.0, 35.0)
    place[ExifTags.GPS.GPSAreaInformation] = SECRET
    return block


def profile() -> bytes:
    """An sRGB colour profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def png(*parts: bytes) -> bytes:
    """A PNG file of the parts given."""
    return b"".join([b"\x89PNG\r\n\x1a\n", *parts])


def png_part(kind: bytes, content: bytes) -> bytes:
    """One part of a PNG file, with its length and its sum."""
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def png_claiming(width: int, height: int) -> bytes:
    """A small PNG that says it is of some size."""
    head = png_part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return png(head, png_part(b"IDAT", zlib.compress(b"\0" * 1000)), png_part(b"IEND", b""))


def webp_claiming(width: int, height: int) -> bytes:
    """A small WebP that says it is of some size."""
    file = bytearray(written(Image.new("RGBA", (16, 16), (1, 2, 3, 4)), "WEBP", exif=exif(1)))
    assert file[12:16] == b"VP8X"
    file[24:27] = (width - 1).to_bytes(3, "little")
    file[27:30] = (height - 1).to_bytes(3, "little")
    return bytes(file)


def jpeg_claiming(width: int, height: int) -> bytes:
    """A small JPEG that says it is of some size."""
    file = bytearray(written(quarters(64, 64), "JPEG"))
    frame = file.index(b"\xff\xc0")
    file[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(file)


def chunks(file: bytes) -> list[bytes]:
    """The kinds of chunk in a WebP file, in order; fails when anything stands outside them."""
    assert file[:4] == b"RIFF"
    assert file[8:12] == b"WEBP"
    assert struct.unpack_from("<I", file, 4)[0] + 8 == len(file)
    kinds, at = [], 12
    while at < len(file):
        kinds.append(file[at : at + 4])
        length = struct.unpack_from("<I", file, at + 4)[0]
        at += 8 + length + length % 2
    assert at == len(file)
    return kinds
