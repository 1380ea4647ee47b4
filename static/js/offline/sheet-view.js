/** The sheet with no signal: what was picked, to print in each format. A code for it needs a signal. */

import { glyph } from "../glyph.js";
import { items } from "../handouts/sheet-list.js";
import { categoryOf } from "./card.js";
import { helpPhone, line, link, listingAddress, make, phoneLinks } from "./draw.js";
import { metresBetween, METRES_A_MILE, walkWords } from "./nearness.js";
import { Places } from "./places.js";
import { printButton, printedLine } from "./printing.js";
import { shortLines } from "./short-lines.js";
import { datedWords, doubtWords, nextSession, noticeWords } from "./times.js";

const FORMATS = [
  ["a4", "A4 page", "Everything, on as few pages as it takes"],
  ["large", "Large print", "Letters of 18 points and more"],
  ["easy", "Easy read", "One thing at a time, with short lines"],
  ["noticeboard", "Noticeboard", "Big, in two columns, for a wall"],
];

/** The number at the head of every page. */
const helpNumber = () => document.querySelector(".site-phone__number").textContent;

/** How far from the place that was named, how long on foot, and the listing's own words. */
function travel(listing, place, pack) {
  const own = (listing.g ?? "").split("\n").map((each) => each.trim()).filter(Boolean);
  if (!place?.point || !listing.pt) return own.length || !listing.pt ? own : ["Ask them how to get there."];
  const metres = metresBetween(listing.pt, place.point);
  const far = Math.max(0.1, metres / METRES_A_MILE).toFixed(1).replace(".0", "");
  const walk = walkWords(listing, place.point, pack.walk);
  return [`About ${far} ${far === "1" ? "mile" : "miles"} from ${place.label}${walk && `: ${walk}`}.`, ...own];
}

/** One item's words, as they stay true on paper. */
function wordsOf(listing, { now, place, pack }) {
  const next = nextSession(listing, { pack, now });
  return {
    notice: noticeWords(listing, { pack, now }),
    doubt: doubtWords(listing, { pack, now }),
    when: next ? datedWords(next, now) : "",
    usual: (listing.t ?? []).join("; "),
    where: listing.at ?? "",
    travel: travel(listing, place, pack),
    cost: listing.co ?? "",
    phone: listing.ph || helpNumber(),
    ring: listing.ph ? phoneLinks(listing.ph, listing.pp) : helpPhone(),
    first: (listing.f ?? "").split(/\s+/).join(" "),
    checked: listing.ck ?? "",
    category: categoryOf(listing, pack)[0],
  };
}

const name = (listing) => make("h2", { class: "item__name" }, link(listingAddress(listing.i), listing.n));
const doubt = (words) => words && make("p", { class: "item__doubt" }, glyph("glyph-warning"), " ", make("strong", {}, words));

function fact(label, words, look = "") {
  return words && make("p", { class: `item__fact ${look}`.trim() }, make("span", { class: "item__label" }, label), " ", words);
}

function whole(listing, words, isForWall) {
  return [
    name(listing), doubt(words.notice), doubt(words.doubt),
    fact("Next", words.when, "item__when"),
    (!isForWall || !words.when) && fact("Usual times", words.usual),
    fact("Where", words.where),
    !isForWall && fact("Getting there", words.travel.join(" ")),
    fact("Cost", words.cost),
    fact("Ring", make("span", {}, ...words.ring), "item__phone"),
    !isForWall && fact("Your first visit", words.first),
    make("p", { class: "item__checked" }, words.checked),
  ];
}

function easy(listing, words) {
  const [day, ...hours] = words.when.split(", ");
  const said = [words.notice, listing.s, day, hours.join(", "), words.where, ...words.travel, words.cost && `Cost: ${words.cost}`,
    `Ring ${words.phone}`, words.first, words.doubt || words.checked];
  return [
    make("div", { class: "item__picture" }, glyph(`icon-${words.category}`)),
    make("div", { class: "item__lines" }, name(listing), ...said.filter(Boolean).flatMap(shortLines).map((each) => line(each))),
  ];
}

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
      ...(format === "easy" ? easy(listing, words) : whole(listing, words, format === "noticeboard")),
      format !== "noticeboard" && make("p", { class: "item__own", "data-own-line": true, hidden: true }),
      tools(listing, off));
  };
  return make("article", { class: `sheet sheet--${format}` },
    make("header", { class: "sheet__head" }, make("h1", { tabindex: "-1" }, format === "noticeboard" ? "What is on near here" : "Your sheet")),
    !ids.length && line("Nothing is on the sheet yet. Find something, and press “Add to my list” on its page."),
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
