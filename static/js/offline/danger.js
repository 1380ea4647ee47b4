/** Whether words tell of danger, and what answers it: as the server hears it, without comparing meanings. */

import { fold } from "./fold.js";

const GAP = "  "; // in the place of a harmless turn of phrase: nothing reaches across two blanks

/** Where a sum begins, and what each word adds to it. @param {[number, Record<string, string>]} written */
function weightsOf([start, byWeight]) {
  const each = Object.entries(byWeight).flatMap(([weight, words]) => words.split("|").map((word) => [word, Number(weight)]));
  return { start, weights: new Map(each) };
}

export class Danger {
  /** @param {object} pack the saved pack @param {import("./meanings.js").Meanings} meanings */
  constructor(pack, meanings) {
    this.rules = pack.danger;
    this.meanings = meanings;
    this.harmless = this.rules.harmless.map((source) => new RegExp(source, "gu"));
    this.weights = this.rules.words && weightsOf(this.rules.words.weights);
    this.patterns = new Map(this.rules.kinds.map(({ id, patterns }) => [id, patterns.map((source) => new RegExp(source, "u"))]));
  }

  /** The ids of the kinds that some words tell of, in the order of their numbers. @param {string} text */
  heard(text) {
    const said = this.harmless.reduce((left, pattern) => left.replace(pattern, " "), ` ${fold(text)}`);
    const concepts = said.split(GAP).flatMap((piece) => this.meanings.heard(piece));
    const phrased = new Set(concepts.map(({ danger }) => danger).filter(Boolean));
    const isHeard = ({ id }) => phrased.has(id) || this.patterns.get(id).some((pattern) => pattern.test(said));
    const found = this.rules.kinds.filter(isHeard).map(({ id }) => id);
    return found.length ? found : this.classified(said.split(" ").filter(Boolean));
  }

  /** The kind that all of some folded words together tell of, if they do. @param {string[]} words */
  classified(words) {
    const rules = this.rules.words; // A pack that was saved before has none.
    if (!rules || words.length < rules.fewest) return [];
    const terms = new Set([...words, ...words.slice(1).map((word, number) => `${words[number]} ${word}`)]);
    const score = ({ start, weights }) => [...terms].reduce((sum, term) => sum + (weights.get(term) ?? 0), start);
    if (score(this.weights) - rules.each * words.length < rules.threshold) return [];
    const scored = Object.entries(rules.kinds).map(([id, written]) => ({ id, score: score(weightsOf(written)) }));
    const best = scored.reduce((one, other) => (other.score >= one.score ? other : one), { id: "", score: 0 });
    const last = this.rules.kinds.at(-1)?.id;
    const known = best.score > 0 && this.rules.kinds.some(({ id }) => id === best.id);
    return last ? [known ? best.id : last] : [];
  }

  /** What each listing gains by helping with some kinds, and whether it may stand below the numbers. */
  standing(kinds) {
    const wanted = this.rules.kinds.filter(({ id }) => kinds.includes(id)).map(({ categories }) => categories);
    return (listing) => {
      const helps = Math.max(0, ...wanted.flatMap((slugs) => slugs.map((slug, place) => (isOf(listing.c, slug) ? this.rules.helps * (1 - place / (2 * slugs.length)) : 0))));
      const isSafe = this.rules.may_stand.some((slug) => isOf((listing.c ?? []).slice(0, 1), slug));
      return { helps, mayStand: (helps > 0 || isSafe) && !this.rules.gives.includes(listing.k) };
    };
  }
}

const isOf = (categories, slug) => (categories ?? []).some((each) => each === slug || each.split("/")[0] === slug);

/** The kinds whose numbers stand with a need, or with listings of some categories. @param {object} rules of the pack */
export function kindsShownWith(rules, need, categories) {
  const isShown = ({ needs, listed }) => needs.includes(need) || listed.some((slug) => categories.includes(slug));
  return rules.kinds.filter(isShown).map(({ id }) => id);
}

/** The lines to ring for some kinds, each number once. @param {object} rules of the pack @param {string[]} kinds */
export function linesFor(rules, kinds) {
  const wanted = rules.kinds.filter(({ id }) => kinds.includes(id));
  const positions = [...wanted.flatMap(({ lines }) => lines), ...wanted.flatMap(({ own }) => own), ...rules.last];
  return [...new Set(wanted.length ? positions : rules.none)].map((at) => rules.lines[at]);
}

/** Where the way to leave a page about some kinds leads; empty where none is needed. */
export function leaveAddress(rules, kinds) {
  return rules.kinds.some(({ id, leave }) => leave && kinds.includes(id)) ? rules.leave : "";
}
