import threading
from io import BytesIO

import pytest
from PIL import Image, ImageFile

from assetmap.images.formats import LARGE, SMALL, BadPicture, Picture
from assetmap.images.reading import MOST_BYTES, read_picture
from tests.images.drawing import (
    BLUE,
    GREEN,
    RED,
    SECRET,
    WHITE,
    chunks,
    exif,
    noise,
    profile,
    quarters,
    written,
)

Colour = tuple[int, int, int]


def shown(picture: Picture, size: int = LARGE) -> Image.Image:
    with Image.open(BytesIO(picture.files[size])) as image:
        image.load()
        return image


def corners(image: Image.Image) -> list[Colour]:
    """The colours of the four quarters: top left, top right, bottom left, bottom right."""
    across, down = (image.width // 4, image.width * 3 // 4), (image.height // 4,)
    points = [(x, y) for y in (*down, image.height * 3 // 4) for x in across]
    return [nearest(image.getpixel(point)) for point in points]


def nearest(pixel: object, off: int = 12) -> Colour:
    """The colour that a pixel is meant to be; itself, when it is none that was drawn."""
    assert isinstance(pixel, tuple)
    for colour in (RED, GREEN, BLUE, WHITE, (128, 128, 128)):
        if all(abs(one - other) <= off for one, other in zip(pixel, colour, strict=True)):
            return colour
    return pixel


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_two_plain_webp_files(kind: str) -> None:
    picture = read_picture(written(quarters(3000, 2000), kind))
    assert (picture.width, picture.height) == (1200, 800)
    assert {size: shown(picture, size).size for size in picture.files} == {
        LARGE: (1200, 800),
        SMALL: (480, 320),
    }
    for size in (LARGE, SMALL):
        image = shown(picture, size)
        assert (image.format, image.mode) == ("WEBP", "RGB")
        assert corners(image) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize(
    ("drawn", "large", "small"),
    [
        ((2000, 3000), (800, 1200), (320, 480)),
        ((600, 300), (600, 300), (480, 240)),
        ((100, 60), (100, 60), (100, 60)),
        ((8000, 2), (1200, 1), (480, 1)),
        ((1, 1), (1, 1), (1, 1)),
    ],
)
def test_the_longer_side_decides_and_nothing_is_made_larger(
    drawn: tuple[int, int], large: tuple[int, int], small: tuple[int, int]
) -> None:
    picture = read_picture(written(quarters(*drawn), "PNG"))
    assert (picture.width, picture.height) == large
    assert (shown(picture, LARGE).size, shown(picture, SMALL).size) == (large, small)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_comes_through_but_the_picture(kind: str) -> None:
    told = {"comment": SECRET} if kind == "JPEG" else {}
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
    if kind != "PNG":
        told["xmp"] = xmp
    file = written(quarters(800, 600), kind, exif=exif(1), icc_profile=profile(), **told)
    file += SECRET + b"<script>alert(1)</script>PK\x03\x04"
    assert file.count(SECRET) >= 3
    picture = read_picture(file)
    for made in picture.files.values():
        assert chunks(made) == [b"VP8 "]
        assert SECRET not in made
        assert b"<script>" not in made
    assert dict(shown(picture).getexif()) == {}


@pytest.mark.parametrize(
    ("orientation", "seen"),
    [
        (0, [RED, GREEN, BLUE, WHITE]),
        (1, [RED, GREEN, BLUE, WHITE]),
        (2, [GREEN, RED, WHITE, BLUE]),
        (3, [WHITE, BLUE, GREEN, RED]),
        (4, [BLUE, WHITE, RED, GREEN]),
        (5, [RED, BLUE, GREEN, WHITE]),
        (6, [BLUE, RED, WHITE, GREEN]),
        (7, [WHITE, GREEN, BLUE, RED]),
        (8, [GREEN, WHITE, RED, BLUE]),
        (9, [RED, GREEN, BLUE, WHITE]),
    ],
)
def test_a_photo_is_turned_as_the_camera_was_held(orientation: int, seen: list[Colour]) -> None:
    picture = read_picture(written(quarters(1600, 800), "JPEG", exif=exif(orientation)))
    on_its_side = orientation in (5, 6, 7, 8)
    assert (picture.width, picture.height) == ((600, 1200) if on_its_side else (1200, 600))
    assert corners(shown(picture)) == seen
    assert corners(shown(picture, SMALL)) == seen


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_are_turned_too(kind: str) -> None:
    picture = read_picture(written(quarters(400, 200), kind, exif=exif(6)))
    assert (picture.width, picture.height) == (200, 400)
    assert corners(shown(picture)) == [BLUE, RED, WHITE, GREEN]


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow says that it is damaged
@pytest.mark.parametrize("cut", [7, 12, 20, 40, 60])
def test_damage_in_what_is_thrown_away_does_not_matter(cut: int) -> None:
    whole = exif(6).tobytes()
    picture = read_picture(written(quarters(400, 200), "JPEG", exif=whole[:cut]))
    assert {picture.width, picture.height} == {200, 400}


def test_see_through_becomes_white() -> None:
    clear = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    clear.paste((*RED, 255), (0, 0, 200, 200))
    for kind in ("PNG", "WEBP"):
        assert corners(shown(read_picture(written(clear, kind)))) == [RED, WHITE, WHITE, WHITE]
    grey = Image.new("LA", (400, 400), (0, 0))
    assert corners(shown(read_picture(written(grey, "PNG")))) == [WHITE] * 4


def test_palettes_with_see_through_colours_become_plain_colours() -> None:
    image = quarters(400, 400).quantize(8)
    see_through = image.getpixel((10, 10))
    for transparency in (see_through, bytes(0 if n == see_through else 255 for n in range(8))):
        file = written(image, "PNG", transparency=transparency)
        assert corners(shown(read_picture(file))) == [WHITE, GREEN, BLUE, WHITE]
    plain = written(image, "PNG")
    assert corners(shown(read_picture(plain))) == [RED, GREEN, BLUE, WHITE]


def test_a_palette_that_is_missing_is_damage() -> None:
    whole = written(quarters(400, 400).quantize(8), "PNG")
    start = whole.index(b"PLTE") - 4
    length = int.from_bytes(whole[start : start + 4], "big")
    with pytest.raises(BadPicture, match=r"^This picture is damaged or part of it is missing"):
        read_picture(whole[:start] + whole[start + 12 + length :])


def test_print_colours_become_screen_colours() -> None:
    image = quarters(400, 400).convert("CMYK")
    assert corners(shown(read_picture(written(image, "JPEG", quality=95)))) == [
        RED,
        GREEN,
        BLUE,
        WHITE,
    ]


@pytest.mark.parametrize(
    ("mode", "half"), [("I;16", 0x8080), ("L", 0x80), ("LA", (0x80, 255)), ("P", 0x80)]
)
def test_greys_keep_their_brightness(mode: str, half: int | tuple[int, int]) -> None:
    grey = Image.new(mode, (40, 40), half)
    if mode == "P":
        grey.putpalette([value for value in range(256) for _ in range(3)])
    assert corners(shown(read_picture(written(grey, "PNG")))) == [(128, 128, 128)] * 4


def test_black_and_white_stays_so() -> None:
    assert corners(shown(read_picture(written(Image.new("1", (9, 9), 1), "PNG")))) == [WHITE] * 4


def test_a_colour_profile_is_followed() -> None:
    # The profile swaps red and blue, as none would in earnest, so that following it shows.
    swapped = swapping(profile())
    picture = read_picture(written(quarters(400, 400), "PNG", icc_profile=swapped))
    assert corners(shown(picture)) == [BLUE, GREEN, RED, WHITE]


def swapping(file: bytes) -> bytes:
    """A colour profile whose red is blue, and whose blue is red."""
    names = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ"}
    count = int.from_bytes(file[128:132], "big")
    table = [file[132 + 12 * n : 144 + 12 * n] for n in range(count)]
    swapped = [names.get(entry[:4], entry[:4]) + entry[4:] for entry in table]
    assert swapped != table
    return file[:132] + b"".join(swapped) + file[132 + 12 * count :]


@pytest.mark.parametrize(
    "broken", [b"no profile", profile()[:200], profile().replace(b"RGB ", b"CMYK", 1)]
)
def test_a_colour_profile_that_cannot_be_used_is_left_out(broken: bytes) -> None:
    picture = read_picture(written(quarters(400, 400), "PNG", icc_profile=broken))
    assert corners(shown(picture)) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_frame_is_taken(kind: str) -> None:
    later = [Image.new("RGB", (400, 400), colour) for colour in (BLUE, RED)]
    file = written(quarters(400, 400), kind, save_all=True, append_images=later, duration=100)
    picture = read_picture(file)
    assert corners(shown(picture)) == [RED, GREEN, BLUE, WHITE]
    assert [chunks(made) for made in picture.files.values()] == [[b"VP8 "], [b"VP8 "]]


def test_a_heavy_picture_is_made_light_enough_for_a_slow_phone() -> None:
    picture = read_picture(written(noise(1700, 1300), "PNG"))
    assert len(picture.files[LARGE]) <= 250_000
    assert len(picture.files[SMALL]) <= 60_000
    assert shown(picture).size == (picture.width, picture.height)
    assert picture.width / picture.height == pytest.approx(17 / 13, abs=0.01)


def test_a_picture_is_named_by_what_it_shows() -> None:
    one = read_picture(written(quarters(400, 400), "PNG"))
    again = read_picture(written(quarters(400, 400), "PNG", exif=exif(1)))
    other = read_picture(written(quarters(400, 396), "PNG"))
    assert one == again
    assert one.name == again.name != other.name


@pytest.mark.parametrize(
    ("size", "said"), [(20 * 1024 * 1024, "20"), (MOST_BYTES + 1, "10.1"), (11_000_000, "10.5")]
)
def test_a_heavy_file_is_refused(size: int, said: str) -> None:
    file = written(quarters(40, 40), "JPEG").ljust(size, b"\0")
    with pytest.raises(BadPicture) as raised:
        read_picture(file)
    assert str(raised.value) == (
        f"This picture is {said} MB. The most is 10 MB. Make it smaller, or choose another."
    )


def test_a_file_of_just_the_most_is_read() -> None:
    file = written(quarters(40, 40), "JPEG").ljust(MOST_BYTES, b"\0")
    assert read_picture(file).width == 40


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(BadPicture) as raised:
        read_picture(b"")
    assert str(raised.value) == "This file is empty. Use a JPEG, PNG or WebP photo."


def test_several_may_send_pictures_at_once_and_pillow_stays_as_it_was() -> None:
    before = (Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES)
    files = [written(quarters(800, side), "JPEG") for side in (200, 300, 400, 500)]
    made: dict[int, Picture] = {}

    def send(number: int) -> None:
        made[number] = read_picture(files[number])

    threads = [threading.Thread(target=send, args=(number,)) for number in range(len(files))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {number: picture.height for number, picture in made.items()} == {
        0: 200,
        1: 300,
        2: 400,
        3: 500,
    }
    assert before == (Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES)
