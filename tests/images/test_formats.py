import pytest
from PIL import Image

from assetmap.images.formats import MOST_PASSES, BadPicture, damage_refused, open_picture
from tests.images.drawing import (
    jpeg_claiming,
    noise,
    png,
    png_claiming,
    png_part,
    quarters,
    webp_claiming,
    written,
)

NO_PICTURE = "This file is not a picture we can use. Use a JPEG, PNG or WebP photo."
DAMAGED = "This picture is damaged or part of it is missing. Save it again, or choose another."


def decoded(data: bytes) -> Image.Image:
    with open_picture(data) as image, damage_refused():
        image.load()
    return image


def refusal(data: bytes) -> str:
    with pytest.raises(BadPicture) as raised:
        decoded(data)
    return str(raised.value)


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00\x03" + b"\0" * 200,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"<!doctype html><title>photo.jpg</title><script>alert(1)</script>",
        b"PK\x03\x04" + b"\0" * 60,
        b"\x7fELF" + b"\0" * 60,
        b"#!/bin/sh\nrm -rf /\n",
        b"BM" + b"\0" * 60,
        b"II*\0" + b"\0" * 60,
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"\xff\xd8",
        b"\x89PNG",
        b"x",
        b"\0" * 500,
        written(quarters(20, 20), "TIFF"),
        written(quarters(20, 20), "BMP"),
        written(quarters(20, 20), "ICO"),
        written(quarters(20, 20), "PPM"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert refusal(data) == NO_PICTURE


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
            (
                "This is a HEIC photo, the kind that iPhones take, and we cannot use it. "
                "Save it as a JPEG, or send it to yourself by e-mail, and choose that one."
            ),
        ),
        (
            b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(document.cookie)",
            "This is a GIF. Use a JPEG, PNG or WebP photo.",
        ),
        (
            written(quarters(20, 20), "GIF"),
            "This is a GIF. Use a JPEG, PNG or WebP photo.",
        ),
        (
            b"%PDF-1.7\n%\xe2\xe3",
            "This is a PDF. Save the picture in it as a JPEG, and choose that one.",
        ),
    ],
)
def test_what_people_often_send_instead_is_named(data: bytes, message: str) -> None:
    assert refusal(data) == message


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xe0<script>alert(1)</script>",
        b"\xff\xd8\xff" + b"\0" * 300,
        b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
        png(),
        png(png_part(b"IHDR", b"\0" * 3)),
        b"RIFF\x24\0\0\0WEBPVP8X",
        b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 40,
        b"RIFF\x24\0\0\0WEBP<script>alert(1)</script>",
    ],
)
def test_what_only_begins_like_a_picture_is_refused(data: bytes) -> None:
    assert refusal(data) == DAMAGED


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.02, 0.2, 0.5, 0.9])
def test_a_picture_that_breaks_off_is_refused(kind: str, part: float) -> None:
    whole = written(noise(300, 200), kind)
    assert refusal(whole[: int(len(whole) * part)]) == DAMAGED


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (png_claiming(60_000, 60_000), "60,000 by 60,000"),
        (png_claiming(10_000, 10_000), "10,000 by 10,000"),
        (png_claiming(2**31 - 1, 2**31 - 1), "2,147,483,647 by 2,147,483,647"),
        (jpeg_claiming(60_000, 60_000), "60,000 by 60,000"),
        (jpeg_claiming(8_000, 5_001), "8,000 by 5,001"),
        (webp_claiming(16_000, 16_000), "16,000 by 16,000"),
        (webp_claiming(10_000, 10_000), "10,000 by 10,000"),
    ],
)
def test_too_many_pixels_are_refused_before_any_is_read(data: bytes, said: str) -> None:
    with pytest.raises(BadPicture) as raised:
        open_picture(data)
    assert str(raised.value) == (
        f"This picture is {said} pixels, which is too many. Make it smaller, or choose another."
    )


def test_the_size_of_every_kind_of_webp_is_known_before_it_is_opened() -> None:
    see_through = Image.new("RGBA", (16_000, 3), (1, 2, 3, 4))
    for image, options in (
        (see_through.convert("RGB"), {}),
        (see_through.convert("RGB"), {"lossless": True}),
        (see_through, {}),
    ):
        assert open_picture(written(image, "WEBP", **options)).size == (16_000, 3)


def test_a_picture_of_very_many_passes_is_refused() -> None:
    whole = written(quarters(64, 64), "JPEG", progressive=True)
    last = whole[whole.rindex(b"\xff\xda") : -2]
    most = MOST_PASSES - whole.count(b"\xff\xda")
    assert decoded(whole[:-2] + last * most + whole[-2:]).size == (64, 64)
    assert refusal(whole[:-2] + last * (most + 1) + whole[-2:]) == DAMAGED


def test_a_film_behind_a_photo_counts_for_nothing() -> None:
    photo = written(quarters(64, 64), "JPEG")
    film = b"\0\x02" + b"\xff\xda\0\x02" * (MOST_PASSES + 1)
    assert decoded(photo + film).size == (64, 64)
