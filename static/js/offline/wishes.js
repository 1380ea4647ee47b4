/** What a sentence says beside what is wanted, in small: a day, no cost, no steps, who it is for. */

import { daysOf } from "./times.js";

const KIN =
  "mums?|mummy|mother|dads?|daddy|father|nans?|nanna|nana|gran|grandma|granny|grandmother|grandad|grandpa|grandfather" +
  "|wife|husband|partner|son|daughter|brother|sister|auntie|aunt|uncle|neighbour|friend|parents";
const RULES = [
  {
    pattern: /(?:\b(?:on|every|each|this|next) )?\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b/g,
    worth: 0.3,
    fits: ([, day]) => (listing) => daysOf(listing).has(day.slice(0, 3)),
  },
  {
    pattern: /\b(?:(?:at|on|over) )?(?:(?:the|a) )?weekends?\b/g,
    worth: 0.3,
    fits: () => (listing) => daysOf(listing).has("sat") || daysOf(listing).has("sun"),
  },
  { pattern: /\b(?:for free|free of charge|free|no charge)\b/g, worth: 0.15, fits: () => (listing) => Boolean(listing.free) },
  {
    pattern: /\b(?:in a |uses? a |with a )?wheel ?chairs?\b|\bstep free\b|\bno (?:steps|stairs)\b/g,
    worth: 0.3,
    fits: () => (listing) => (listing.x11y ?? []).includes("step-free"),
  },
  { pattern: new RegExp(`\\b(?:for )?(?:my|our) (?:poor |old |elderly )?(?:${KIN})s?\\b`, "g"), worth: 0, fits: null },
];

/**
 * The wishes in folded words, and the words left over.
 * @param {string} folded
 * @returns {{wishes: {worth: number, fits: (listing: object) => boolean}[], rest: string}}
 */
export function readWishes(folded) {
  let rest = folded;
  const wishes = [];
  for (const { pattern, worth, fits } of RULES) {
    for (const match of [...rest.matchAll(pattern)]) {
      rest = rest.replace(match[0], " ");
      if (fits) wishes.push({ worth, fits: fits(match) });
    }
  }
  return { wishes, rest: rest.split(/\s+/).filter(Boolean).join(" ") };
}
