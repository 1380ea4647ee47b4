"""`/embed/make`: the code of a box of any question, made without a script."""

from html import unescape

import pytest

from assetmap.services.context import Context
from tests.web.conftest import Client


def code_of(client: Client, address: str) -> str:
    page = client.page(address)
    (code,) = page.all("textarea")
    return "".join(code.itertext()).strip()


def test_code_has_the_question_what_is_shown_and_the_height(
    client: Client, sample_context: Context
) -> None:
    code = code_of(client, "/embed/make?q=lunch&near=RM18&day=tue&show=both&height=700")
    src = f"{sample_context.config.public_url}/embed?q=lunch&near=RM18&day=tue&show=both"
    assert f'src="{src}"' in unescape(code)
    assert 'height="700"' in code
    assert 'title="Lunch near RM18"' in code


def test_what_no_field_shows_is_kept_when_the_form_is_sent(client: Client) -> None:
    page = client.page("/embed/make?q=lunch&day=tue&access=step-free")
    inputs = page.all("input")
    hidden = [each for each in inputs if each.get("type") == "hidden"]
    kept = {(each.get("name"), each.get("value")) for each in hidden}
    assert kept == {("day", "tue"), ("access", "step-free")}


@pytest.mark.parametrize("height", ["9", "9999", "tall", "-300", "٣٠٠", "3" * 50])
def test_a_height_that_cannot_be_is_said_and_not_used(client: Client, height: str) -> None:
    page = client.page(f"/embed/make?show=map&height={height}")
    assert "The height is a whole number of pixels from 200 to 2,000." in page.words
    assert 'height="600"' in code_of(client, f"/embed/make?show=map&height={height}")


def test_mistakes_in_the_question_are_said(client: Client) -> None:
    page = client.page("/embed/make?category=nothing&show=song")
    assert "A box can show a list, a map or both." in page.words


def test_find_page_leads_to_it_with_the_same_question(client: Client) -> None:
    page = client.page("/find?q=lunch&near=RM18&day=tue&page=2&per_page=3")
    (link,) = [each for each in page.all("a") if each.text == "Put this on your website"]
    assert str(link.get("href")).startswith("/embed/make?q=lunch&near=RM18&day=tue")


def test_page_says_which_websites_may(client: Client) -> None:
    assert "We have to add your website first." in client.page("/embed/make").words
