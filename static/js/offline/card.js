/** One listing in a list, as the find page draws it. */

import { glyph } from "../glyph.js";
import { line, link, listingAddress, make, phoneLinks } from "./draw.js";
import { distanceWords, walkWords } from "./nearness.js";
import { doubtWords, isOfDoor, nextSession, noticeWords, opening, sessionWords, termWords, usualLines } from "./times.js";

/** The level 1 category of a listing, and the label of its first one. */
export function categoryOf(listing, pack) {
  const slug = (listing.c ?? []).find((each) => each in pack.categories);
  return slug ? [slug.split("/")[0], pack.categories[slug]] : ["other", pack.kinds[listing.k] ?? ""];
}

/** How its door stands, unless its next time is none but that, and when it is on next, or its times, or how to find out. */
function whenWords(listing, about, suits) {
  const [door, next] = [opening(listing, about), nextSession(listing, about, suits)];
  if (isOfDoor(door, next, listing)) return ["", door.words];
  const usual = [usualLines(listing)[0] ?? listing.free_hours ?? "Ask when it is on", termWords(listing, next, about)].filter(Boolean).join(". ");
  return [door?.words ?? "", next ? sessionWords(next, about.now) : usual];
}

/** A category's picture in a disc of its colour. */
export function disc(slug, look = "") {
  const found = make("span", { class: `disc category-${slug} ${look}`.trim() });
  found.append(glyph(`icon-${slug}`));
  return found;
}

/** `Speaks Polish, Romanian`: the languages beside English. */
function speaksWords(listing) {
  const others = (listing.l ?? "").split(", ").filter((each) => each && each.toLowerCase() !== "english");
  return others.length ? `Speaks ${others.join(", ")}` : "";
}

/** The tags beside a category: invented, elsewhere, closed for now or on holiday. */
export function tags(listing, { pack, now }) {
  const notice = noticeWords(listing, { pack, now });
  return [
    listing.sa && make("span", { class: "tag tag--sample" }, "Sample"),
    listing.out && make("span", { class: "tag" }, `Outside ${pack.whole[0] ?? "the area"}`),
    notice && make("span", { class: "tag tag--warn" }, notice),
  ].flatMap((tag) => (tag ? [" ", tag] : []));
}

function fact(name, label, text, look = "") {
  if (!text) return null;
  return make("li", look ? { class: look } : {}, glyph(`glyph-${name}`), make("span", {},
    label && make("span", { class: "visually-hidden" }, `${label}: `), text));
}

/**
 * @param {object} listing
 * @param {{pack: object, now: Date, point?: number[] | null, level?: string, isLinked?: boolean, suits?: Function,
 *   isOption?: boolean, gives?: string, doesNotSay?: string, comesTo?: string}} about level is the heading's; `suits` tells which
 *   times count; an option of a conversation has its walk, what it `gives` or that an hour is given for an hour
 *   (`exchange`), its `reasons` and what it does not say, and says each thing once;
 *   `comesTo` is the place of the question that it comes to
 */
export function card(listing, { pack, now, point = null, level = "h2", isLinked = true, ...about }, ...more) {
  const [slug, label] = categoryOf(listing, pack);
  const doubt = doubtWords(listing, { pack, now });
  const walk = about.isOption && walkWords(listing, point, pack.walk);
  const place = about.isOption ? listing.wb ?? listing.at : listing.at;
  const at = [place, distanceWords(listing, point), walk].filter(Boolean).join(", ");
  const where = [at, about.comesTo && `Comes to ${about.comesTo}`].filter(Boolean).join(". ");
  const [door, when] = whenWords(listing, { pack, now }, about.suits);
  const mark = doubt ? "warning" : listing.cd ? "checked" : "unknown";
  return make("li", { class: `card${about.isOption ? " option-card" : ""}`, "data-listing": listing.i }, disc(slug), make("div", { class: "card__words" },
    make(level, { class: "card__name" }, isLinked ? link(listingAddress(listing.i), listing.n) : listing.n),
    make("p", { class: `card__category category-${slug}` }, label,
      about.gives && " ", about.gives && make("span", { class: "tag tag--give" }, about.gives), ...tags(listing, { pack, now })),
    listing.nw && line(listing.nw, "card__news"),
    listing.s && line(listing.s, "card__summary"),
    about.needed?.length > 0 && make("p", { class: "card__needs" }, "They need: ", make("strong", {}, about.needed.join("; "))),
    about.reasons?.length > 0 && line(`Also: ${about.reasons.join(", ")}`, "card__because"),
    make("ul", { class: "facts" },
      fact("when", "", door, "facts__open"),
      fact("when", "When", when),
      ...(!about.isOption && pack.roles?.kinds.includes(listing.k) ? [fact("give", "Time asked for", listing.ta), listing.sk && fact("give", "", `Skills: ${listing.sk}`)] : []),
      fact("where", "Where", where),
      fact("cost", "Cost", !(about.isOption && listing.hr) && listing.co),
      fact("give", "", about.exchange),
      fact("speaks", "", speaksWords(listing)),
      fact("phone", "Phone", listing.ph && make("span", about.isOption ? { class: "option-card__phone" } : {}, ...phoneLinks(listing.ph, listing.pp))),
      fact("unknown", "", about.doesNotSay, "facts__unknown"),
      fact(mark, "", doubt || listing.ck, `facts__checked${doubt ? " facts__checked--doubtful" : ""}`)),
    isLinked && !about.isOption && addLink(listing),
    ...more));
}

function addLink(listing) {
  return make("p", { class: "card__add no-print" },
    make("a", { href: `/sheet/new?id=${encodeURIComponent(listing.i)}`, "data-add": listing.i },
      make("span", { "data-words": true }, "Add to my list"), make("span", { class: "visually-hidden" }, `: ${listing.n}`)));
}
