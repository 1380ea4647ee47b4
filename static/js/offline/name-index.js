/** Listings found by their own names, whole, in part and with slips: the server's reading of them. */

import { fold } from "./fold.js";
import { stem } from "./stem.js";

/** @typedef {{bonus: number, isAskedFor: boolean, isWhole: boolean}} NameMatch how a listing is named, `isWhole` by its whole name */

/** What is the better of two ways in which a listing is named. @param {NameMatch | undefined} before @param {NameMatch} found */
export function better(before, found) {
  if (!before) return found;
  const { bonus, isAskedFor, isWhole } = found;
  return { bonus: Math.max(before.bonus, bonus), isAskedFor: before.isAskedFor || isAskedFor, isWhole: before.isWhole || isWhole };
}

/** How many slips of the keyboard make one word of another, at most `most`; else Infinity. */
export function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let before = [];
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(!same));
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[other.length] <= most ? row[other.length] : Infinity;
}

const stemsOf = (folded) => folded.split(" ").filter(Boolean).map(stem);

/** The names of a listing of the pack: its own, then others that people know it by, those of before as well. */
export const namesOf = (listing) => [listing.n, ...[listing.a ?? []].flat(), ...(listing.former_names ?? [])];

/** Whether all words of a name stand in what was said, one behind the other. */
function standsIn(name, said) {
  return said.some((_, at) => name.every((word, n) => said[at + n] === word));
}

export class NameIndex {
  /** @param {string[][]} names the names of each listing @param {object} rules @param {Set<string>} stopWords */
  constructor(names, rules, stopWords) {
    this.rules = rules;
    this.stopWords = stopWords;
    this.names = names.flatMap((several, owner) => several.map(fold).filter(Boolean).map((folded) => ({ owner, folded, stems: stemsOf(folded) })));
    this.words = new Map();
    this.places = new Map();
    this.names.forEach(({ folded, stems }, at) => {
      folded.split(" ").forEach((word, n) => this.words.set(word, stems[n]));
      for (const each of new Set(stems)) this.places.set(each, [...(this.places.get(each) ?? []), at]);
    });
    this.choices = [...this.words.keys()].filter((word) => word.length >= rules.shortest);
    for (const name of this.names) name.total = [...new Set(name.stems)].reduce((sum, each) => sum + this.worth(each), 0);
  }

  worth(each) {
    const rarity = Math.log(1 + this.names.length / (1 + (this.places.get(each)?.length ?? 0)));
    return rarity * (this.stopWords.has(each) ? this.rules.stop : 1);
  }

  /** The stems of names that a word is, or is a slip of, and what that is worth. */
  found(word, each, mayHaveSlips) {
    const { shortest, long, slip } = this.rules;
    if (this.places.has(each)) return [[each, 1]];
    if (!mayHaveSlips || word.length < shortest || !/^\p{L}+$/u.test(word)) return [];
    const most = word.length < long ? 1 : 2;
    const near = this.choices.map((choice) => [slips(word, choice, most), choice]).filter(([count]) => count <= most);
    near.sort(([a], [b]) => a - b);
    return [...new Set(near.slice(0, 3).map(([, choice]) => this.words.get(choice)))].map((found) => [found, slip]);
  }

  /**
   * What names add to each listing's score, and which are asked for by their name: the rules are the
   * server's. @param {string} words @param {boolean} hasPlace @param {(word: string) => boolean} [mayBeSlip] of a folded word
   */
  match(words, hasPlace, mayBeSlip = () => false) {
    const { nearly_all: nearlyAll, most_of_name: mostOfName, few_more: fewMore } = this.rules;
    const count = fold(words).split(" ").filter((word) => word && !this.stopWords.has(word)).length;
    const found = new Map();
    if (!count) return found;
    for (const { owner, ofWords, ofName, whole } of this.scored(words, mayBeSlip)) {
      const answers = ofWords >= nearlyAll;
      const byMost = answers && ofName >= mostOfName && (count > 1 || !hasPlace);
      const isAskedFor = byMost || (whole && ofWords * count >= count - fewMore && ofWords >= 0.5);
      if (!answers && !isAskedFor) continue;
      const { asked_for: askedFor, all_words: allWords, near_a_place: nearAPlace, shorter } = this.rules;
      const bonus = (isAskedFor ? askedFor : hasPlace ? nearAPlace : allWords) + shorter * (ofName + ofWords + Number(whole));
      found.set(owner, better(found.get(owner), { bonus, isAskedFor, isWhole: isAskedFor && whole }));
    }
    return found;
  }

  /** Whether a name is all that was said, or stands in it; of one word it is an ordinary word there. */
  isWhole(name, said) {
    const isLong = name.filter((each) => !this.stopWords.has(each)).length > 1;
    return (isLong && standsIn(name, said)) || name.join(" ") === said.join(" ");
  }

  /** How well each name that has any of the words fits them, both ways. */
  scored(words, mayBeSlip) {
    const said = fold(words).split(" ").filter(Boolean);
    const stems = said.map(stem);
    const isShort = said.filter((word) => !this.stopWords.has(word)).length <= this.rules.words_most;
    const held = new Float64Array(this.names.length);
    const named = new Float64Array(this.names.length);
    let total = 0;
    for (const [word, each] of new Map(said.map((word, n) => [word, stems[n]]))) {
      const found = this.found(word, each, isShort && mayBeSlip(word));
      const unknown = this.worth("") * (this.stopWords.has(word) ? this.rules.stop : 1);
      const worth = found.length ? Math.max(...found.map(([stemmed]) => this.worth(stemmed))) : unknown;
      const best = new Map();
      for (const [stemmed, part] of found) {
        for (const at of this.places.get(stemmed)) {
          best.set(at, Math.max(best.get(at) ?? 0, part));
          named[at] += this.worth(stemmed) * part;
        }
      }
      for (const [at, part] of best) held[at] += worth * part;
      total += worth;
    }
    return this.names
      .map((name, at) => ({ name, owner: name.owner, ofWords: held[at] / (total || 1), ofName: Math.min(1, named[at] / (name.total || 1)) }))
      .filter(({ ofWords }) => ofWords > 0)
      .map((each) => ({ ...each, whole: each.ofName >= 0.999 && this.isWhole(each.name.stems, stems) }));
  }
}
