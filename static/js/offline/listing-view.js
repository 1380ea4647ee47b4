/** A listing's page from the pack: the same words as online, without its map and pictures. */

import { glyph } from "../glyph.js";
import { categoryOf, disc, tags } from "./card.js";
import { line, link, listingAddress, make, telAddress } from "./draw.js";
import { printButton, printedLine } from "./printing.js";
import { doubtWords, nextSession, sessionWords } from "./times.js";

const lines = (text) => (text ? text.split("\n").filter((each) => each.trim()) : []);

function fact(label, texts) {
  const said = (texts ?? []).filter(Boolean);
  if (!said.length) return null;
  return make("div", { class: "fact" }, make("dt", {}, label), make("dd", {}, ...said.map((text) => line(text))));
}

/** What there is to know, each with its name. */
function facts(listing, pack) {
  return make("dl", { class: "fact-list" },
    fact("Who may come", listing.who),
    fact("When", listing.t),
    fact("Where", listing.wl),
    fact("What it costs", [listing.co]),
    fact("How to join", listing.j),
    fact("Time asked for", [listing.ta]),
    fact("Skills", [listing.sk]),
    fact("Access", (listing.x11y ?? []).map((slug) => pack.access[slug]?.[1])),
    fact("Languages", [listing.l]),
    fact("Getting there", lines(listing.g)),
    fact("On your first visit", lines(listing.f)));
}

function contact(listing) {
  const site = listing.we ?? "";
  return make("section", { class: "panel panel--contact", "aria-labelledby": "contact-heading" },
    make("h2", { id: "contact-heading" }, "Get in touch"),
    listing.cn && line(`Ask for ${listing.cn}.`),
    listing.ph && make("p", { class: "contact-phone" }, link(telAddress(listing.ph), listing.ph)),
    listing.em && make("p", { class: "break-anywhere" }, "Email ", link(`mailto:${listing.em}`, listing.em)),
    site && make("p", { class: "break-anywhere" }, "Website ", link(site, site.replace(/^https?:\/\//, ""), { rel: "noopener nofollow" })),
    !(listing.ph || listing.em || site) && line("We have no public phone number or email for this one."),
    make("p", { class: "no-print" },
      make("a", { class: "button", id: "sheet-add", href: `/sheet/new?id=${encodeURIComponent(listing.i)}`, "data-listing": listing.i },
        make("span", { "data-words": true }, "Add to the sheet")), " ", make("span", { id: "sheet-said", role: "status" })),
    printButton());
}

/** @param {object} listing @param {{pack: object, now: Date}} about */
export function listingView(listing, { pack, now }) {
  const [slug, label] = categoryOf(listing, pack);
  const next = nextSession(listing, now);
  const doubt = doubtWords(listing, now);
  const story = listing.d && listing.d !== listing.s ? lines(listing.d) : [];
  return make("article", { class: "listing" },
    make("header", { class: "listing__top" }, disc(slug, "disc--big"), make("div", {},
      make("h1", { tabindex: "-1" }, listing.n),
      make("p", { class: `card__category category-${slug}` }, label, ...tags(listing, pack)))),
    listing.nw && make("div", { class: "notice" }, line(listing.nw)),
    doubt && make("div", { class: "notice notice--warn" }, line(doubt, "doubt")),
    make("div", { class: "listing__body" },
      make("div", { class: "listing__facts" },
        listing.s && line(listing.s, "lead"),
        next && make("p", { class: "next-date" }, make("span", { class: "next-date__label" }, glyph("glyph-when"), " Next on "), make("strong", {}, sessionWords(next, now))),
        facts(listing, pack),
        make("p", { class: `checked${doubt || !listing.cd ? " checked--not" : ""}` }, glyph(doubt || !listing.cd ? "glyph-unknown" : "glyph-checked"), make("span", {}, listing.ck ?? "")),
        ...(listing.se?.length ? [make("h2", {}, "What we have seen"), make("ul", {}, ...listing.se.map((text) => make("li", {}, text)))] : []),
        ...(story.length ? [make("h2", {}, "More about it"), ...story.map((text) => line(text))] : []),
        listing.cut && line("The rest of this text needs a signal.", "hint")),
      make("div", { class: "listing__side" }, contact(listing))),
    make("section", { class: "wrong" }, make("h2", {}, link(`${listingAddress(listing.i)}/wrong`, "Something wrong?")),
      line("Tell us now: this phone sends it when it is online again.")),
    printedLine(pack, now));
}
