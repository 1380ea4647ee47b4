/** What fits a conversation, and why: less than a search lists, as services/handouts/fits.py has it. */

import { FITS } from "./parts.js";

/**
 * The listings of an answer that fit what was said, and do not only hold a word of it.
 * @param {import("./search.js").Search} search @param {{found: object[], said: object}} answer
 * @returns {Set<object>}
 */
export function whatFits(search, { found, said }) {
  const { inWords, text, named, wantsToGive } = said;
  if (inWords.length) return new Set(found.map(({ listing }) => listing)); // in danger all that helps fits
  const meets = found.filter(({ part }) => part === FITS);
  const best = Math.max(0, ...found.map(({ relevance }) => relevance));
  const heard = text.hasWords ? search.evidence.heard(text, meets.map(({ position }) => position)) : new Set();
  const isMeant = ({ listing, position, relevance }) => !text.hasWords || named.has(position)
    || (wantsToGive && search.roles.has(listing)) || relevance >= search.pack.talk.about_as_good * best || heard.has(position);
  return new Set(meets.filter(isMeant).map(({ listing }) => listing));
}

/** The subjects of a listing that were meant, but for its first and for sensitive ones; none in danger. */
export function reasonsOf(listing, { inWords, text }, pack) {
  if (inWords.length) return [];
  const meant = text.heard.flatMap(({ categories }) => categories);
  const isMeant = (slug) => meant.includes(slug) || meant.includes(slug.split("/")[0]);
  const own = (listing.c ?? []).filter((slug) => slug in pack.categories).slice(1);
  return own.filter((slug) => !pack.talk.sensitive.includes(slug) && isMeant(slug)).map((slug) => pack.categories[slug]);
}
