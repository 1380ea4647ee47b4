/** Everyday words: the phrases of the saved pack, found in what somebody typed. */

import { words } from "./fold.js";
import { stem } from "./stem.js";

const stemmed = (text) => words(text).map(stem);

export class Meanings {
  /** @param {object} pack the saved pack */
  constructor(pack) {
    this.concepts = new Map(); // stemmed phrase -> concepts
    this.longest = 0;
    for (const [say, categories, audience, words_, danger] of pack.meanings) {
      const concept = { categories, audience, words: words_, danger };
      for (const phrase of say.split("|")) this.add(stemmed(phrase), concept);
    }
  }

  add(stems, concept) {
    if (!stems.length) return;
    const key = stems.join(" ");
    this.concepts.set(key, [...(this.concepts.get(key) ?? []), concept]);
    this.longest = Math.max(this.longest, stems.length);
  }

  /** The first concept of each of some kinds of danger. @param {string[]} kinds */
  of(kinds) {
    const all = [...this.concepts.values()].flat();
    return kinds.map((kind) => all.find(({ danger }) => danger === kind)).filter(Boolean);
  }

  /** The concepts that have a phrase. @param {string[]} stems of all of its words */
  called(stems) {
    return this.concepts.get(stems.join(" ")) ?? [];
  }

  /** The concepts that a text speaks of; longer phrases win over those within them. */
  heard(text) {
    return [...new Set([...this.spans(stemmed(text))].flatMap(({ concepts }) => concepts))];
  }

  /** The phrases in a text, folded, as they were typed. @param {string} text */
  phrases(text) {
    return [...this.spans(stemmed(text))].map(({ first, last }) => words(text).slice(first, last).join(" "));
  }

  *spans(stems) {
    const taken = new Set();
    for (let length = Math.min(this.longest, stems.length); length > 0; length--) {
      for (let first = 0; first + length <= stems.length; first++) {
        const span = [...Array(length).keys()].map((n) => first + n);
        const concepts = this.concepts.get(stems.slice(first, first + length).join(" "));
        if (!concepts || span.some((n) => taken.has(n))) continue;
        span.forEach((n) => taken.add(n));
        yield { first, last: first + length, concepts };
      }
    }
  }
}
