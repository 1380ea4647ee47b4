"""Axe, made quicker where it does the same over and over; it finds the same."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
RUN = "options => axe.run(options).then((results) => results.violations)"

# Axe keeps the parts of each colour in seven weak maps, of which browsers make much work, and a
# page leads to many thousands of colours: kept beside what they belong to, they are at hand.
_WITH_SLOTS = """((script) => {
  class Slots {
    constructor() {
      this.slot = Symbol("slot");
    }
    has(each) {
      return each !== null && each !== undefined && Object.hasOwn(each, this.slot);
    }
    get(each) {
      return this.has(each) ? each[this.slot] : undefined;
    }
    set(each, value) {
      each[this.slot] = value;
      return this;
    }
    add(each) {
      return this.set(each, true);
    }
    delete(each) {
      return this.has(each) && delete each[this.slot];
    }
  }
  script(Slots, Slots);
})((WeakMap, WeakSet) => {
%s
});"""

# Axe reads each of a page's few colours hundreds of times, slowly: once is enough.
_READ_COLOURS_ONCE = """(() => {
  const colour = axe.commons.color.Color.prototype;
  const read = colour.parseString;
  const known = new Map();
  colour.parseString = function (words) {
    if (!known.has(words)) {
      read.call(this, words);
      known.set(words, [this.r, this.g, this.b, this.alpha]);
    }
    [this.r, this.g, this.b, this.alpha] = known.get(words);
    return this;
  };
})();"""

QUICK_AXE = _WITH_SLOTS.replace("%s", AXE_SCRIPT) + _READ_COLOURS_ONCE


def found_by_axe(page: Page) -> Any:
    """The rules that the page as it stands breaks. Raises Error where it is being left."""
    page.wait_for_load_state()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)  # faded until its answer has come
    if not page.evaluate("'axe' in window"):
        page.add_init_script(QUICK_AXE)  # for whatever this window goes to next
        page.evaluate(QUICK_AXE)
    return page.evaluate(RUN, OPTIONS)
