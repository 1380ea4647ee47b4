/** Full-text scores over the saved listings: BM25F with the server's own weights. */

import { fold, terms } from "./fold.js";

/** The words of slugs that the pack knows, of both levels; some have a label and a line. */
function spelledOut(slugs, words) {
  const known = slugs.filter((slug) => slug in words);
  return [...known, ...known.map((slug) => slug.split("/")[0])].map((slug) => [words[slug] ?? ""].flat()[0]);
}

/** The texts of one listing by field, as the server's index takes them: the pack says of what. */
export function texts(listing, pack) {
  const found = Object.fromEntries(pack.fields.map(([name]) => [name, []]));
  for (const [name, key, words] of pack.texts) {
    const values = [listing[key] ?? []].flat();
    found[name].push(...(words ? new Set(spelledOut(values, pack[words])) : values));
  }
  const labels = [...new Set(found.labels)];
  return Object.fromEntries(Object.entries({ ...found, labels }).map(([name, parts]) => [name, parts.join(" . ")]));
}

const OWN = new Set(["name", "also_known_as", "summary"]);
const LABELLED = new Set([...OWN, "labels"]);

/** What stands in all of some sets. @param {(Set<number> | Map<number, number>)[]} sets */
const inAll = ([first, ...others]) => [...(first?.keys() ?? [])].filter((each) => others.every((set) => set.has(each)));

export class TextIndex {
  /** @param {object} pack the saved pack */
  constructor(pack) {
    this.saturation = pack.weights.k1;
    this.size = pack.listings.length;
    this.stopWords = new Set(pack.stop);
    this.names = pack.listings.map((listing) => fold(listing.n));
    this.postings = new Map(); // term -> Map(position -> weight)
    this.own = new Map(); // term -> the positions whose names or summary have it
    this.labelled = new Map(); // term -> the same, or whose labels do
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
        if (OWN.has(name)) this.own.set(term, (this.own.get(term) ?? new Set()).add(position));
        if (LABELLED.has(name)) this.labelled.set(term, (this.labelled.get(term) ?? new Set()).add(position));
      }
    });
  }

  /** The positions of the listings in whose names or summary all of some terms stand. @param {string[]} wanted */
  called(wanted) {
    return inAll(wanted.map((term) => this.own.get(term) ?? new Set()));
  }

  /** The positions of the listings that have all of some terms anywhere. @param {string[]} wanted */
  holding(wanted) {
    return inAll(wanted.map((term) => this.postings.get(term) ?? new Map()));
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
        scores[position] += (rarity * weight) / (this.saturation + weight);
        matched[position] += 1;
      }
    }
    return { scores, matched };
  }
}
