/** The answer to a search, from the pack. */

import { card } from "./card.js";
import { line, make } from "./draw.js";
import { listedWithOr } from "./refusals.js";
import { signpostPanel } from "./signposts.js";
import { urgentPanel } from "./urgent.js";

const PAGEFUL = 20;

/** The question in an address. @param {URLSearchParams} parameters @param {import("./facets.js").Facets} facets */
export function questionIn(parameters, facets) {
  const typed = (name) => (parameters.get(name) ?? "").trim();
  return {
    q: typed("q").slice(0, 300),
    near: typed("near").slice(0, 80),
    within: Number(typed("within")) || 0,
    need: typed("need"),
    chosen: facets.read(parameters),
  };
}

function headingOf(question, count, place) {
  const about = question.q ? ` for “${question.q}”` : "";
  const near = place && question.near ? ` near ${place.label}` : "";
  return `${count} ${count === 1 ? "result" : "results"}${about}${near}`;
}

/** `Does not say what it costs or which languages are spoken`; empty when it says it all. */
const doesNotSay = (unsaid) => (unsaid.length ? `Does not say ${unsaid.join(" or ")}` : "");

function pager(count, number, parameters) {
  const last = Math.max(1, Math.ceil(count / PAGEFUL));
  if (last === 1) return null;
  const leading = (page, words) => {
    const query = new URLSearchParams(parameters);
    query.set("page", String(page));
    return make("a", { class: "pager__link", href: `/find?${query}` }, words);
  };
  return make("nav", { class: "pager", "aria-label": "Pages of results" },
    number > 1 && leading(number - 1, "Previous page"),
    make("p", { class: "pager__now" }, `Page ${number} of ${last}`),
    number < last && leading(number + 1, "Next page"));
}

/** @param {import("./search.js").Search} search @param {URLSearchParams} parameters @param {{pack: object, now: Date}} about */
export function findView(search, parameters, about) {
  const question = questionIn(parameters, search.facets);
  const found = search.answer(question);
  // Nobody can ask for the older ones with no signal: they come behind the others, with their doubt.
  const isOpen = (listing) => found.unsaid.get(listing).length > 0;
  const listings = [...found.listings, ...found.older].sort((a, b) => Number(isOpen(a)) - Number(isOpen(b)));
  const last = Math.max(1, Math.ceil(listings.length / PAGEFUL));
  const number = Math.min(last, Math.max(1, Number.parseInt(parameters.get("page") ?? "1", 10) || 1));
  const shown = listings.slice((number - 1) * PAGEFUL, number * PAGEFUL);
  return make("section", { class: "results", id: "results", "aria-labelledby": "results-heading" },
    urgentPanel(about.pack, found.danger),
    make("h1", { id: "results-heading", tabindex: "-1" }, headingOf(question, listings.length, found.place)),
    signpostPanel(found.signposts),
    found.refusals.length > 0 && line(`Not: ${listedWithOr(found.refusals)}`),
    found.asksPlace && line("Where are you? Type a town, or the first part of a postcode, in the box above."),
    found.lost && line(`We do not know “${question.near}” with no signal, so these are from everywhere. Try a town, or the first part of a postcode.`),
    !shown.length && line("Nothing was found. Try other words: with no signal we cannot put spelling right."),
    shown.length && make("ul", { class: "cards", role: "list" }, ...shown.map((listing) => card(listing, { ...about, point: found.place?.point, doesNotSay: doesNotSay(found.unsaid.get(listing)) }))),
    pager(listings.length, number, parameters));
}
