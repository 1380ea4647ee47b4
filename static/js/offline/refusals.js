/** What a question refuses ("not a gym", "she hates bingo"), read as the server reads it, and which listings are that. */

import { fold, terms } from "./fold.js";
import { stem } from "./stem.js";

const TOKEN = /[^\s/–—]+|[/–—]/g;
const OPENS = /^["“‘]*\(/;
const CLOSES = /[.,;:!?)"”]+$/;
const MARK = ",";
const AROUND = /^[ .,;:!?()"“”‘]+|[ .,;:!?()"“”‘]+$/g;
const LOOSE = new Set(["no", "not", "without", "nothing"]);

/** `bingo, bowls or church`. @param {string[]} parts */
export const listedWithOr = (parts) => [parts.slice(0, -1).join(", "), parts.at(-1)].filter(Boolean).join(" or ");

const stemsOf = (text) => fold(text).split(" ").filter(Boolean).map(stem);

function wordsOf(token) {
  if (token === "/") return ["or"];
  const folded = fold(token);
  const before = !folded || OPENS.test(token) ? [MARK] : [];
  return [...before, ...folded.split(" ").filter(Boolean), ...(folded && CLOSES.test(token) ? [MARK] : [])];
}

/** Words, folded, with a comma for each mark that parts a sentence; all know where they stood. */
class Said {
  constructor(text) {
    this.text = text;
    this.words = [];
    this.spans = [];
    for (const token of text.matchAll(TOKEN)) {
      for (const word of wordsOf(token[0])) {
        this.words.push(word);
        this.spans.push([token.index, token.index + token[0].length]);
      }
    }
    this.padded = this.words.map((word) => ` ${word}`).join("");
    this.starts = [0];
    for (const word of this.words) this.starts.push(this.starts.at(-1) + word.length + 1);
    this.at = new Map(this.starts.map((place, number) => [place, number]));
  }

  span(first, last) {
    return [this.spans[first][0], this.spans[last - 1][1]];
  }

  typed(first, last) {
    return this.text.slice(...this.span(first, last)).replace(AROUND, "");
  }

  /** The word up to which a sticky pattern matches from a word on, or null. */
  until(pattern, word) {
    pattern.lastIndex = this.starts[word];
    return pattern.test(this.padded) ? this.at.get(pattern.lastIndex) : null;
  }

  before(word, count) {
    return this.padded.slice(this.starts[Math.max(0, word - count)], this.starts[word]);
  }
}

export class Refusals {
  /** @param {object} pack @param {import("./meanings.js").Meanings} meanings @param {import("./text-index.js").TextIndex} text */
  constructor(pack, meanings, text) {
    this.pack = pack;
    this.rules = pack.refusals;
    this.meanings = meanings;
    this.text = text;
    if (!this.rules) return; // A pack that was saved before has none.
    const sticky = (source) => new RegExp(source, "y");
    const { triggers, things } = this.rules;
    this.triggers = triggers.map(([sort, source]) => [sort, sticky(source)]);
    this.forward = Object.fromEntries(["behind", "filled", "joined", "listed", "ends", "ends_loosely"].map((name) => [name, sticky(this.rules[name])]));
    this.back = Object.fromEntries(["tells", "tells_of_it", "beside", "has_none", "goes_without"].map((name) => [name, new RegExp(this.rules[name])]));
    this.sets = Object.fromEntries(["never", "lacked", "feared", "groups", "needs", "wants"].map((name) => [name, new Set(this.rules[name])]));
    this.things = new Map(things.flatMap(([say, words, categories, isQuality]) => say.split("|").map((each) => [stemsOf(each).join(" "), { words, categories, isQuality }])));
  }

  /**
   * The refusals in some words, and what is left without them.
   * @param {string} words
   * @returns {{refusals: {what: string, isAnywhere: boolean}[], rest: string}}
   */
  read(words) {
    const none = { refusals: [], rest: words };
    if (!this.rules) return none;
    const said = new Said(words);
    const found = this.all(said);
    const phrases = found.map(({ first, last }) => said.words.slice(first, last).filter((word) => word !== MARK).join(" "));
    const isInName = (phrase) => this.text.names.some((name) => ` ${name} `.includes(` ${phrase} `));
    if (!found.length || phrases.some(isInName)) return none;
    let at = 0;
    const left = [];
    for (const { first, last } of found) {
      const [start, end] = said.span(first, last);
      left.push(words.slice(at, start).replace(/[ ,]+$/, ""));
      at = end;
    }
    left.push(words.slice(at).replace(/^[ ,]+/, ""));
    const refusals = found.flatMap(({ sort, things }) => things.map((thing) => ({ what: said.typed(...thing), isAnywhere: sort === "fear" })));
    return { refusals, rest: left.filter(Boolean).join(" ").trim() };
  }

  all(said) {
    const idioms = this.meanings.phrases(said.text).map(({ typed }) => typed);
    const found = [];
    for (let word = 0; word < said.words.length;) {
      const one = this.fromBehind(said, word) ?? this.fromBefore(said, word);
      const isIdiom = one && idioms.some((idiom) => ` ${idiom} `.includes(` ${said.words.slice(one.first, one.last).join(" ")} `));
      if (one && !isIdiom) found.push(one);
      word = one ? one.last : word + 1;
    }
    return found;
  }

  fromBefore(said, word) {
    for (const [sort, pattern] of this.triggers) {
      const end = said.until(pattern, word);
      if (end === null || !this.mayRefuse(said, word, sort)) continue;
      const things = this.listed(said, end, sort);
      if (things.length && this.isAll(said, word, things.at(-1)[1], sort)) return { sort, things, first: word, last: things.at(-1)[1] };
    }
    return null;
  }

  fromBehind(said, word) {
    for (let last = Math.min(word + this.rules.longest, said.words.length); last > word; last--) {
      const end = said.until(this.forward.behind, last);
      if (end !== null && this.isThing(said.words.slice(word, last), "dislike")) return { sort: "dislike", things: [[word, last]], first: word, last: end };
    }
    return null;
  }

  mayRefuse(said, word, sort) {
    const before = said.before(word, this.rules.looked_back);
    const { tells, tells_of_it: tellsOfIt, beside, has_none: hasNone, goes_without: goesWithout } = this.back;
    if (sort === "no") return beside.test(before) || !hasNone.test(before);
    if (sort === "without") return !goesWithout.test(before);
    if (!["not", "choice", "nothing"].includes(sort) || said.words[word] !== "not") return true;
    return !tells.test(before) || tellsOfIt.test(before);
  }

  isAll(said, word, last, sort) {
    const before = said.before(word, this.rules.looked_back);
    if (sort === "no" && !(before && this.back.beside.test(before))) return said.until(this.forward.ends, last) !== null;
    return !LOOSE.has(sort) || said.until(this.forward.ends_loosely, last) !== null;
  }

  listed(said, start, sort) {
    const found = [];
    let [word, sure, isJoined] = [start, 0, true];
    for (let thing = this.thingAt(said, word, sort); thing; thing = word === null ? null : this.thingAt(said, word, sort)) {
      found.push(thing);
      if (isJoined) sure = found.length;
      const joined = said.until(this.forward.joined, thing[1]);
      isJoined = joined !== null;
      word = joined ?? said.until(this.forward.listed, thing[1]);
    }
    return found.slice(0, sure);
  }

  thingAt(said, word, sort) {
    const first = said.until(this.forward.filled, word) ?? word;
    for (let last = Math.min(first + this.rules.longest, said.words.length); last > first; last--) {
      if (this.isThing(said.words.slice(first, last), sort)) return [first, last];
    }
    return null;
  }

  isThing(words, sort) {
    if (words.includes(MARK)) return false;
    const { never, lacked, feared } = this.sets;
    const stems = words.map(stem);
    const thing = this.thing(stems);
    if (sort === "fear") return feared.has(stems.at(-1));
    if (sort === "nothing") return Boolean(thing?.isQuality);
    if (!thing && (words.some((word) => this.text.stopWords.has(word)) || stems.some((each) => never.has(each)))) return false;
    if (!["choice", "dislike"].includes(sort) && lacked.has(stems.at(-1))) return false;
    return Boolean(thing) || this.isSubject(words, stems, sort);
  }

  isSubject(words, stems, sort) {
    const labelled = this.labelled(stems);
    if (labelled.length) return !this.areNeeded(labelled, sort);
    const [concept] = this.meanings.called(stems);
    if (concept) return concept.categories.length > 0 && !concept.danger && !this.areNeeded(concept.categories, sort);
    return sort !== "no" && this.isCalled(words, sort);
  }

  /** Whether a few listings are called by words; but for a choice, most must be no need. */
  isCalled(words, sort) {
    const wanted = terms(words.join(" "), this.text.stopWords);
    const called = this.text.called(wanted);
    if (!called.length || called.length > this.rules.too_many * this.text.size) return false;
    const needed = called.filter((at) => this.areNeeded((this.pack.listings[at].c ?? []).slice(0, 1), sort));
    return 2 * needed.length < called.length;
  }

  areNeeded(slugs, sort) {
    if (sort === "choice") return false;
    const isWanting = ["no", "without"].includes(sort);
    const { needs, wants } = this.sets;
    return slugs.some((slug) => [slug, slug.split("/")[0]].some((each) => needs.has(each) || (isWanting && wants.has(each))));
  }

  plain(stems) {
    let left = stems;
    while (left.length > 1 && !this.things.has(left.join(" ")) && this.sets.groups.has(left.at(-1))) left = left.slice(0, -1);
    return left;
  }

  thing(stems) {
    return this.things.get(this.plain(stems).join(" "));
  }

  labelled(stems) {
    const labels = (each) => this.rules.labels[each.join(" ")] ?? [];
    return labels(stems).length ? labels(stems) : labels(this.plain(stems));
  }

  /**
   * The positions of the listings that are what was refused; what else is asked for is no sign of it.
   * @param {{what: string, isAnywhere: boolean}[]} refusals @param {string} rest @param {(slug: string, listing: object) => boolean} hasCategory
   */
  refused(refusals, rest, hasCategory) {
    const found = new Set();
    if (!refusals.length) return found;
    const asked = new Set(terms(rest, this.text.stopWords));
    const heard = new Set(this.meanings.heard(rest).flatMap(({ categories }) => categories.slice(0, 1)));
    for (const { what, isAnywhere } of refusals) {
      const stems = stemsOf(what);
      const thing = this.thing(stems);
      const own = terms(what, this.text.stopWords);
      const others = thing ? thing.words.map((words) => terms(words, this.text.stopWords)) : [this.plain(stems)];
      for (const wanted of [own, ...others.filter((each) => !each.every((term) => asked.has(term)))]) {
        for (const at of isAnywhere ? this.text.holding(wanted) : this.text.called(wanted)) found.add(at);
      }
      const slugs = (thing ? thing.categories : this.labelled(stems)).filter((slug) => !heard.has(slug));
      this.pack.listings.forEach((listing, at) => slugs.some((slug) => hasCategory(slug, listing)) && found.add(at));
    }
    return found;
  }
}
