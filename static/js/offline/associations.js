/** Which categories single words lean to, learned from the phrases of the saved pack as the server learns it. */

import { terms } from "./fold.js";

export class Associations {
  /** @param {object} pack the saved pack; one saved before this has no rules, and its words lean nowhere */
  constructor(pack) {
    this.rules = pack.weights.associations;
    this.stopWords = new Set(pack.stop);
    this.votes = new Map(); // term -> Map(category -> votes)
    this.phrases = new Map(); // term -> of how many phrases
    this.total = 2;
    if (this.rules) this.learn(pack.meanings);
  }

  learn(meanings) {
    let total = 0;
    for (const [say, categories, , called, danger, narrower = ""] of meanings) {
      const said = [say, narrower].filter(Boolean).flatMap((each) => each.split("|"));
      total += said.length;
      // Words of danger are everyday words in sentences of danger: they must not lean there alone.
      if (danger || !categories.length) continue;
      for (const phrase of [...said, ...called]) this.count(phrase, categories);
    }
    this.total = Math.max(2, total);
  }

  count(phrase, categories) {
    for (const term of new Set(terms(phrase, this.stopWords))) {
      this.phrases.set(term, (this.phrases.get(term) ?? 0) + 1);
      const votes = this.votes.get(term) ?? new Map();
      categories.forEach((category, at) => votes.set(category, (votes.get(category) ?? 0) + this.rules.by_rank[at]));
      this.votes.set(term, votes);
    }
  }

  /** How much some terms lean to each category, from 0 to 1. @param {string[]} wanted @returns {Map<string, number>} */
  of(wanted) {
    const found = new Map();
    for (const term of new Set(wanted)) {
      const count = this.phrases.get(term);
      const says = Math.max(0, Math.log(this.total / count) / Math.log(this.total));
      for (const [category, vote] of this.votes.get(term) ?? []) {
        found.set(category, (found.get(category) ?? 0) + (says * vote) / (count + this.rules.unseen));
      }
    }
    return new Map([...found].map(([category, vote]) => [category, Math.min(1, vote)]));
  }
}
