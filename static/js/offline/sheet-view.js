/** The sheet with no signal: what was picked, to print in each format. A code for it needs a signal. */

import { glyph } from "../glyph.js";
import { items } from "../handouts/sheet-list.js";
import { categoryOf } from "./card.js";
import { helpPhone, line, link, listingAddress, make, phoneLinks } from "./draw.js";
import { easyList } from "./easy-rows.js";
import { metresBetween, METRES_A_MILE, walkWords } from "./nearness.js";
import { longDate } from "./pack.js";
import { Places } from "./places.js";
import { printButton, printedLine } from "./printing.js";
import { datedWords, doubtWords, nextSession, noticeWords, usualLines } from "./times.js";

const FORMATS = [
  ["a4", "A4 page", "Everything, on as few pages as it takes"],
  ["large", "Large print", "Letters of 18 points and more"],
  ["easy", "Easy read", "A picture and a short line for each thing"],
  ["noticeboard", "Noticeboard", "Big letters, for a wall"],
];

/** The number at the head of every page. */
const helpNumber = () => document.querySelector(".site-phone__number").textContent;

/** How far from the place that was named, how long on foot, and the listing's own words. */
function travel(listing, place, pack) {
  const own = (listing.g ?? "").split("\n").map((each) => each.trim()).filter(Boolean);
  const ask = own.length ? [] : [listing.pt ? "Ask them how to get there." : "Ask whether they come to you."];
  if (!place?.point || !listing.pt) return [...own, ...ask];
  const metres = metresBetween(listing.pt, place.point);
  const far = Math.max(0.1, metres / METRES_A_MILE).toFixed(1).replace(".0", "");
  const walk = walkWords(listing, place.point, pack.walk);
  const way = `About ${far} ${far === "1" ? "mile" : "miles"} from ${place.label}`;
  return walk ? [`${way}: ${walk}.`, ...own] : [`${way}.`, ...own, ...ask];
}

/** One item's words, as they stay true on paper. What a listing does not say is asked. */
export function wordsOf(listing, { now, place, pack }) {
  const next = nextSession(listing, { pack, now });
  const when = next ? datedWords(next, now) : "";
  const news = (listing.nw ?? "").split(/\s+/).join(" ");
  const [category, label] = categoryOf(listing, pack);
  return {
    notices: [noticeWords(listing, { pack, now }), doubtWords(listing, { pack, now }), news].filter(Boolean),
    when,
    usual: usualLines(listing).join("; ") || (when ? "" : "Ask when it is on"),
    where: listing.ad ?? listing.at ?? "",
    travel: travel(listing, place, pack),
    cost: listing.hr ? pack.gives[listing.k] : listing.co ?? "",
    first: (listing.f ?? "").split(/\s+/).join(" ") || "Ask who will meet you.",
    checked: listing.ck ?? "",
    checkedOn: listing.cd ? longDate(listing.cd) : "",
    whose: listing.ph ? "" : pack.body,
    category,
    label,
  };
}

/** `3 March 2026` of an ISO date. */

/** The number to ring, as links. */
const ringOf = (listing) => (listing.ph ? phoneLinks(listing.ph, listing.pp) : helpPhone());

const name = (listing) => make("h2", { class: "item__name" }, link(listingAddress(listing.i), listing.n));
const doubt = (words) => words && make("p", { class: "item__doubt" }, glyph("glyph-warning"), " ", make("strong", {}, words));

function fact(label, words, look = "") {
  return words && make("p", { class: `item__fact ${look}`.trim() }, make("span", { class: "item__label" }, label), " ", words);
}

const group = (...facts) => make("div", { class: "item__group" }, ...facts);

function whole(listing, words) {
  return [
    name(listing), ...words.notices.map(doubt),
    group(fact("Next", words.when, "item__beside item__when"), fact("Usual times", words.usual, "item__beside")),
    group(fact("Where", words.where), fact("Getting there", words.travel.join(" "))),
    group(fact("Cost", words.cost, "item__beside"),
      fact("Ring", make("span", {}, ...ringOf(listing), words.whose && ` (${words.whose})`), "item__beside item__phone")),
    group(fact("Your first visit", words.first), make("p", { class: "item__checked" }, words.checked)),
  ];
}

const easy = (listing, words) => [name(listing), easyList(listing, { ...words, ring: ringOf(listing) })];

/** One's own words, and the way off the sheet: sheet.js works with these. */
function tools(listing, address) {
  const id = `line-${listing.i}`;
  return make("div", { class: "item__tools no-print" },
    make("p", { class: "item__write", "data-write": true, hidden: true },
      make("label", { for: id }, `Your own words about ${listing.n}`),
      make("input", { type: "text", id, maxlength: "120", autocomplete: "off" })),
    make("ul", { class: "item__moves" }, make("li", {}, make("a", { class: "button button--quiet", href: address },
      "Take off ", make("span", { class: "visually-hidden" }, listing.n)))));
}

/** What is on the sheet and not on this phone: it stays where it is, and so do one's own words. */
function missing(id, address) {
  return make("li", { class: "item", "data-item": id },
    make("p", { class: "item__gone" }, "What stands here is not saved on this phone."),
    make("p", { class: "item__tools no-print" }, make("a", { class: "button button--quiet", href: address }, "Take it off")));
}

function formats(format, addressOf) {
  return make("nav", { class: "formats no-print", "aria-labelledby": "formats-heading" },
    make("h2", { id: "formats-heading" }, "How should it look?"),
    make("ul", {}, ...FORMATS.map(([value, label, hint]) => make("li", {},
      make("a", { href: addressOf({ format: value }), ...(value === format && { "aria-current": "true" }) },
        make("strong", {}, label), " ", make("span", {}, hint))))));
}

function start(ids, format, near, place) {
  const hidden = [...ids.map((id) => ["id", id]), ["format", format]];
  return make("form", { class: "start no-print", action: "/sheet/new", method: "get", novalidate: true },
    ...hidden.map(([key, value]) => make("input", { type: "hidden", name: key, value })),
    make("div", { class: "field" }, make("label", { for: "start" }, "Where do you start from?"),
      make("p", { class: "hint", id: "start-hint" }, "A town or the first part of a postcode. Then it says how far everything is."),
      near && !place && make("p", { class: "error", id: "start-error" }, `We do not know “${near}” with no signal.`),
      make("input", { type: "text", id: "start", name: "near", value: near, "aria-describedby": near && !place ? "start-hint start-error" : "start-hint", autocomplete: "off", maxlength: "60" })),
    make("button", { class: "button button--quiet", type: "submit" }, "Show how far"));
}

/** @param {URLSearchParams} parameters @param {{pack: object, now: Date}} about */
export function sheetView(parameters, { pack, now }) {
  const asked = parameters.getAll("id").length ? parameters.getAll("id") : items().map(({ id }) => id);
  const known = new Map(pack.listings.map((listing) => [listing.i, listing]));
  const ids = [...new Set(asked)].slice(0, pack.talk.on_a_sheet);
  const format = FORMATS.map(([value]) => value).find((each) => each === parameters.get("format")) ?? "a4";
  const near = (parameters.get("near") ?? "").trim().slice(0, 60);
  const place = near ? new Places(pack).find(near) : null;
  const addressOf = (change) => {
    const { id = ids, ...rest } = { format, ...(near && { near }), ...change };
    return `/sheet/new?${new URLSearchParams([...id.map((each) => ["id", each]), ...Object.entries(rest)])}`;
  };
  const item = (id) => {
    const listing = known.get(id);
    const off = addressOf({ id: ids.filter((each) => each !== id) });
    if (!listing) return missing(id, off);
    const words = wordsOf(listing, { now, place, pack });
    return make("li", { class: "item", "data-item": id },
      ...(format === "easy" ? easy(listing, words) : whole(listing, words)),
      format !== "noticeboard" && make("p", { class: "item__own", "data-own-line": true, hidden: true }),
      tools(listing, off));
  };
  return make("article", { class: `sheet sheet--${format}${format === "a4" && ids.length > 3 ? " sheet--dense" : ""}` },
    make("header", { class: "sheet__head" }, make("h1", { tabindex: "-1" }, format === "noticeboard" ? "What is on near here" : "My list")),
    !ids.length && line("There is nothing on it yet. Find something, and press “Add to my list”."),
    ids.length > 0 && make("p", { class: "no-print" }, "It has no code: that needs a signal. It is on this phone only."),
    ids.length > 0 && printButton(),
    ids.length > 0 && formats(format, addressOf),
    ids.length > 0 && start(ids, format, near, place),
    make("ol", { class: "sheet__items", role: "list" }, ...ids.map(item)),
    ids.length > 0 && make("div", { class: "sheet__foot" },
      line(`Talk to a person: ${helpNumber()}. Times change: ring before you go.`),
      ids.some((id) => known.get(id)?.sa) && make("p", {}, make("strong", {}, "Sample data: these listings are invented.")),
      printedLine(pack, now)));
}
