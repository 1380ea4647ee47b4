/**
 * The find page: asks the question without reloading the page, and keeps list, filters and map
 * in step. Whatever fails falls back to an ordinary page load.
 */
import { fetchResults, sayQuestion, showResults } from "./results.js";
import { fillForm, questionUrl } from "./question.js";
import { watchMap } from "../map/map-panel.js";
import { offerOwnPlace } from "./near-me.js";
import { showAdded } from "../handouts/sheet-add.js";
import { updateViewSwitch } from "./view-switch.js";

const form = document.getElementById("search-form");
const status = document.getElementById("find-status");
let asking = null;
let answered = location.search; // the question whose answer is on the page

document.documentElement.classList.add("js");

offerOwnPlace(document);
sayQuestion();
offerSharing();
const isMapView = document.getElementById("find-grid").dataset.view === "map";
const map = watchMap({ onSearchArea: isMapView ? followMap : searchArea, follows: isMapView });

/**
 * Ask a question by its address. `focus` says whether the results' heading takes the focus,
 * `remember` whether it is a step in the history (or "here", in place of this one).
 */
async function ask(url, { focus = false, remember = true, keepView = false } = {}) {
  // A page that shows a mistake is left by a page load, so that the mistake goes with it.
  if (document.getElementById("error-summary")) return leaveFor(url);
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  const results = document.getElementById("results");
  results.setAttribute("aria-busy", "true");
  try {
    const found = await fetchResults(url, mine.signal);
    if (!found) return leaveFor(url);
    if (remember) history[remember === "here" ? "replaceState" : "pushState"]({}, "", url);
    updateViewSwitch();
    showResults(found);
    showAdded();
    offerOwnPlace(document);
    offerSharing();
    answered = new URL(url, location.href).search;
    if (focus || !remember) fillForm(form, new URL(url, location.href));
    status.textContent = found.results.dataset.status;
    document.title = found.results.dataset.title;
    if (focus) focusHeading();
    map.load(found.results.dataset.mapUrl, { keepView });
  } catch (error) {
    if (error.name !== "AbortError") leaveFor(url);
  } finally {
    if (asking === mine) {
      asking = null;
      document.getElementById("results")?.removeAttribute("aria-busy");
    }
  }
}

/** The list handed on by the device's own way, where it has one; only then is the module fetched. */
async function offerSharing() {
  if (!navigator.share) return;
  const { offerToShare } = await import("../public/share.js");
  offerToShare(document.getElementById("share-button"));
}

function leaveFor(url) {
  location.assign(url);
}

function focusHeading() {
  // Whoever may be in danger is led to the numbers, which stand above the boxes.
  const numbers = document.querySelector("#urgent .urgent");
  if (numbers) {
    numbers.tabIndex = -1;
    numbers.focus({ preventScroll: true });
    scrollTo({ top: 0 });
    return;
  }
  const heading = document.getElementById("results-heading");
  heading.focus({ preventScroll: true });
  if (heading.getBoundingClientRect().top < 0) heading.scrollIntoView({ block: "start" });
}

function searchArea(box) {
  document.getElementById("bbox").value = box;
  ask(questionUrl(form), { focus: true, keepView: true });
}

/** The list beside the map is of what the map shows; the map itself stays as it is. */
function followMap(box) {
  document.getElementById("bbox").value = box;
  ask(questionUrl(form), { keepView: true, remember: "here" });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const near = new URL(location.href).searchParams.get("near") ?? "";
  // A part of the map is kept for new words, and left behind for a new place.
  if (form.elements.near.value.trim() !== near) document.getElementById("bbox").value = "";
  if (!matchMedia("(min-width: 60rem)").matches) {
    for (const part of document.querySelectorAll("#filters-all, #question")) part.open = false;
  }
  ask(questionUrl(form), { focus: true });
});

document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.form === form && (field.closest("#filters") || field.id === "within")) ask(questionUrl(form));
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("#results a[href]");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
  if (!link || !plain || link.origin !== location.origin || link.pathname !== location.pathname) return;
  event.preventDefault();
  ask(link.href, { focus: true });
  document.getElementById("results").scrollIntoView({ block: "start" });
});

// A link to a part of this page (#near) comes by here too, and asks nothing new.
addEventListener("popstate", () => {
  if (location.search !== answered) ask(location.href, { remember: false });
});
