/** The parts of a list and the headings over them, by the server's rules and in its words. */

import { listedWithOr } from "./refusals.js";
import { dayName, DAYS } from "./times.js";

export const FITS = "fits";
export const OTHER = "other";
export const AREAS = "areas";
export const ORDER = [FITS, OTHER, AREAS];
const DAY_NAME = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/;

const filled = (words, asked) => words.replace("{asked}", asked);
const upper = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Whether a listing's cost, access or age is what was asked for. */
export function meets(wish, listing, position, { pack, facets }) {
  const { pence = {}, ages = {} } = pack.wishes ?? {};
  if (wish.most !== undefined) return pence[position] !== undefined && pence[position] <= wish.most;
  if (wish.sort !== "age") return wish.values.some((value) => facets.has(wish.sort, value, listing));
  const [least, most] = ages[position] ?? [null, null];
  const age = Number(wish.values[0]);
  return position in ages && (least ?? 0) <= age && (most === null || age <= most);
}

/** Whether its own age limit shuts out an age that was said. */
export const shutsOut = (wish, listing, position, about) =>
  wish.sort === "age" && position in (about.pack.wishes?.ages ?? {}) && !meets(wish, listing, position, about);

/** Tells the part of a listing of a question; `aside` what meets it all and answers the words much less well. */
export class Parts {
  /** @param {import("./wishes.js").Wish[]} wishes @param {import("./timing.js").Timing} timing @param {{pack: object, facets: object}} about @param {number} best the best listing's relevance */
  constructor(wishes, timing, about, best) {
    this.about = about;
    this.timing = timing;
    this.wishes = wishes;
    this.conditions = wishes.filter(({ sort }) => about.pack.wishes?.conditions.includes(sort));
    this.least = this.conditions.length ? about.pack.wishes.about_as_good * best : -Infinity;
  }

  /** @param {{listing: object, position: number, relevance: number, unsaid: string[], isAskedFor: boolean, reach?: string}} each */
  of(each) {
    if (each.isAskedFor && !each.isUnwanted) return { part: FITS, isAside: false };
    const { listing, position } = each;
    const of = (sort) => this.wishes.filter((wish) => wish.sort === sort);
    const isMet = (wish) => meets(wish, listing, position, this.about);
    const fits = !each.unsaid.length && !each.isUnwanted
      && (!of("cost").length || of("cost").some(isMet))
      && of("access").every(isMet)
      && !this.wishes.some((wish) => shutsOut(wish, listing, position, this.about))
      && (!this.timing.isAsked || this.timing.fits(listing, position));
    const isAside = fits && each.relevance < this.least;
    if (each.reach === "elsewhere") return { part: AREAS, isAside: false };
    return { part: fits && !isAside ? FITS : OTHER, isAside };
  }
}

function askedOf(label) {
  if (!DAY_NAME.test(label)) return label.slice(0, 1).toLowerCase() + label.slice(1);
  return label.includes(" to ") ? label : `on ${label}`;
}

/** `on Tuesday in the evening, free`. */
export function askedWords(conditions) {
  const of = (sort) => conditions.filter((each) => each.sort === sort).map(({ label }) => askedOf(label));
  const when = [of("day").join(" or ").replaceAll(" or on ", " or "), of("time").join(" or "), of("hours").join(" and ")];
  return [when.filter(Boolean).join(" "), of("cost").join(" or "), ...of("access")].filter(Boolean).join(", ");
}

function otherHeading(conditions, { words, of_time: ofTime }) {
  const sorts = [...new Set(conditions.map(({ sort }) => sort))];
  if (sorts.every((sort) => ofTime.includes(sort))) return !sorts.includes("day") ? words.times : sorts.length === 1 ? words.days : words["days and times"];
  return sorts.join() === "cost" ? words.costs : words.some;
}

function nothingWords(conditions, hasAside, { words, of_time: ofTime }) {
  const isPlain = conditions.every(({ sort }) => ofTime.includes(sort)) || conditions.every(({ sort }) => sort === "cost");
  const key = !isPlain ? "nothing of all" : hasAside ? "nothing like it" : "nothing";
  return filled(words[key], askedWords(conditions));
}

/** The question with those conditions as filters that filters can keep to: words, and the parameters to set. */
export function onlyOf(conditions, { words }) {
  const weekdays = (values) => values.map((slug) => dayName(DAYS.indexOf(slug))).join(" or ");
  const kept = conditions.filter(({ values }) => values.length).map((each) => (each.dates ? { ...each, label: weekdays(each.values) } : each));
  const sorts = [...new Set(kept.map(({ sort }) => sort))];
  const filters = sorts.map((sort) => {
    const groups = kept.filter((each) => each.sort === sort).map(({ values }) => values);
    return [sort, sort === "access" ? groups.map((group) => group.join(",")) : [[...new Set(groups.flat())].join(",")]];
  });
  return kept.length ? { only: filled(words.only, askedWords(kept).replace(/^on /, "")), filters } : null;
}

/**
 * The found listings of one page in the parts of the list, each with its heading; of what began on an earlier page
 * the heading says so.
 * @param {{part: string, isAskedFor: boolean}[]} every all that were found, in their order
 * @param {import("./wishes.js").Wish[]} conditions @param {number} start @param {number} end the page @param {object} rules `wishes` of the pack
 * @param {string[]} refusals what was turned down
 */
export function partsOf(every, conditions, start, end, hasAside, rules, refusals = []) {
  const names = every.map((each) => (each.isAskedFor && each.part === FITS ? "named" : each.part));
  if (names.every((name) => name === "named" || name === FITS) || !rules) return [{ heading: "", found: every.slice(start, end) }];
  return [...new Set(names.slice(start, end))].map((name) => {
    const found = every.filter((_, at) => at >= start && at < end && names[at] === name);
    const part = { found, ...headed(name, names, conditions, hasAside, rules, refusals) };
    if (names.indexOf(name) >= start) return part;
    return { ...part, before: "", heading: part.heading && rules.words.continued.replace("{heading}", part.heading) };
  });
}

function headed(name, names, conditions, hasAside, rules, refusals) {
  const { words } = rules;
  if (name === AREAS) return { heading: words.areas };
  if (name === OTHER && !conditions.length && refusals.length && words["may not"]) {
    return { heading: words["may not"], says: words["turned down"].replace("{refused}", () => listedWithOr(refusals)) };
  }
  if (name === OTHER && !conditions.length) {
    const isBeside = names.some((each) => each === "named" || each === FITS);
    return { heading: words[isBeside ? "may too" : "may"], says: words["does not say"] };
  }
  if (name === OTHER) {
    return {
      heading: otherHeading(conditions, rules),
      says: hasAside ? filled(words.aside, askedWords(conditions)) : "",
      before: names.includes(FITS) ? "" : nothingWords(conditions, hasAside, rules),
    };
  }
  if (name === "named" || !conditions.length) return { heading: "" };
  return { heading: upper(askedWords(conditions)), ...onlyOf(conditions, rules) };
}
