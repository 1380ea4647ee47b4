/** What was told with no signal: what still waits to be sent, and what could not be. */

import { listingAddress, make } from "./draw.js";
import { ask } from "./worker-messages.js";

const REASONS = {
  gone: "The listing is not in the directory any more.",
  refused: "The directory did not take it.",
  old: "There was no signal for two weeks.",
};

/** Everything that is kept, and nothing when there is no worker that keeps it. */
async function keptReports() {
  if (!(await navigator.serviceWorker?.getRegistration())?.active) return [];
  const { ok, given } = await ask("kept");
  return ok ? given : [];
}

function entry(report) {
  const button = make("button", { class: "button button--quiet", type: "button" },
    "Forget this report ", make("span", { class: "visually-hidden" }, `on ${report.name}`));
  const said = [report.words, report.contact].filter(Boolean).join(" – ");
  const item = make("li", {},
    make("p", {}, make("a", { href: listingAddress(report.listing) }, report.name), said && `: “${said}”`),
    make("p", {}, report.refused ? `Not sent. ${REASONS[report.refused]} Please ring us.` : "Waits for a signal."), button);
  button.addEventListener("click", async () => {
    await ask("forget", { once: report.once });
    await showUnsent(item.closest("[data-unsent]"), true);
  });
  return item;
}

/** Fill a place with what is not sent; hidden when that is nothing. @param {HTMLElement} place @param {boolean} [focus] */
export async function showUnsent(place, focus = false) {
  const reports = await keptReports();
  const refused = reports.filter((report) => report.refused);
  const waiting = reports.filter((report) => !report.refused);
  const heading = make("h2", { tabindex: "-1" }, reports.length ? "What you told us with no signal" : "Nothing waits to be sent");
  place.hidden = !reports.length && !focus;
  place.replaceChildren(heading, make("ul", {}, ...[...refused, ...waiting].map(entry)));
  if (focus) heading.focus();
}
