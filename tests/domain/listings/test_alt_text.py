import pytest

from assetmap.domain.listings.alt_text import alt_text_problem

A_FILE = "This looks like the name of a file. Say what the picture shows."
NOT_OF = "Leave out “picture of” or “photo of”, and just say what it shows."
MORE = "Say a little more about what the picture shows: 5 letters or more."


@pytest.mark.parametrize(
    "text",
    [
        "Eight people round a table with knitting",
        "The front door of Riverside Hub, with a ramp",
        "A child paints a picture of a boat",
        "Picture framing class",
        "Photography club by the river",
        "Room 4 at the library",
        "Under 11s",
        "Hall 2",
        "Chór śpiewa w kościele",
        "老人会のお茶会",
        "Choir",
        "x" * 200,
    ],
)
def test_words_that_say_what_is_there_are_good(text: str) -> None:
    assert alt_text_problem(text) == ""
    assert alt_text_problem(f"  {text}\n") == ""


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_none_is_asked_for(text: str) -> None:
    assert alt_text_problem(text) == "Say what the picture shows, for people who cannot see it."


@pytest.mark.parametrize("text", ["Hall", "12345,", ".....", "🎉🎉🎉🎉🎉", "a  b"])
def test_too_little_is_asked_for_more(text: str) -> None:
    assert alt_text_problem(text) == MORE


def test_too_much_says_how_much_it_is() -> None:
    assert alt_text_problem("x" * 201) == "Use 200 letters or fewer. You have used 201."


@pytest.mark.parametrize(
    "text",
    [
        "IMG_1234.jpg",
        "IMG_1234",
        "img-0042.HEIC",
        "DSC00042",
        "DSCN0042 (2).JPG",
        "PXL_20260316_101530.jpg",
        "20260316_101530",
        "image1",
        "photo 3",
        "WhatsApp Image 2026-03-16 at 10.15.30",
        "Screenshot 2026-03-16",
        "lunch club final.png",
    ],
)
def test_the_name_of_a_file_is_no_description(text: str) -> None:
    assert alt_text_problem(text) == A_FILE


@pytest.mark.parametrize(
    "text",
    [
        "Image of the hall",
        "image of the hall",
        "A picture of the hall",
        "This is a photo of the hall",
        "Photograph showing the hall",
        "Photos of the hall",
    ],
)
def test_what_a_screen_reader_says_already_is_left_out(text: str) -> None:
    assert alt_text_problem(text) == NOT_OF
