/** Everyday words: the phrases of the saved pack, found in what somebody typed. */

import { words } from "./fold.js";
import { stem } from "./stem.js";

const stemmed = (text) => words(text).map(stem);

export class Meanings {
  /** @param {object} pack the saved pack */
  constructor(pack) {
    this.concepts = new Map(); // stemmed phrase -> concepts
    this.longest = 0;
    this.said = new Set(); // the stems of what people say, and of what listings or particular things are called
    this.used = new Set();
    for (const [at, [say, categories, audience, words_, danger, narrower = ""]] of pack.meanings.entries()) {
      const things = narrower ? narrower.split("|").map(stemmed) : [];
      const concept = { at, categories, audience, words: words_, danger, narrower: new Set(things.map((stems) => stems.join(" "))) };
      for (const stems of [...say.split("|").map(stemmed), ...things]) this.add(stems, concept);
      for (const each of [...things, ...words_.map(stemmed)]) each.forEach((one) => this.used.add(one));
    }
  }

  /** Whether a stem is of what people say (`used`, `love`), not of what is wanted. */
  isStory(term) {
    return this.said.has(term) && !this.used.has(term);
  }

  add(stems, concept) {
    if (!stems.length) return;
    stems.forEach((each) => this.said.add(each));
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

  /** The concepts that a text speaks of; longer phrases win over those within them. @param {string} text */
  heard(text) {
    return [...new Set(this.phrases(text).flatMap(({ concepts }) => concepts))];
  }

  /**
   * The phrases of a text: as stems with blanks between, folded as they were typed, and the concepts of each.
   * @param {string} text
   */
  phrases(text) {
    const stems = stemmed(text);
    const taken = new Set();
    const found = [];
    for (let length = Math.min(this.longest, stems.length); length > 0; length--) {
      for (let first = 0; first + length <= stems.length; first++) {
        const span = [...Array(length).keys()].map((n) => first + n);
        const phrase = stems.slice(first, first + length).join(" ");
        const concepts = this.concepts.get(phrase);
        if (!concepts || span.some((n) => taken.has(n))) continue;
        span.forEach((n) => taken.add(n));
        found.push({ phrase, typed: words(text).slice(first, first + length).join(" "), concepts });
      }
    }
    return found;
  }

  /** The concepts of a text but those of phrases that some words, each a wish, only say over again. */
  beside(text, wishes, noSubject) {
    const read = wishes.map(({ sort, phrase }) => ({ sort, stems: ` ${stemmed(phrase).join(" ")} ` }));
    const isOnlySaid = (phrase, concept) =>
      read.some(({ sort, stems }) => stems.includes(` ${phrase} `) && (noSubject.includes(sort) || !concept.categories.length));
    return [...new Set(this.phrases(text).flatMap(({ phrase, concepts }) => concepts.filter((concept) => !isOnlySaid(phrase, concept))))];
  }
}
