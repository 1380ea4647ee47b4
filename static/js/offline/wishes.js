/** What a sentence says beside what is wanted, by the server's rules: a day, hours, a cost, an age. */

import { makersOf } from "./wish-makers.js";

/**
 * @typedef {{sort: string, values: string[], phrase: string, label: string, dates?: string[],
 *   earliest?: number, latest?: number, most?: number}} Wish
 * hours are minutes since midnight, `most` pence
 */

const plain = (text) => text.replace(/[’‘`´]/g, "'").split(/\s+/).filter(Boolean).join(" ");
const said = (wish) => JSON.stringify({ ...wish, phrase: "" });

export class Wishes {
  /** @param {object} pack the saved pack; one saved by an earlier release has no rules @param {Date} today */
  constructor(pack, today) {
    this.about = pack.wishes ?? { rules: [] };
    if (!this.about.rules.length) return;
    const makers = makersOf(this.about, today);
    this.rules = this.about.rules.map(([sort, pattern, before, isKept, meaning]) => ({
      sort,
      pattern: new RegExp(pattern, "gid"),
      before: before ? new RegExp(before, "i") : null,
      isKept,
      make: typeof meaning === "string" ? makers[meaning] : () => meaning,
    }));
  }

  /**
   * The wishes in words, and the words left over. @param {string} words @param {string[]} [ignore] sorts that stay words
   * @returns {{wishes: Wish[], rest: string}}
   */
  read(words, ignore = []) {
    let rest = plain(words);
    const found = new Map();
    for (const rule of this.rules ?? []) {
      if (!ignore.includes(rule.sort)) rest = this.cut(rule, rest, found);
    }
    return { wishes: [...found.values()], rest };
  }

  cut({ sort, pattern, before, isKept, make }, text, found) {
    let [rest, at] = ["", 0];
    for (const match of text.matchAll(pattern)) {
      if (before?.test(text.slice(0, match.index))) continue;
      const meaning = make(match);
      if (!meaning) continue;
      const wish = { sort, ...meaning, phrase: match[0].replace(/^[ ,]+|[ ,]+$/g, "") };
      if (!found.has(said(wish))) found.set(said(wish), wish);
      rest += text.slice(at, match.index) + (isKept ? match[0] : " ");
      at = match.index + match[0].length;
    }
    return plain(rest + text.slice(at));
  }

  /** Whether what is left beside a day names nothing: `what's on`. */
  asksForAnything(rest) {
    return new RegExp(`^(?:${this.about.anything})$`, "i").test(rest);
  }
}
