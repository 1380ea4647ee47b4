/** The conversation with no signal: the same question and the same cards, from the pack. */

import { card } from "./card.js";
import { errorSummary, line, make } from "./draw.js";
import { questionIn } from "./find-view.js";
import { fold } from "./fold.js";
import { optionsFor } from "./options.js";
import { signpostPanel } from "./signposts.js";
import { isDaytime } from "./times.js";
import { urgentPanel } from "./urgent.js";

/** What was said in an address; what the pack does not know is left out. */
function saidIn(parameters, { pack, facets }) {
  const { q, near } = questionIn(parameters, facets);
  const likings = Object.keys(pack.likings).filter((slug) => parameters.getAll("like").includes(slug));
  const musts = pack.musts.map(([slug]) => slug).filter((slug) => parameters.getAll("must").includes(slug));
  const language = pack.facets.language.choices[facets.slugOf("language", parameters.get("language"))] ?? "";
  return { near, q, likings, musts, language };
}

function languagesOf(pack) {
  return Object.entries(pack.facets.language.choices).flatMap(([slug, label]) => (slug === "english" ? [] : [label]));
}

function ticks(name, legend, values, chosen) {
  return make("fieldset", { class: "field ticks" }, make("legend", {}, legend), make("div", { class: "ticks__all" },
    ...values.map(([value, words]) => make("label", { class: "tick" },
      make("input", { type: "checkbox", name, value, checked: chosen.includes(value) }), make("span", {}, words)))));
}

function box(name, label, value, hint, longest) {
  const id = `talk-${name}`; // the search boxes of the frame have the plain names
  return make("div", { class: "field" }, make("label", { for: id }, label),
    make("p", { class: "hint", id: `${id}-hint` }, hint),
    make("input", { type: "text", id, name, value, "aria-describedby": `${id}-hint`, maxlength: longest, autocomplete: "off" }));
}

function languageBox(languages, chosen) {
  if (!languages.length) return null;
  const options = ["", ...languages].map((each) => make("option", { value: each, selected: each === chosen }, each || "Any"));
  return make("div", { class: "field" }, make("label", { for: "language" }, "They must speak"),
    make("select", { id: "language", name: "language" }, ...options));
}

function form(pack, said) {
  const likings = Object.entries(pack.likings).map(([slug, [label]]) => [slug, label]);
  return make("form", { action: "/conversation", method: "get", novalidate: true },
    box("near", "Where?", said.near, "A town, or the first part of a postcode. Not an address.", "80"),
    ticks("like", "I’d like to…", likings, said.likings),
    ticks("must", "It must be…", pack.musts, said.musts),
    languageBox(languagesOf(pack), said.language),
    box("q", "In their own words (optional)", said.q, "For example: used to love knitting. No names.", "300"),
    make("div", { class: "form__buttons" }, make("button", { class: "button", type: "submit", name: "show", value: "cards" }, "Show what fits")));
}

/** The name of it all, as on the server. */
const TITLE = "Choose together";

function option({ listing, unsaid, reasons = [], needed = [] }, { isShared, isGive, ...about }) {
  const more = [
    about.isByBus && listing.g && make("p", { class: "option-card__first" }, make("strong", {}, "Getting there:"), ` ${listing.g}`),
    listing.f && make("p", { class: "option-card__first" }, make("strong", {}, "The first time:"), ` ${listing.f}`),
    !isShared && make("p", { class: "option-card__pick no-print" },
      make("a", { class: "button", href: `/sheet/new?id=${encodeURIComponent(listing.i)}`, "data-pick": listing.i },
        "Add to the sheet", make("span", { class: "visually-hidden" }, `: ${listing.n}`))),
  ];
  const doesNotSay = unsaid.length ? `Does not say ${unsaid.join(", or ")}` : "";
  const invite = about.pack.gives[listing.k] ?? "";
  const isRole = about.pack.roles.kinds.includes(listing.k);
  const shown = reasons.filter((reason) => !fold(listing.n).includes(fold(reason)));
  const extra = { isOption: true, gives: isRole && !isGive ? invite : "", exchange: isRole ? "" : invite, reasons: shown, needed, doesNotSay };
  return card(listing, { ...about, ...extra, isLinked: !isShared }, ...more);
}

/** The bar that conversation.js works with: what is on the sheet of this device. */
function basket(near, isAnswered) {
  return make("div", { class: "basket no-print", "data-basket": true, "data-near": near, hidden: !isAnswered },
    make("p", { class: "basket__count", role: "status", "data-basket-count": true }),
    make("a", { class: "button", href: "/sheet/new", "data-basket-make": true, hidden: true }, "Make the sheet"),
    make("a", { class: "basket__empty", href: "/conversation", "data-basket-empty": true, hidden: true }, "Empty it"));
}

function headingOf(options) {
  if (!options.length) return "Nothing fits all of that";
  return options.length === 1 ? "One thing to talk about" : `${options.length} things to talk about`;
}

/** How many fit, where not all of them are shown. */
function fitting({ options, count }) {
  const shown = options.filter(({ unsaid }) => !unsaid.length).length;
  return count > shown && line(`${count} things fit. Here are the best ${shown}.`, "hint");
}

/** How many more there would be without each must-have, as a link to the page without it. */
function more({ ruledOut }, said, { pack }) {
  if (!ruledOut.length) return null;
  const labels = new Map(pack.musts.map(([slug, label]) => [slug, label]));
  return make("ul", { class: "talk__more no-print", role: "list" }, ...ruledOut.map(([slug, count]) => {
    const without = new URLSearchParams(location.search);
    const kept = slug === "language" ? said.musts : said.musts.filter((each) => each !== slug);
    if (slug === "language") without.delete("language");
    without.delete("must");
    for (const each of kept) without.append("must", each);
    const words = `${count} more if you take off “${labels.get(slug) ?? `In ${said.language}`}”`;
    return make("li", {}, make("a", { href: `/conversation?${without}`, "data-take-off": true }, words));
  }));
}

function answer(found, said, about) {
  const { options, place, lost, left, unsaid, signposts } = found;
  const isShown = options.length > 0 || found.needs.length > 0;
  const shared = new URLSearchParams(location.search);
  shared.set("view", "share");
  return make("section", { "aria-labelledby": "options-heading" },
    signpostPanel(signposts),
    lost && line(`We do not know “${said.near}” with no signal, so these are from everywhere. Try a town, or the first part of a postcode.`),
    make("h2", { id: "options-heading" }, headingOf(options)),
    fitting(found),
    more(found, said, about),
    !options.length && line("Take something off, use other words, or look in another place."),
    isShown && make("p", { class: "no-print" }, make("a", { class: "onward", href: `/conversation?${shared}`, "data-share": true }, "Turn the screen round: large words, no notes")),
    isShown && cards(found, { ...about, point: place?.point }),
    left > 0 && line(`${left} more ${left === 1 ? "does" : "do"} not say ${unsaid.join(", or ")}. Ring to ask about those.`, "talk__left"),
    make("p", { class: "no-print" }, make("a", { href: "/conversation", "data-basket-new": true }, "Start again with an empty sheet")));
}

/** What has all that it must be, then what does not say, and apart from them a way to give. */
function cards({ options, give, needs }, about) {
  const list = (those, level) => make("ol", { class: "cards option-cards", role: "list" }, ...those.map((each) => option(each, { ...about, level })));
  const sure = options.filter(({ unsaid }) => !unsaid.length);
  const unsure = options.filter(({ unsaid }) => unsaid.length);
  return make("div", {},
    sure.length > 0 && list(sure, about.isShared ? "h2" : "h3"),
    unsure.length > 0 && make("div", { class: "divider" },
      make("h2", {}, `${unsure.length === 1 ? "This" : "These"} may suit you${sure.length ? " too" : ""}`),
      line(`We do not know whether ${unsure.length === 1 ? "it has" : "they have"} everything you asked for. Ring to check.`)),
    unsure.length > 0 && list(unsure, "h3"),
    give && make("div", { class: "divider", id: "give" }, make("h2", {}, "Something you could give"), line("Only if you would like to.")),
    give && make("ol", { class: "cards option-cards", role: "list" }, option(give, { ...about, level: "h3", isGive: true })),
    needs.length > 0 && make("div", { class: "divider", id: "needs" }, make("h2", {}, about.pack.wording.also_need), line(about.pack.wording.also_need_says)),
    needs.length > 0 && list(needs, "h3"));
}

function shareView(found, about) {
  const back = new URLSearchParams(location.search);
  back.delete("view");
  return make("div", { class: "talk talk--share" },
    make("p", { class: "back no-print" }, make("a", { href: `/conversation?${back}` }, "Back")),
    make("h1", { tabindex: "-1" }, headingOf(found.options)),
    urgentPanel(about.pack, found.danger),
    cards(found, { ...about, point: found.place?.point, isShared: true }));
}

/** @param {import("./search.js").Search} search @param {URLSearchParams} parameters @param {{pack: object, now: Date}} about */
export function conversationView(search, parameters, about) {
  const said = saidIn(parameters, search);
  const saysAnything = Boolean(said.near || said.q || said.likings.length || said.musts.length || said.language);
  const found = saysAnything ? optionsFor(search, said, about.now) : null;
  const suits = said.musts.includes("daytime") ? isDaytime : undefined;
  const asked = { ...about, suits, isByBus: said.musts.includes("bus") };
  if (found && parameters.get("view") === "share") return shareView(found, asked);
  const asks = form(about.pack, said);
  return make("div", { class: "talk" },
    !found && parameters.has("show") && errorSummary("Say where, choose what they would like, or type their words.", "#talk-near"),
    make("h1", { tabindex: "-1" }, TITLE),
    !found && line("Say what you would like. We show what fits, up to twelve things. Pick some, and take them away on a sheet.", "lead"),
    !found && line("We do not need to know who it is for: give no names, no phone numbers and no addresses."),
    urgentPanel(about.pack, found?.danger ?? []),
    found ? make("details", { class: "talk__asks no-print" }, make("summary", {}, "Change what was said"), asks) : asks,
    found && answer(found, said, asked),
    basket(said.near, Boolean(found)));
}
