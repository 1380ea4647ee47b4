/** A listing for people with a learning disability: a picture and a short line for each thing, as easy_rows.py has it. */

import { glyph } from "../glyph.js";
import { line, make } from "./draw.js";
import { firstSentence, shortLines } from "./short-lines.js";

/** `It is free.`, `It costs £4.`, or its own words as a sentence. @param {string} words */
export function costSentence(words) {
  if (!words) return "";
  if (words.toLowerCase() === "free") return "It is free.";
  const said = words.startsWith("£") ? `It costs ${words}` : words;
  return /[.!?]$/.test(said) ? said : `${said}.`;
}

/**
 * What the rows say: picture, label and lines, in the order of the server.
 * @param {object} listing @param {object} told its words, see sheet-view.js @returns {[string, string, string[]][]}
 */
export function easyRows(listing, told) {
  const name = listing.ph && listing.cn;
  const rows = [
    ...told.notices.map((notice) => ["glyph-warning", "Look out", [notice]]),
    [`icon-${told.category}`, "What", [firstSentence(listing.s ?? "") || told.label]],
    ["glyph-when", "When", [told.when || told.usual]],
    ["glyph-where", "Where", [told.where]],
    ["glyph-way", "Getting there", told.travel],
    ["glyph-cost", "Cost", [costSentence(told.cost)]],
    ["glyph-phone", "Who to ring", name ? [`Ask for ${name}.`] : []],
    ["glyph-door", "Your first visit", [firstSentence(told.first)]],
    [listing.cd ? "glyph-checked" : "glyph-unknown", "Checked", [listing.cd ? `Checked on ${told.checkedOn}.` : told.checked]],
  ];
  const lines = rows.map(([picture, label, texts]) => [picture, label, texts.filter(Boolean).flatMap(shortLines)]);
  return lines.filter(([, label, each]) => each.length || label === "Who to ring");
}

/** The rows drawn. @param {object} listing @param {object} told */
export function easyList(listing, told) {
  const ring = make("p", { class: "easy__phone" }, "Ring ", ...told.ring, told.whose && ` (${told.whose})`);
  return make("dl", { class: "easy" }, ...easyRows(listing, told).map(([picture, label, lines]) => {
    const drawn = make("span", { class: "easy__picture", "aria-hidden": "true" });
    drawn.append(glyph(picture));
    return make("div", { class: "easy__row" },
      make("dt", {}, drawn, make("span", { class: "easy__label" }, label)),
      make("dd", {}, ...lines.map((each) => line(each)), label === "Who to ring" && ring));
  }));
}
