/** What a sentence says beside what is wanted, in small: a day, no cost, no steps, who it is for. */

import { daysOf } from "./times.js";

const KIN =
  "mums?|mummy|mother|dads?|daddy|father|nans?|nanna|nana|gran|grandma|granny|grandmother|grandad|grandpa|grandfather" +
  "|wife|husband|partner|son|daughter|brother|sister|auntie|aunt|uncle|neighbour|friend|parents";
const RULES = [
  {
    pattern: /(?:\b(?:on|every|each|this|next) )?\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b/g,
    sort: "day",
    fits: ([, day]) => (listing) => daysOf(listing).has(day.slice(0, 3)),
  },
  {
    pattern: /\b(?:(?:at|on|over) )?(?:(?:the|a) )?weekends?\b/g,
    sort: "day",
    fits: () => (listing) => daysOf(listing).has("sat") || daysOf(listing).has("sun"),
  },
  {
    pattern: /\b(?:for free|free of charge|free|no charge)\b/g,
    sort: "cost",
    fits: (_, facets) => (listing) => facets.has("cost", "free", listing),
  },
  {
    pattern: /\b(?:in a |uses? a |with a )?wheel ?chairs?\b|\bstep free\b|\bno (?:steps|stairs)\b/g,
    sort: "access",
    fits: (_, facets) => (listing) => facets.has("access", "step-free", listing),
  },
  { pattern: new RegExp(`\\b(?:for )?(?:my|our) (?:poor |old |elderly )?(?:${KIN})s?\\b`, "g"), fits: null },
];

/**
 * The wishes in folded words, with what each is worth, and the words left over.
 * @param {string} folded @param {Record<string, number>} worths by sort @param {import("./facets.js").Facets} facets
 * @returns {{wishes: {worth: number, fits: (listing: object) => boolean}[], kin: string[], rest: string}} `kin` in their words
 */
export function readWishes(folded, worths, facets) {
  let rest = folded;
  const wishes = [];
  const kin = [];
  for (const { pattern, sort, fits } of RULES) {
    for (const match of [...rest.matchAll(pattern)]) {
      rest = rest.replace(match[0], " ");
      if (fits) wishes.push({ worth: worths[sort], fits: fits(match, facets) });
      else kin.push(...match[0].split(" "));
    }
  }
  return { wishes, kin, rest: rest.split(/\s+/).filter(Boolean).join(" ") };
}
