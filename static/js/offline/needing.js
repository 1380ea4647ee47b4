/** Which listings need what somebody could give, as the server finds them: "I can drive" finds `A driver on Tuesdays`. */

import { metresBetween } from "./nearness.js";

/** What a listing needs on a day, an ISO date. */
export const needsOf = (listing, today) => (listing.nu && listing.nu < today ? [] : listing.nd ?? []);

export class Needing {
  /** @param {object} pack the saved pack; one saved before this finds none @param {import("./text-index.js").TextIndex} text */
  constructor(pack, text) {
    this.rules = pack.needing;
    this.text = text;
    const terms = (words) => new Set(text.termsOf(words));
    this.anything = terms((this.rules?.of_anything ?? []).join(" "));
    this.skills = (this.rules?.skills ?? []).map(terms);
  }

  /** Each thing that is offered in some words, as the terms that a need may name it by. */
  wanted(words) {
    const offered = this.text.termsOf(words).filter((term) => !this.anything.has(term));
    const named = offered.map((term) => new Set([term, ...this.skills.filter((same) => same.has(term)).flatMap((same) => [...same])]));
    return [...new Map(named.map((same) => [[...same].sort().join(" "), same])).values()];
  }

  /**
   * Of some listings those that need it, each with those needs: what answers most of the words first, then the nearest.
   * @param {{listing: object, position: number}[]} some @param {string} words @param {number[] | null} point @param {string} today an ISO date
   */
  found(some, words, point, today) {
    if (!this.rules) return [];
    const wanted = this.wanted(words);
    const byName = (a, b) => (this.text.names[a.position] < this.text.names[b.position] ? -1 : 1);
    return some
      .map((each) => ({ ...each, ...this.fitting(needsOf(each.listing, today), wanted), metres: metresTo(each.listing, point) }))
      .filter(({ needed }) => needed.length)
      .sort((a, b) => b.score - a.score || compared(a.metres, b.metres) || byName(a, b));
  }

  /** Which of some needs answer, best first, and how much of what is offered they do together. */
  fitting(lines, wanted) {
    if (!wanted.length) return { needed: lines, score: 0 };
    const has = (terms) => wanted.filter((same) => terms.some((term) => same.has(term))).length;
    const terms = lines.map((line) => this.text.termsOf(line));
    const scored = lines.map((line, n) => [line, has(terms[n])]).filter(([, score]) => score);
    return { needed: scored.sort((a, b) => b[1] - a[1]).map(([line]) => line), score: has(terms.flat()) };
  }
}

const metresTo = ({ pt }, point) => (point && pt ? Math.round(metresBetween(pt, point)) : Infinity);
const compared = (a, b) => (a === b ? 0 : a - b);
