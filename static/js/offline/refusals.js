/** What a question refuses ("not a gym", "she hates bingo"), read as the server reads it, and which listings are that. */

import { fold, terms } from "./fold.js";
import { lyingIn, refusedPlace, withPlace } from "./refused-places.js";
import { MARK, ParsedText } from "./parsed-text.js";
import { stem } from "./stem.js";
import { rulesOf } from "./times.js";

const LOOSE = new Set(["no", "not", "without", "nothing"]);
const CHOSEN = new Set(["choice", "contrast", "rather"]);

/** `bingo, bowls or church`. @param {string[]} parts */
export function listedWithOr(parts) {
  const each = [...new Set(parts)];
  return [each.slice(0, -1).join(", "), each.at(-1)].filter(Boolean).join(" or ");
}

const isWhole = (words) => !words.includes(MARK);
const formsOf = (word) => [word, `${word}s`, word.replace(/s$/, "")]; // the one and the many of it
const stemsOf = (text) => fold(text).split(" ").filter(Boolean).map(stem);

/** Whether all of a listing's weekdays and times of day are some of these bits. */
function isOnlyAt(slots, listing, worded = 0) {
  const own = [...rulesOf(listing).map((rule) => rule.slots), worded].reduce((all, each) => all | each, 0);
  return own !== 0 && (own & ~slots) === 0;
}

export class Refusals {
  /**
   * @param {object} pack @param {import("./meanings.js").Meanings} meanings @param {import("./text-index.js").TextIndex} text
   * @param {import("./places.js").Places} places
   */
  constructor(pack, meanings, text, places) {
    [this.pack, this.places] = [pack, places];
    this.rules = pack.refusals;
    this.meanings = meanings;
    this.text = text;
    if (!this.rules) return; // A pack that was saved before has none.
    const sticky = (source) => new RegExp(source, "y");
    const { triggers, things } = this.rules;
    const sorted = (each) => each.map(([sort, source]) => [sort, sticky(source)]);
    [this.triggers, this.behind] = [sorted(triggers), sorted(this.rules.behind)];
    this.forward = Object.fromEntries(["filled", "bare", "joined", "listed", "wanted_instead", "please", "closed", "ends", "ends_loosely"].map((name) => [name, sticky(this.rules[name])]));
    this.back = Object.fromEntries(["tells", "tells_of_whom", "tells_of_it", "taken_back", "done_to_whom", "asks_for_help", "cannot_any_more", "instead_of", "wanted_more", "of_many", "wanted", "sort", "clause_before", "clause_behind", "excused", "beside", "has_none", "goes_without", "stands_there"].map((name) => [name, new RegExp(this.rules[name])]));
    this.sets = Object.fromEntries(["never", "lacked", "contrasted", "feared", "groups", "needs", "wants"].map((name) => [name, new Set(this.rules[name])]));
    this.filling = new RegExp(`^${this.rules.filled}$`);
    [this.breaks, this.somebody] = [new Set([MARK, ...this.rules.breaks]), new Set(this.rules.somebody)];
    const thing = ([say, words, categories, bits, slots = 0]) => ({ say: say.split("|"), words, categories, slots, isQuality: Boolean(bits & 1), isDone: Boolean(bits & 2) });
    this.things = new Map(things.map(thing).flatMap((each) => each.say.map((said) => [stemsOf(said).join(" "), each])));
  }

  /**
   * The refusals in some words, those of places first, and what is left without them.
   * @param {string} words
   * @returns {{refusals: {what: string, isAnywhere: boolean, place?: object}[], rest: string}}
   */
  read(words) {
    if (!this.rules) return { refusals: [], rest: words };
    const placed = this.readBy(words, [], (each, sort) => Boolean(refusedPlace(this.places, each.join(" "), sort)));
    const judge = Object.assign((each, sort) => this.isThing(each, sort), { isOfASort: (each, sort) => this.isOfASort(each, sort) });
    const idioms = this.meanings.phrases(placed.rest).filter(({ typed }) => !this.isOfDoing(typed));
    const things = this.readBy(placed.rest, idioms, judge);
    const named = placed.refusals.map((each) => withPlace(this.places, each));
    return { refusals: [...named, ...things.refusals], rest: things.rest };
  }

  /** The refusals of what `judge` says so of, by folded words and their sort, and what is left without them. */
  readBy(words, idioms, judge) {
    const none = { refusals: [], rest: words };
    const said = new ParsedText(words);
    const found = this.all(said, idioms, judge);
    if (!found.length || found.some((each) => this.isOfName(said, each))) return none;
    let at = 0;
    const left = [];
    for (const { first, last, stays } of found) {
      if (stays) continue;
      const [start, end] = said.span(first, last);
      left.push(words.slice(at, start).replace(/[ ,]+$/, ""));
      at = end;
    }
    left.push(words.slice(at).replace(/^[ ,]+/, ""));
    const isAnywhere = ({ sort, first, things: [[start]] }) => sort === "fear" || said.words.slice(first, start).some((word) => (this.rules.part_of ?? []).includes(word));
    const refusals = found.flatMap((each) => each.things.map((thing) => ({ what: said.typed(...thing), isAnywhere: isAnywhere(each) })));
    const phrases = found.flatMap(({ first, last, things }) => things.map(() => said.typed(first, last)));
    const rest = left.filter(Boolean).join(" ").trim();
    return this.asksForHelp(rest, refusals, phrases) ? none : { refusals, rest };
  }

  /** Whether a question that seems to refuse a chore asks somebody to do it. */
  asksForHelp(rest, refusals, phrases) {
    const isChore = ({ what }, index) => this.rules.chores.includes(what.toLowerCase()) && this.back.cannot_any_more.test(new ParsedText(phrases[index]).padded);
    const areChores = refusals.some(isChore);
    return areChores && this.back.asks_for_help.test(new ParsedText(rest).padded);
  }

  /** Whether a phrase says no to something done, and only by its stems what somebody is without: "no gardening". */
  isOfDoing(typed) {
    const [first, ...rest] = typed.split(" ");
    return first === "no" && typed.endsWith("ing") && Boolean(this.thing(rest.map(stem)));
  }

  /** Whether a refusal begins a listing's name, or stands in one behind the same word. */
  isOfName(said, { first, last }) {
    const joined = (words) => words.filter((word) => word !== MARK).join(" ");
    const [phrase, before] = [joined(said.words.slice(first, last)), joined(said.words.slice(0, first)).split(" ").at(-1)];
    return this.text.names.some((name) => `${name} `.startsWith(`${phrase} `) || ` ${name} `.includes(` ${before} ${phrase} `));
  }

  /** Whether a thing is refused in a phrase that means a concept of its own: of what people do, or one turned down that is known. */
  isRefusedIn({ categories, danger }, words, sort) {
    if (danger) return false;
    if (categories.length && !this.areNeeded(categories.slice(0, 1), "no")) return true;
    return CHOSEN.has(sort) && Boolean(this.thing(words.map(stem)));
  }

  all(said, idioms, judge) {
    const found = [];
    const isExcused = this.back.excused.test(said.padded);
    for (let word = 0; word < said.words.length;) {
      const one = this.fromBehind(said, word, judge) ?? this.fromBefore(said, word, judge) ?? (isExcused ? null : this.inClause(said, word, judge));
      const own = one ? idioms.filter(({ typed }) => ` ${typed} `.includes(` ${said.words.slice(one.first, one.last).join(" ")} `)) : [];
      const isRefusing = own.every(({ concepts }) => this.isRefusedIn(concepts.at(-1), said.words.slice(...one.things[0]), one.sort));
      if (one && isRefusing) found.push({ ...one, stays: own.length > 0 });
      word = one ? one.last : word + 1;
    }
    return found;
  }

  fromBefore(said, word, judge) {
    for (const [sort, pattern] of this.triggers) {
      const end = said.until(pattern, word);
      if (end === null || !this.mayRefuse(said, word, end, sort)) continue;
      const named = this.listed(said, end, sort, judge);
      const things = named.length ? named : this.ofASort(said, end, sort, judge);
      const last = things.length ? this.lastOf(said, word, things.at(-1)[1], sort) : null;
      if (last !== null) return { sort, things, first: word, last };
    }
    return null;
  }

  /** Where a refusal ends, or null; one more word may be of the thing where it is set against something. */
  lastOf(said, word, last, sort) {
    if (this.isAll(said, word, last, sort)) return last;
    return sort === "contrast" && last < said.words.length && this.isAll(said, word, last + 1, sort) ? last + 1 : null;
  }

  /** The things from a word on that are refused by what stands behind them; `further` of which it is said stand before. */
  fromBehind(said, word, judge, further = 0) {
    for (let last = Math.min(word + this.rules.longest, said.words.length); last > word; last--) {
      const words = said.words.slice(word, last);
      if (!isWhole(words)) continue;
      const own = words.at(-1);
      for (const [sort, pattern] of this.behind) {
        const things = [[word, last]];
        const end = said.until(pattern, last);
        if (end !== null && judge(words, sort)) return { sort, things, first: word, last: end };
        const isEnd = this.somebody.has(own) ? null : said.isUntil(pattern, last);
        if (isEnd !== null && judge([...words.slice(0, -1), own.replace(/s$/, "")], sort)) return { sort, things, first: word, last: isEnd };
      }
    }
    return further < this.rules.several ? this.allBehind(said, word, judge, further) : null;
  }

  /** Several things of which that is said; commas alone join them only at the beginning. */
  allBehind(said, word, judge, before) {
    if (this.back.wanted.test(said.before(word, this.rules.looked_back))) return null;
    for (let last = Math.min(word + this.rules.longest, said.words.length); last > word; last--) {
      const joined = said.until(this.forward.joined, last);
      const next = joined ?? (before || !word ? said.until(this.forward.listed, last) : null);
      if (next === null || next === said.words.length || !isWhole(said.words.slice(word, last))) continue;
      const found = this.fromBehind(said, next, judge, before + 1) ?? this.inClause(said, next, judge);
      if (!found || !this.rules.of_several.includes(said.words[found.things.at(-1)[1]])) continue;
      if (judge(said.words.slice(word, last), found.sort)) return { ...found, things: [[word, last], ...found.things], first: word };
    }
    return null;
  }

  /** A thing from a word on to which its clause says no in words of its own, or null. */
  inClause(said, word, judge) {
    if (this.breaks.has(said.words[word])) return null;
    const [first, end] = said.clause(word, this.breaks);
    const start = said.starts[first];
    for (let last = Math.min(word + this.rules.longest, end); last > word; last--) {
      if (!judge(said.words.slice(word, last), "clause")) continue;
      const [sort, things] = ["clause", [[word, last]]];
      const no = this.back.clause_before.exec(said.padded.slice(start, said.starts[word]));
      if (no) return { sort, things, first: said.at.get(start + no.index), last };
      const awful = this.back.clause_behind.exec(said.padded.slice(said.starts[last], said.starts[end]));
      return awful ? { sort, things, first: word, last: said.at.get(said.starts[last] + awful[0].length) } : null;
    }
    return null;
  }

  /** A thing with a word before it that says of what sort, and those joined to it. */
  ofASort(said, word, sort, judge) {
    const first = said.until(this.forward.filled, word) ?? word;
    const words = said.words.slice(first, first + 2);
    if (!isWhole(words) || !judge.isOfASort?.(words, sort)) return [];
    const joined = said.until(this.forward.joined, first + 2);
    return [[first, first + 2], ...(joined === null ? [] : this.listed(said, joined, sort, judge))];
  }

  isOfASort([first, second], sort) {
    if (!second || !this.rules.of_a_sort.includes(sort) || !this.kindOf([stem(first), stem(second)])) return false;
    const isPlain = this.back.sort.test(` ${first} `) && !this.filling.test(` ${first}`);
    return isPlain && !this.thing([stem(first)]) && !this.isIn("never", first);
  }

  mayRefuse(said, word, end, sort) {
    const before = said.before(word, this.rules.looked_back);
    const { tells, tells_of_it: tellsOfIt, beside, has_none: hasNone, goes_without: goesWithout } = this.back;
    if (this.rules.can_be_taken_back.includes(sort) && this.back.taken_back.test(before)) return false;
    if (this.rules.passives.includes(said.words[word]) && this.back.done_to_whom.test(before)) return false;
    if (sort === "no") return beside.test(before) || !hasNone.test(before);
    if (sort === "rather") return this.back[this.rules.but.includes(said.words[word]) ? "of_many" : "wanted_more"].test(said.before(word, word));
    if (sort === "without") return !goesWithout.test(before);
    if (sort === "place" && said.words[word] === this.rules.outside) return !this.back.stands_there.test(before);
    if (sort === "contrast" && (!word || this.back.tells_of_whom.test(said.before(word, word)))) return false;
    if (!["not", "choice", "contrast"].includes(sort) || said.words[word] !== "not" || end > word + 1) return true;
    return !tells.test(before) || tellsOfIt.test(before);
  }

  isAll(said, word, last, sort) {
    const before = said.before(word, this.rules.looked_back);
    if (sort === "no" && !(before && this.back.beside.test(before))) return said.until(this.forward.ends, last) !== null;
    const isLoose = LOOSE.has(sort) || (sort === "contrast" && said.words[word] === "not") || (sort === "place" && said.words[word] === this.rules.outside);
    return !isLoose || said.until(this.forward.ends_loosely, last) !== null;
  }

  listed(said, start, sort, judge) {
    const found = [];
    let [word, sure, parted, isJoined] = [start, 0, 0, true];
    for (let thing = this.thingAt(said, word, sort, judge); thing; thing = word === null ? null : this.thingAt(said, word, sort, judge)) {
      found.push(thing);
      if (isJoined) sure = found.length;
      if (thing[1] < said.words.length && said.endsSentence(thing[1])) break;
      const isEnded = isJoined && found.length > 1;
      const joined = this.joinedTo(said, thing, parted > 0);
      isJoined = joined !== null;
      word = joined ?? this.listedBehind(said, thing, isEnded);
      if (!isJoined && word !== null) parted ||= found.length;
    }
    return found.slice(0, parted && this.isWantedInstead(said, start, found.at(-1)[1], sort) ? parted : sure);
  }

  /** Where the next thing begins that "or" or "and" joins; behind a mark "and" begins anew, but for the last of a list. */
  joinedTo(said, [, last], isListed) {
    const further = said.until(this.forward.joined, last);
    const beginsAnew = said.words[last] === MARK && said.words[last + 1] === "and" && further === last + 2;
    return beginsAnew && !isListed ? null : further;
  }

  /** Where the next thing begins that a mark alone parts; none behind an ended list, or behind what somebody is. */
  listedBehind(said, [first, last], isEnded) {
    const further = said.until(this.forward.listed, last);
    if (further === null || said.words[further - 1] !== MARK) return further;
    return isEnded || this.rules.of_somebody.includes(said.words[first]) ? null : further;
  }

  /** Whether the words around a list say that what stands behind its first mark is wanted. */
  isWantedInstead(said, start, last, sort) {
    const stands = (name) => said.until(this.forward[name], last) !== null;
    if ((sort === "dislike" && stands("please")) || stands("wanted_instead")) return true;
    return stands("closed") && this.back.instead_of.test(said.before(start, start));
  }

  thingAt(said, word, sort, judge) {
    // Several words (`by phone`), else what stands behind words that only fill (`a gym`), else one word.
    for (const [first, least] of [[said.until(this.forward.bare, word) ?? word, 2], [said.until(this.forward.filled, word) ?? word, 1], [word, 1]]) {
      for (let last = Math.min(first + this.rules.longest, said.words.length); last >= first + least; last--) {
        const words = said.words.slice(first, last);
        if (isWhole(words) && judge(words, sort)) return [first, last];
      }
    }
    return null;
  }

  isThing(words, sort) {
    if (sort === "place") return false;
    const stems = words.map(stem);
    const thing = this.thing(stems);
    const isPlain = !words.some((word) => this.text.stopWords.has(word));
    if (sort === "clause") return Boolean(thing?.isDone) && !this.isIn("lacked", words.join(" "));
    if (sort === "time") return Boolean(thing?.slots);
    if (sort === "fear") return isPlain && this.sets.feared.has(this.plain(stems).at(-1));
    if (["nothing", "non"].includes(sort)) return Boolean(thing?.isQuality);
    if (stems.length > 1 && this.things.has(stems.join(" "))) return true;
    if (this.isLacked(words.at(-1), sort)) return false;
    const ofNobody = words.map((word) => this.isAmong("never", word, sort));
    if (thing) return formsOf(words.join(" ")).some((each) => thing.say.includes(each)) || !ofNobody.every(Boolean);
    if (ofNobody.every(Boolean) || !isPlain) return false;
    const slugs = this.subject(stems);
    if (slugs?.length) return !this.areNeeded(slugs, sort);
    return !slugs && sort !== "no" && !ofNobody.some(Boolean) && this.isCalled(words, sort);
  }

  /** Whether a word, or the one or many of it, is among some that words of a sort do not refuse. */
  isAmong(name, word, sort) {
    return this.isIn(name, word) && !(sort === "contrast" && this.isIn("contrasted", word));
  }

  isIn(name, word) {
    return formsOf(word).some((each) => this.sets[name].has(each));
  }

  isLacked(word, sort) {
    return !["choice", "rather", "dislike"].includes(sort) && this.isAmong("lacked", word, sort);
  }

  /** The categories of a category or a phrase of the thesaurus; none of one that is urgent; null when it is neither. */
  subject(stems) {
    const labelled = this.labelled(stems);
    if (labelled.length) return labelled;
    const [concept] = this.meanings.called(stems);
    return concept ? (concept.danger ? [] : concept.categories) : null;
  }

  /** Whether a few listings are called by words, or what is chosen against stands in a few; but for a choice, most must be no need. */
  isCalled(words, sort) {
    const wanted = terms(words.join(" "), this.text.stopWords);
    const own = this.text.called(wanted);
    const called = own.length || !CHOSEN.has(sort) ? own : this.text.holding(wanted);
    if (!called.length || called.length > this.rules.too_many * this.text.size) return false;
    const needed = called.filter((at) => this.areNeeded((this.pack.listings[at].c ?? []).slice(0, 1), sort));
    return 2 * needed.length < called.length;
  }

  areNeeded(slugs, sort) {
    if (CHOSEN.has(sort)) return false;
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

  /** The thing that the last of several words is a name of: `singing` of `folk singing`. */
  kindOf(stems) {
    const left = this.plain(stems);
    return left.length > 1 ? this.things.get(left.at(-1)) : undefined;
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
    for (const at of lyingIn(this.pack, refusals, (what) => this.text.called(terms(what, this.text.stopWords)))) found.add(at);
    for (const { what, isAnywhere } of refusals.filter((each) => !each.place)) {
      const stems = stemsOf(what);
      const known = this.thing(stems);
      const thing = known ?? this.kindOf(stems);
      const own = terms(what, this.text.stopWords);
      const others = thing ? thing.words.map((words) => terms(words, this.text.stopWords)) : [this.plain(stems)];
      for (const wanted of [own, ...others.filter((each) => !each.every((term) => asked.has(term)))]) {
        for (const at of isAnywhere ? this.text.holding(wanted) : this.text.called(wanted)) found.add(at);
      }
      const slugs = (thing ? thing.categories : this.labelled(stems)).filter((slug) => !heard.has(slug));
      this.pack.listings.forEach((listing, at) => slugs.some((slug) => hasCategory(slug, listing)) && found.add(at));
      if (thing?.slots) this.pack.listings.forEach((listing, at) => isOnlyAt(thing.slots, listing, this.pack.wishes?.worded[at]) && found.add(at));
      if (!found.size && !known) for (const at of this.text.holding(own)) found.add(at);
    }
    return found;
  }

  /** The positions of the listings that speak of a thing refused anywhere, but of none that is asked for in other words. */
  mentioning(refusals, rest) {
    const asked = new Set(terms(rest, this.text.stopWords));
    const wanted = refusals.filter((each) => !each.place).map(({ what }) => terms(what, this.text.stopWords)).filter((each) => !each.every((term) => asked.has(term)));
    return new Set(wanted.flatMap((each) => [...this.text.holding(each)]));
  }
}
