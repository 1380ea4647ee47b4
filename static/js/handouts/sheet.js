/** The sheet's pages: one's own lines, which never leave this device, and the print button. */

import { offerToShare } from "../public/share.js";
import { address, forget, forgetLines, items, keep, keeping, linesOf } from "./sheet-list.js";

const { sheet: kind, code } = document.body.dataset;
const shown = [...document.querySelectorAll("[data-item]")];
const isEmptyPage = kind === "new" && !shown.length && !new URLSearchParams(location.search).has("id");

if (isEmptyPage && items().length) {
  location.replace(address(items()));
} else {
  const lines = code ? linesOf(code) : new Map(items().map((item) => [item.id, item.line]));
  for (const element of shown) showLine(element, lines.get(element.dataset.item) ?? "");
  if (kind === "new" && shown.length) follow(lines);
  if (code) offerToChange(lines);
  if (code) offerToForget(lines);
  offerToPrint();
  offerToShare(document.getElementById("share-button"), document.getElementById("share-way"));
}

/** The page's address says what is on the sheet and in which order; the lines are ours. */
function follow(lines) {
  keeping(false);
  document.getElementById("keep-form")?.addEventListener("submit", () => keeping());
  if (!keep(withLines(lines))) return;
  for (const element of shown) {
    const place = element.querySelector("[data-write]");
    if (!place) continue;
    const input = place.querySelector("input");
    place.hidden = false;
    input.value = lines.get(element.dataset.item) ?? "";
    input.addEventListener("input", () => write(element, input.value));
  }
}

function withLines(lines) {
  return shown.map(({ dataset }) => ({ id: dataset.item, line: lines.get(dataset.item) ?? "" }));
}

function write(element, line) {
  const { item: id } = element.dataset;
  keep(items().map((item) => (item.id === id ? { id, line } : item)));
  showLine(element, line);
}

/** Without a line there is room on paper to write one. */
function showLine(element, line) {
  const place = element.querySelector("[data-own-line]");
  if (!place) return;
  (place.querySelector("[data-words]") ?? place).textContent = line;
  place.classList.toggle("is-written", Boolean(line));
  if (line) place.hidden = false;
}

/** A kept sheet that is changed takes its lines along. */
function offerToChange(lines) {
  document.getElementById("change-link")?.addEventListener("click", () => keep(withLines(lines)));
}

function offerToPrint() {
  const button = document.getElementById("print-button");
  if (!button) return;
  document.getElementById("print-way").hidden = false;
  button.addEventListener("click", () => print());
}

/** Somebody else's sheet is not ours to forget, and what we are putting together stays. */
function offerToForget(lines) {
  const isOnes = items().map(({ id }) => id).join() === shown.map(({ dataset }) => dataset.item).join();
  const button = document.getElementById("clear-button");
  if (!button || !(isOnes || lines.size)) return;
  document.getElementById("clear-way").hidden = false;
  button.addEventListener("click", () => {
    if (lines.size) forgetLines(code);
    if (isOnes) forget();
    location.assign("/sheet/new");
  });
}
