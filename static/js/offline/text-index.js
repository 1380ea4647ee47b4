/** Full-text scores over the saved listings: BM25F with the server's own weights. */

import { fold, terms } from "./fold.js";

const K1 = 1.2; // BM25's usual saturation

/** The texts of one listing by field, as the server's index takes them. */
function texts(listing, pack) {
  const known = (listing.c ?? []).filter((slug) => slug in pack.categories);
  const labels = new Set([
    ...known.map((slug) => pack.categories[slug]),
    ...known.map((slug) => pack.categories[slug.split("/")[0]]),
    ...(listing.w ?? []).map((slug) => pack.audiences[slug] ?? ""),
    pack.kinds[listing.k] ?? "",
  ]);
  const access = (listing.x11y ?? []).map((slug) => pack.access[slug]?.[0] ?? "");
  return {
    name: listing.n,
    also_known_as: (listing.a ?? []).join(" . "),
    labels: [...labels].join(" . "),
    summary: listing.s ?? "",
    text: [listing.d ?? "", listing.f ?? "", listing.sk ?? "", ...access].join(" . "),
    place: listing.p ?? "",
  };
}

export class TextIndex {
  /** @param {object} pack the saved pack */
  constructor(pack) {
    this.size = pack.listings.length;
    this.stopWords = new Set(pack.stop);
    this.names = pack.listings.map((listing) => fold(listing.n));
    this.postings = new Map(); // term -> Map(position -> weight)
    const counted = pack.listings.map((listing) => this.count(texts(listing, pack)));
    for (const [name, weight, b] of pack.fields) this.addField(counted, name, weight, b);
  }

  count(fields) {
    return Object.fromEntries(
      Object.entries(fields).map(([name, text]) => {
        const found = terms(text, this.stopWords);
        const counts = new Map();
        for (const term of found) counts.set(term, (counts.get(term) ?? 0) + 1);
        return [name, { counts, length: found.length }];
      }),
    );
  }

  addField(counted, name, weight, b) {
    const mean = counted.reduce((sum, fields) => sum + fields[name].length, 0) / Math.max(1, this.size) || 1;
    counted.forEach((fields, position) => {
      const { counts, length } = fields[name];
      const norm = 1 - b + b * ((length || 1) / mean);
      for (const [term, count] of counts) {
        const postings = this.postings.get(term) ?? new Map();
        postings.set(position, (postings.get(position) ?? 0) + (weight * count) / norm);
        this.postings.set(term, postings);
      }
    });
  }

  /** The terms that words are looked up by, once each. @param {string} words */
  termsOf(words) {
    return [...new Set(terms(words, this.stopWords))];
  }

  /**
   * Each listing's score, and how many of the terms it has.
   * @param {string[]} wanted
   */
  score(wanted) {
    const scores = new Float64Array(this.size);
    const matched = new Int16Array(this.size);
    for (const term of wanted) {
      const postings = this.postings.get(term) ?? new Map();
      const rarity = Math.log(1 + this.size / (1 + postings.size));
      for (const [position, weight] of postings) {
        scores[position] += (rarity * weight) / (K1 + weight);
        matched[position] += 1;
      }
    }
    return { scores, matched };
  }
}
