/** Suggestions under the search boxes: an ARIA 1.2 combobox that never changes what is typed. */

import { suggestionList } from "./suggestion-list.js";

const LETTERS_LEAST = 2;
const PAUSE = 150; // ms

for (const input of document.querySelectorAll("[data-suggest]")) addSuggestions(input);

/**
 * @param {HTMLInputElement} input data-suggest is `all`, or `places` where a place fills the box
 */
export function addSuggestions(input) {
  const onlyPlaces = input.dataset.suggest === "places";
  const list = suggestionList(input, choose);
  let timer = 0;
  let asking = null;

  function choose({ label, url }) {
    stop();
    if (onlyPlaces) {
      input.value = label;
      input.focus();
    } else {
      location.assign(url);
    }
  }

  function stop() {
    clearTimeout(timer);
    asking?.abort();
    list.close();
  }

  async function fetchSuggestions() {
    const words = input.value.trim();
    if (words.length < LETTERS_LEAST) return list.close();
    asking?.abort();
    asking = new AbortController();
    const query = new URLSearchParams({ q: words });
    if (onlyPlaces) query.set("only", "places");
    try {
      const answer = await fetch(`/suggest.json?${query}`, { signal: asking.signal });
      if (!answer.ok || document.activeElement !== input) return;
      const found = groups(await answer.json(), onlyPlaces);
      // A name typed in full needs no list, which would only stand in front of the button.
      isTypedInFull(found, words) ? list.close() : list.open(found);
    } catch {
      // No suggestions: the search works without them.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    asking?.abort();
    timer = setTimeout(fetchSuggestions, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!list.isOpen) return void fetchSuggestions();
      event.preventDefault();
      list.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && list.current) {
      event.preventDefault();
      choose(list.current);
    } else if (event.key === "Escape" && list.isOpen) {
      event.preventDefault(); // a search box would also empty itself
      stop();
    }
  });
  input.addEventListener("blur", stop);
  input.form?.addEventListener("submit", stop);
}

function isTypedInFull(found, words) {
  const items = found.flatMap((group) => group.items);
  return items.length === 1 && items[0].label.toLowerCase() === words.toLowerCase();
}

function groups(found, onlyPlaces) {
  const wanted = [["Places", found.places], ["Subjects", found.categories], ["Listings", found.names]];
  return wanted
    .slice(0, onlyPlaces ? 1 : undefined)
    .filter(([, items]) => items?.length)
    .map(([title, items]) => ({ title, items }));
}
