/** A listing's page from the pack: the same words as online, without its map and pictures. */

import { glyph } from "../glyph.js";
import { categoryOf, disc, tags } from "./card.js";
import { mapAppAddress } from "../public/directions.js";
import { kindsShownWith } from "./danger.js";
import { line, link, listingAddress, make, phoneLinks } from "./draw.js";
import { needsOf } from "./needing.js";
import { printButton, printedLine } from "./printing.js";
import { doubtWords, isoDay, isOfDoor, nextSession, opening, sessionWords, termWords } from "./times.js";
import { urgentPanel } from "./urgent.js";

const lines = (text) => (text ? text.split("\n").filter((each) => each.trim()) : []);

/** What a key of a listing says, a line each; of slugs, what the pack says of them. */
function linesOf(value, words) {
  return [value ?? []].flat().flatMap((each) => (words ? [words[each]?.[1]] : lines(each)));
}

/** The dates that differ and are still to come, in words. */
const differing = (listing, now) => (listing.dd ?? []).filter(([until]) => until >= isoDay(now)).map(([, words]) => words);

/** What there is to know, each with its name, in the order of the pack. */
export function facts(listing, pack, now = new Date()) {
  return pack.facts
    .map(([label, key, words]) => [label, [...linesOf(listing[key], words && pack[words]), ...(key === "t" ? differing(listing, now) : [])].filter(Boolean)])
    .filter(([, said]) => said.length);
}

function factList(listing, pack, now) {
  return make("dl", { class: "fact-list" }, ...facts(listing, pack, now).map(([label, said]) =>
    make("div", { class: "fact" }, make("dt", {}, label), make("dd", {}, ...said.map((text) => line(text))))));
}

/** What would help it, and whom to tell that one can. */
function needs(listing, pack, now) {
  const needed = needsOf(listing, isoDay(now));
  if (!needed.length) return [];
  const hasContact = listing.ph || listing.em || listing.we;
  return [make("section", { class: "listing__needs", "aria-labelledby": "needs-heading" },
    make("h2", { id: "needs-heading" }, "They also need"),
    make("ul", {}, ...needed.map((text) => make("li", {}, text))),
    make("p", {}, "Can you help? ", hasContact ? link("#contact-heading", "Get in touch with them") : `Tell ${pack.body}`, "."))];
}

function contact(listing) {
  const site = listing.we ?? "";
  return make("section", { class: "panel panel--contact", "aria-labelledby": "contact-heading" },
    make("h2", { id: "contact-heading" }, "Get in touch"),
    listing.cn && line(`Ask for ${listing.cn}.`),
    listing.ph && make("p", { class: "contact-phone" }, glyph("glyph-phone"), make("span", {}, ...phoneLinks(listing.ph, listing.pp))),
    listing.em && make("p", { class: "break-anywhere" }, "Email ", link(`mailto:${listing.em}`, listing.em)),
    site && make("p", { class: "break-anywhere" }, "Website ", link(site, site.replace(/^https?:\/\//, ""), { rel: "noopener nofollow" })),
    !(listing.ph || listing.em || site) && line("We have no public phone number or email for this one."),
    make("p", { class: "no-print" },
      make("a", { class: "button", id: "sheet-add", href: `/sheet/new?id=${encodeURIComponent(listing.i)}`, "data-add": listing.i },
        make("span", { "data-words": true }, "Add to my list")), " ", make("span", { id: "sheet-said", role: "status" })),
    printButton());
}

/** The way in the phone's own map app, which may hold its maps as well; nothing for what has no door to show. */
function gettingThere(listing) {
  const [lat, lon] = listing.pt ?? [];
  const address = listing.pt && !listing.so && mapAppAddress({ lat, lon, name: listing.n });
  return address && make("section", { class: "getting-there no-print", "aria-labelledby": "way-heading" },
    make("h2", { id: "way-heading" }, "How to get there"),
    make("p", {}, make("a", { href: address, id: "directions" }, "Show me the way in my map app")));
}

/** @param {object} listing @param {{pack: object, now: Date}} about */
export function listingView(listing, { pack, now }) {
  const [slug, label] = categoryOf(listing, pack);
  const [door, following] = [opening(listing, { pack, now }), nextSession(listing, { pack, now })];
  const next = isOfDoor(door, following, listing) ? null : following;
  const terms = termWords(listing, following, { pack, now });
  const doubt = doubtWords(listing, { pack, now });
  const story = listing.d && listing.d !== listing.s ? lines(listing.d) : [];
  return make("article", { class: "listing" },
    urgentPanel(pack, kindsShownWith(pack.danger, "", listing.c ?? [])),
    make("header", { class: "listing__top" }, disc(slug, "disc--big"), make("div", {},
      make("h1", { tabindex: "-1" }, listing.n),
      make("p", { class: `card__category category-${slug}` }, label, ...tags(listing, { pack, now })))),
    listing.nw && make("div", { class: "notice" }, line(listing.nw)),
    doubt && make("div", { class: "notice notice--warn" }, line(doubt, "doubt")),
    make("div", { class: "listing__body" },
      make("div", { class: "listing__facts" },
        listing.s && line(listing.s, "lead"),
        door && make("p", { class: "next-date" }, make("span", { class: "next-date__label" }, glyph("glyph-when"), " Opening hours "), make("strong", {}, door.words)),
        next && make("p", { class: "next-date" }, make("span", { class: "next-date__label" }, glyph("glyph-when"), " Next on "), make("strong", {}, sessionWords(next, now))),
        terms && make("p", { class: "next-date" }, make("span", { class: "next-date__label" }, glyph("glyph-when"), " Next on "), make("strong", {}, terms)),
        listing.ph && make("p", { class: "ring no-print" }, glyph("glyph-phone"), make("span", {}, "Ring ", ...phoneLinks(listing.ph, listing.pp))),
        factList(listing, pack, now),
        ...needs(listing, pack, now),
        make("p", { class: `checked${doubt || !listing.cd ? " checked--not" : ""}` }, glyph(doubt || !listing.cd ? "glyph-unknown" : "glyph-checked"), make("span", {}, listing.ck ?? "")),
        ...(listing.se?.length ? [make("h2", {}, "What we have seen"), make("ul", {}, ...listing.se.map((text) => make("li", {}, text)))] : []),
        ...(story.length ? [make("h2", {}, "More about it"), ...story.map((text) => line(text))] : []),
        listing.cut && line("The rest of this text needs a signal.", "hint")),
      make("div", { class: "listing__side" }, contact(listing), gettingThere(listing))),
    make("section", { class: "wrong" }, make("h2", {}, link(`${listingAddress(listing.i)}/wrong`, "Something wrong?")),
      line("Tell us now: this phone sends it when it is online again.")),
    printedLine(pack, now));
}
