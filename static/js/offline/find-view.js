/** The answer to a search, from the pack. */

import { card } from "./card.js";
import { helpPhone, line, make } from "./draw.js";
import { partsOf } from "./parts.js";
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
  const said = count || !question.q ? `${count} ${count === 1 ? "result" : "results"}` : "We found nothing";
  return `${said}${about}${near}`;
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

/** A part of the list under its heading, with the way to see it alone. */
function partView({ heading, says, before, only, filters, found }, parameters, cardOf) {
  const query = new URLSearchParams(parameters);
  query.delete("page");
  for (const [name, groups] of filters ?? []) {
    query.delete(name);
    groups.forEach((group) => query.append(name, group));
  }
  return [
    before && line(before, "unsure"),
    heading && make("div", { class: "divider" },
      make("h2", {}, heading),
      says && line(says),
      only && make("p", { class: "no-print" }, make("a", { href: `/find?${query}` }, only))),
    make("ul", { class: "cards", role: "list" }, ...found.map(({ listing }) => cardOf(listing, heading ? "h3" : "h2"))),
  ];
}

/** @param {import("./search.js").Search} search @param {URLSearchParams} parameters @param {{pack: object, now: Date}} about */
export function findView(search, parameters, about) {
  const question = questionIn(parameters, search.facets);
  const answer = search.answer(question);
  // Nobody can ask for the older ones with no signal: they come behind the others, with their doubt.
  const { found } = answer;
  const last = Math.max(1, Math.ceil(found.length / PAGEFUL));
  const number = Math.min(last, Math.max(1, Number.parseInt(parameters.get("page") ?? "1", 10) || 1));
  const hasAside = found.some(({ isAside }) => isAside);
  const parts = partsOf(found, answer.conditions, (number - 1) * PAGEFUL, number * PAGEFUL, hasAside, about.pack.wishes, answer.refusals);
  // Under "On Saturday" the date is that of a Saturday.
  const { timing } = answer;
  const suitsOf = (listing) => (timing.isAsked && timing.sessions(listing).length ? (rule) => timing.takes(rule, listing) : undefined);
  const cardOf = (listing, level) => card(listing, { ...about, level, suits: suitsOf(listing), point: answer.place?.point, comesTo: answer.reaches.get(listing) === "comes" ? answer.place.label : "", doesNotSay: doesNotSay(answer.unsaid.get(listing) ?? []), needed: answer.needed.get(listing) });
  return make("section", { class: "results", id: "results", "aria-labelledby": "results-heading" },
    urgentPanel(about.pack, answer.danger),
    make("h1", { id: "results-heading", tabindex: "-1" }, headingOf(question, found.length, answer.place)),
    signpostPanel(answer.signposts),
    answer.refusals.length > 0 && line(`Not: ${listedWithOr(answer.refusals)}`),
    answer.asksPlace && line("Where are you? Type a town, or the first part of a postcode, in the box above."),
    answer.lost && line(`We do not know “${question.near}” with no signal, so these are from everywhere. Try a town, or the first part of a postcode.`),
    !found.length && make("p", {}, "Try other words: with no signal we cannot put spelling right. Or ring ", ...helpPhone(), "."),
    answer.match === "weak" && make("p", { class: "unsure" }, about.pack.wording.unsure, " ", ...helpPhone(), "."),
    ...(found.length ? parts.flatMap((part) => partView(part, parameters, cardOf)) : []),
    answer.nearest.length > 0 && make("div", { class: "divider" }, make("h2", {}, about.pack.wording.nearest), line(about.pack.wording.nearest_says)),
    answer.nearest.length > 0 && make("ul", { class: "cards", role: "list" }, ...answer.nearest.map(({ listing }) => cardOf(listing, "h3"))),
    pager(found.length, number, parameters),
    answer.give && found.length > 0 && number === 1 && giveSection(answer.give, { ...about, point: answer.place?.point }),
    answer.alsoNeed.length > 0 && number === 1 && make("section", { class: "give", "aria-labelledby": "also-need-heading" },
      make("h2", { id: "also-need-heading" }, about.pack.wording.also_need),
      line(about.pack.wording.also_need_says),
      make("ul", { class: "cards", role: "list" }, ...answer.alsoNeed.map((listing) => cardOf(listing, "h3")))));
}

/** A way to give that fits what was asked: apart from the list, which does not count it. */
function giveSection(listing, about) {
  return make("section", { class: "give", "aria-labelledby": "give-heading" },
    make("h2", { id: "give-heading" }, about.pack.wording.give),
    line(about.pack.wording.give_says),
    make("ul", { class: "cards", role: "list" }, card(listing, { ...about, level: "h3" })));
}
