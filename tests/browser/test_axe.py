"""Axe finds the same where the tests have made it quicker."""

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.axe import OPTIONS, QUICK_AXE, RUN
from tests.browser.conftest import Visitor

# Everything that it says of a page: also of what passed, and of what it could not decide.
RUN_WHOLE = """tags => axe.run({runOnly: tags}).then((results) => [
  results.violations, results.passes, results.incomplete, results.inapplicable])"""


def test_colours_read_once_are_those_that_axe_reads(browser: Browser) -> None:
    """Pale words on pale grounds, in every notation, and what no colour is."""
    words = ("#777", "rgb(119, 119, 119)", "rgba(0, 0, 0, 0.5)", "hsl(0.5turn 20% 60%)", "red")
    words += ("color(srgb 0.5 0.4 0.3)", "oklch(0.7 0.1 200)", "transparent", "none of them")
    read = """words => words.map((each) => {
      const colour = new axe.commons.color.Color(1, 2, 3, 0.4);
      try {
        return [colour.parseString(each) === colour, colour.toJSON(), colour.toHexString()];
      } catch (error) {
        return error.message;
      }
    })"""
    pale = [f'<p style="background:{ground};color:#ccc">pale</p>' for ground in words]
    page = browser.new_page()
    page.set_content(f"<!doctype html><html lang=en><title>t</title>{''.join(pale)}")
    page.evaluate(AXE_SCRIPT)
    its_own, found = page.evaluate(read, words), page.evaluate(RUN, OPTIONS)
    page.evaluate(QUICK_AXE)
    assert [page.evaluate(read, words) for _ in range(2)] == [its_own, its_own]
    assert [page.evaluate(RUN, OPTIONS) for _ in range(2)] == [found, found]
    (contrast,) = [each for each in found if each["id"] == "color-contrast"]
    assert len(contrast["nodes"]) > 4
    page.close()


@pytest.mark.parametrize(
    "address", ["/", "/find?q=memory+loss+lunch&near=RM18&per_page=6", "/listing/riverside-hub"]
)
def test_everything_said_of_a_page_is_the_same(visitor: Visitor, address: str) -> None:
    page = visitor.arrive(address)
    page.wait_for_load_state("networkidle")
    # What is wrong is said at length, so something is.
    page.evaluate("document.querySelector('main').style.opacity = '0.3'")
    said = [_whole(page, script) for script in (AXE_SCRIPT, QUICK_AXE)]
    assert said[0] == said[1]
    violations, passes, *_ = said[0]
    assert "color-contrast" in {each["id"] for each in violations}
    assert len(passes) > 20


def _whole(page: Page, script: str) -> Any:
    page.evaluate(script)
    return page.evaluate(RUN_WHOLE, OPTIONS["runOnly"])
