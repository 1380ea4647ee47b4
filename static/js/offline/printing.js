/** What pages on paper need: the button, and the line that says how old they are. */

import { line, make } from "./draw.js";
import { dateWords, sinceWords } from "./times.js";

/** A button that prints the page. */
export function printButton() {
  const button = make("button", { class: "button button--quiet", type: "button" }, "Print this page");
  button.addEventListener("click", () => print());
  return make("p", { class: "no-print" }, button);
}

/** The line at the foot of a printed page. @param {object} pack @param {Date} now */
export function printedLine(pack, now) {
  const since = sinceWords(new Date(pack.as_at), now);
  return line(`Printed ${dateWords(now, now)} ${now.getFullYear()}. Listings as at ${since}. ${location.href}`, "print-only printed");
}
