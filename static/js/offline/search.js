/**
 * Answers a question from the saved listings: the server's ranking as near as a phone can do it.
 * No spelling is mended and no meaning is compared.
 */

import { Associations } from "./associations.js";
import { Audience } from "./audience.js";
import { Danger, kindsShownWith } from "./danger.js";
import { Evidence } from "./evidence.js";
import { Facets } from "./facets.js";
import { fold } from "./fold.js";
import { Languages } from "./languages.js";
import { Meanings } from "./meanings.js";
import { withoutNearMe } from "./near-me.js";
import { Needing } from "./needing.js";
import { NameIndex, better, namesOf } from "./name-index.js";
import { closeness, isWithin, METRES_A_MILE } from "./nearness.js";
import { COMES, ELSEWHERE, reaching, THERE } from "./reach.js";
import { AREAS, meets, ORDER, Parts, shutsOut } from "./parts.js";
import { Places } from "./places.js";
import { Roles } from "./roles.js";
import { writtenOut } from "./short-forms.js";
import { Refusals } from "./refusals.js";
import { Signposts } from "./signposts.js";
import { stem } from "./stem.js";
import { TextIndex } from "./text-index.js";
import { Timing } from "./timing.js";
import { Wishes } from "./wishes.js";

const DAY_MS = 86_400_000;
// Without its apostrophe "I'll" is ill: of such words the first half counts.
const CONTRACTED = /\b(i|you|he|she|it|we|they|who|that|there)['’‘`´](?:d|ll|re|ve|m|s)\b/gi;
const WOULD = /\b(she|we)['’‘`´]d\b/gi; // without its apostrophe it is a shed, and a shed is a subject

/** Scores as parts of the best one's. */
function ofBest(scores) {
  const most = Math.max(0, ...scores) || 1;
  return scores.map((score) => score / most);
}

/**
 * @typedef {{q?: string, near?: string, within?: number, need?: string,
 *   chosen?: Record<string, string[][]>}} Question `chosen` as the facets read it
 */

export class Search {
  /** @param {object} pack the saved pack @param {string} today an ISO date @param {Date} [now] the time as well */
  constructor(pack, today, now = new Date(`${today}T09:00`)) {
    this.pack = pack;
    this.today = today;
    this.now = now;
    this.wishes = new Wishes(pack, now);
    this.weights = pack.weights;
    this.facets = new Facets(pack);
    this.places = new Places(pack);
    this.meanings = new Meanings(pack);
    this.languages = new Languages(pack);
    this.signposts = new Signposts(pack);
    this.danger = new Danger(pack, this.meanings);
    this.audience = new Audience(pack);
    this.roles = new Roles(pack);
    this.text = new TextIndex(pack);
    this.needing = new Needing(pack, this.text);
    this.associations = new Associations(pack);
    this.evidence = new Evidence(pack, this.text, this.meanings, this.facets);
    this.refusals = new Refusals(pack, this.meanings, this.text, this.places);
    const names = pack.listings.map(namesOf);
    // A pack that was saved before has no rules for names.
    this.names = pack.weights.names ? new NameIndex(names, pack.weights.names, new Set(pack.stop)) : null;
  }

  /**
   * The listings that answer a question, best first, those that do not speak of a filter last; `older`
   * are those not confirmed for so long that lists leave them out; `found` are both, with their part of the list
   * and whether they were asked for by name; `wishes` what was read, `conditions` those that part the list, `timing` when they ask for; what was `said`, as it was understood; `unsaid` is what a
   * listing does not say; the place that was understood; `refusals` what is not wanted; `danger` the kinds that it tells of, by its
   * words or by what it asks for; `asksPlace` when they say "near me" and no place; `signposts` lead
   * to what is not listed; `give` is one way to give that fits, and stands apart; `alsoNeed` what needs what who asks wants to give, and `needed` which needs; what a listing `losses` for whom
   * it is for, and `isBesides` when it is mainly about something else.
   * @param {Question} question
   */
  answer(question) {
    const said = this.understood(question);
    const { place, point, inWords, text, named, refusals, wantsToGive } = said;
    const timing = new Timing(this.pack, text.wishes, this.now);
    const all = this.candidates(question, said);
    const parts = new Parts(text.wishes, timing, this, Math.max(0, ...all.map(({ relevance }) => relevance)));
    for (const each of all) {
      Object.assign(each, parts.of(each));
      each.soonest = timing.isAsked && text.isBrowsing && !place ? timing.soonest(each.listing) : 0;
    }
    if (!wantsToGive) this.roles.putBehindNamesakes(all, named);
    all.sort((a, b) => this.compare(a, b));
    const isShown = this.showing(question, said);
    const isOlder = ({ listing, isAskedFor }) => Boolean(!isAskedFor && listing.un && listing.un <= this.today);
    const found = this.keptOffTheFront(all.filter(isShown), refusals, isOlder);
    const match = this.match(found, said);
    const answers = match === "none" ? [] : found;
    const [listings, older] = [answers.filter((each) => !isOlder(each)), answers.filter(isOlder)];
    const needing = this.needs(question, said, isOlder);
    const listingsOf = (those) => those.map(({ listing }) => listing);
    return {
      match,
      nearest: match === "none" ? found.slice(0, this.weights.evidence?.nearest ?? 0) : [],
      listings: listingsOf(listings),
      older: listingsOf(older),
      found: [...listings, ...older].sort((a, b) => ORDER.indexOf(a.part) - ORDER.indexOf(b.part)),
      wishes: text.wishes,
      conditions: parts.conditions,
      timing,
      said,
      give: this.wayToGive(question, said, all, (each) => !isShown(each) && !isOlder(each) && match !== "none"),
      needed: new Map(needing.map(({ listing, needed }) => [listing, needed])),
      alsoNeed: needing.map(({ listing }) => listing).filter((each) => !listings.includes(each)).slice(0, this.needing.rules?.most),
      losses: said.loss,
      isBesides: said.isBesides,
      unsaid: new Map(all.map(({ listing, unsaid }) => [listing, unsaid])),
      place,
      lost: Boolean(question.near && !said.near),
      refusals: refusals.map(({ what }) => what),
      isUrgent: inWords.length > 0,
      danger: [...new Set([...inWords, ...kindsShownWith(this.pack.danger, question.need ?? "", (question.chosen?.category ?? []).flat())])],
      asksPlace: said.words.isAsked && !place && !question.near,
      signposts: inWords.length ? [] : this.signposts.in(said.words.rest, Boolean(this.languages.in(fold(said.words.rest)))),
      reaches: new Map(point ? all.map(({ listing, reach }) => [listing, reach]) : []),
    };
  }

  /** What the words of a question mean, step by step as the server's query parser reads them. */
  understood(question) {
    const near = question.near ? this.places.find(question.near) ?? this.places.read(question.near).place : null;
    const asked = writtenOut(question.q ?? "", this.pack.short);
    const inWords = this.danger.heard(asked);
    // In danger nothing is refused.
    const { refusals, rest: typed } = inWords.length ? { refusals: [], rest: asked } : this.refusals.read(asked);
    const read = question.near ? { place: near, rest: [typed] } : this.places.read(typed);
    const words = withoutNearMe(read.rest.join(" "), (each) => this.meanings.heard(each).length);
    const text = this.scored(words.isAsked || read.place ? words.rest : typed, inWords, question.chosen ?? {});
    return {
      ...{ near, typed, inWords, refusals, words, text, place: read.place, point: read.place?.point ?? null },
      named: this.named(typed, read.rest.join(" "), Boolean(read.place)),
      mentioned: this.refusals.mentioning(refusals, words.rest),
      unwanted: this.refusals.refused(refusals, words.rest, (slug, listing) => this.facets.has("category", slug, listing)),
      loss: this.audience.losses(question, words.rest, text.heard, text.kin, text.wishes),
      isBesides: this.audience.besides(question, text.hasWords),
      wantsToGive: !inWords.length && this.roles.areWanted(words.rest, text.heard),
    };
  }

  /** Every listing that answers, or would for somebody who wants to give, with all that is known of it. */
  candidates(question, { inWords, text, named, place, point, unwanted, mentioned, loss, isBesides, wantsToGive }) {
    const standing = inWords.length ? this.danger.standing(inWords) : () => ({ mayStand: true });
    const reachOf = reaching(point, this.pack);
    const isIn = (listing, at) => text.found[at].isIn || (wantsToGive && this.roles.has(listing) && standing(listing).mayStand) || (named.has(at) && standing(listing).mayStand);
    const found = [];
    this.pack.listings.forEach((listing, position) => {
      const reach = reachOf(listing);
      if (listing.en && listing.en < this.today) return; // it has finished since the pack was made
      if (!isIn(listing, position) || !this.suits(listing, question, place, reach)) return;
      const unsaid = this.facets.unsaid(question.chosen ?? {}, listing);
      if (!unsaid) return;
      const isAskedFor = Boolean(named.get(position)?.isAskedFor);
      const isUnwanted = !named.get(position)?.isWhole && unwanted.has(position);
      const each = { listing, position, reach, unsaid, isAskedFor, isUnwanted, isBesides: isBesides(listing), isShutOut: !isAskedFor && text.found[position].isShutOut };
      const isWanted = wantsToGive && this.roles.has(listing) ? this.roles.rules.wanted : 0;
      each.relevance = text.found[position].relevance + isWanted;
      each.text = text.found[position].score + (named.get(position)?.bonus ?? 0);
      each.score = this.total(each, point) - (isAskedFor ? 0 : loss(listing)) + isWanted - (isUnwanted ? this.pack.refusals.pushed_down : 0) - (mentioned.has(position) ? this.pack.refusals.mentioned : 0);
      found.push(each);
    });
    return found;
  }

  /** Tells of a listing whether it is for who asks: roles are for those who want to give. */
  showing(question, { named, words, place, wantsToGive }) {
    const areChosen = wantsToGive || this.roles.areChosen(question);
    const areOthers = [...named.keys()].some((position) => !this.roles.has(this.pack.listings[position]));
    return ({ listing, position }) => areChosen || !this.roles.has(listing) || (named.has(position) && this.roles.isNamed(listing, words.rest, areOthers, Boolean(place)));
  }

  /** What needs something that who asks wants to give; nothing for who asks for help, or by any filter but a category. */
  needs(question, { inWords, words, place, point, unwanted, wantsToGive }, isOlder) {
    const { category, ...filters } = question.chosen ?? {};
    const isAsked = (wantsToGive || this.roles.asksToGive(question)) && !Object.keys(filters).length;
    if (inWords.length || !isAsked) return [];
    const reachOf = reaching(point, this.pack);
    const may = ({ listing, position }) => {
      const reach = reachOf(listing);
      const isOver = isOlder({ listing }) || (listing.en && listing.en < this.today);
      return !isOver && reach !== ELSEWHERE && !unwanted.has(position) && this.suits(listing, { ...question, need: "" }, place, reach);
    };
    const every = this.pack.listings.map((listing, position) => ({ listing, position }));
    return this.needing.found(every.filter(may), words.rest, point, this.today);
  }

  /** Tells of a listing whether it has any of some values of a facet. */
  havingAny(facet, slugs) {
    return (listing) => slugs.some((slug) => this.facets.has(facet, slug, listing));
  }

  /** The found listings without what was refused, where too few others would stand before it. */
  keptOffTheFront(found, refusals, isOlder) {
    const before = found.filter((each) => !each.isUnwanted && each.part !== AREAS && !isOlder(each)).length;
    return refusals.length && before < this.pack.refusals.front ? found.filter(({ isUnwanted }) => !isUnwanted) : found;
  }

  /** How well the found listings answer: `good`, `weak` or `none`. */
  match(found, { inWords, text, named, wantsToGive }) {
    const isNamed = ({ listing, position }) => named.has(position) || (wantsToGive && this.roles.has(listing));
    const hasWords = text.hasWords && !inWords.length;
    return this.evidence.judged(text, found.map(({ position }) => position), { isNamed: found.some(isNamed), hasWords });
  }

  /** The first role that fits what was asked by somebody who asked for none; null when no role does. */
  wayToGive(question, { inWords, text, named }, all, isLeftOut) {
    const chosen = this.audience.chosen(question).length > 0;
    if (inWords.length || !(text.hasWords || chosen)) return null;
    const fits = ({ position }) => !text.hasWords || this.evidence.judged(text, [position], { isNamed: named.has(position), hasWords: true }) === "good";
    const mayGive = (each) => isLeftOut(each) && !each.unsaid.length && !each.isUnwanted && each.reach !== "elsewhere";
    return all.find((each) => mayGive(each) && fits(each))?.listing ?? null;
  }

  /** What names add: of all that was typed, and of what is left without a place. */
  named(typed, rest, hasPlace) {
    if (!this.names) return new Map();
    // A word that listings or everyday phrases use is no slip: `choir` is no `chair`.
    const mayBeSlip = (word) => !this.meanings.said.has(stem(word)) && !this.text.postings.has(stem(word));
    const found = this.names.match(typed, hasPlace, mayBeSlip);
    if (!hasPlace || rest === typed) return found;
    for (const [at, each] of this.names.match(rest, true, mayBeSlip)) found.set(at, better(found.get(at), each));
    return found;
  }

  scored(words, dangers, chosen) {
    const { wishes, rest: left, isAnything } = this.wished(words, dangers, chosen);
    const plain = fold(left.replace(CONTRACTED, "$1"));
    const language = this.languages.in(plain);
    const speaks = (listing) => Boolean(language) && this.facets.has("language", language.slug, listing);
    // What a pattern hears counts as said; an urgent phrase that is harmless here does not.
    const cut = wishes.filter(({ phrase }) => !fold(left).includes(fold(phrase)));
    const text = (language ? language.rest : words).replace(WOULD, "$1");
    const said = isAnything ? [] : this.meanings.beside(text, cut, this.pack.wishes?.no_subject ?? []).filter(({ danger }) => !danger);
    const heard = [...this.meanings.of(dangers), ...said];
    const standing = dangers.length ? this.danger.standing(dangers) : () => ({ helps: 0, mayStand: true });
    const wanted = isAnything ? [] : this.text.termsOf(language ? language.rest : plain);
    const { scores, matched } = this.text.score(wanted);
    const bar = this.bar(wanted.length, matched);
    const meant = this.meant(heard, wanted);
    const byWords = ofBest(scores);
    const { words: wordsCount } = this.weightsFor(wanted.length);
    const hasAny = wanted.length > 0 || heard.length > 0;
    const fitting = this.fitting(wishes);
    const found = this.pack.listings.map((listing, n) => {
      const { helps, mayStand } = standing(listing);
      const { isWished, worth, isShutOut } = fitting(listing, n);
      const isFound = hasAny ? (wanted.length > 0 && matched[n] >= bar) || meant[n].isIn : isWished;
      const relevance = wordsCount * byWords[n] + meant[n].score;
      const speaking = speaks(listing) ? this.weights.wishes.language : 0;
      return { isIn: mayStand && (speaks(listing) || isFound), isShutOut, relevance, score: helps + relevance + worth + speaking };
    });
    const kin = wishes.filter(({ sort }) => sort === "kin").flatMap(({ phrase }) => fold(phrase).split(" "));
    return { wishes, kin, heard, wanted, phrases: this.heardIn(text, heard), isBrowsing: !hasAny, hasWords: hasAny, found };
  }

  /** The phrases in a text of the concepts that were heard. */
  heardIn(text, heard) {
    const every = this.meanings.phrases(text).map((each) => ({ ...each, concepts: each.concepts.filter((concept) => heard.includes(concept)) }));
    return every.filter(({ concepts }) => concepts.length);
  }

  /** The wishes in words, but those whose filter is set; in words of danger no day and nobody's kin. */
  wished(words, dangers, chosen) {
    const { wishes, rest } = this.wishes.read(words, dangers.length ? this.pack.wishes?.not_in_danger : []);
    const kept = wishes.filter(({ sort }) => !chosen[sort]);
    const isOfTime = kept.some(({ sort }) => this.pack.wishes.of_time.includes(sort));
    return { wishes: kept, rest, isAnything: isOfTime && this.wishes.asksForAnything(rest) };
  }

  /** Tells of a listing whether it fits any of some wishes, and what those are worth that it fits. */
  fitting(wishes) {
    const about = { pack: this.pack, facets: this.facets };
    const each = wishes.filter(({ sort }) => sort !== "kin").map((wish) => ({ wish, timing: new Timing(this.pack, [{ ...wish, dates: undefined }], this.now) }));
    return (listing, position) => {
      const fits = each.filter(({ wish, timing }) => (timing.isAsked ? timing.sessions(listing).length > 0 : meets(wish, listing, position, about)));
      const worth = fits.reduce((sum, { wish }) => sum + (this.weights.wishes[wish.sort] ?? 0), 0);
      const shut = each.filter(({ wish }) => shutsOut(wish, listing, position, about)).length;
      const ofAge = each.filter(({ wish }) => this.audience.isForAge(wish, listing)).length;
      const more = ofAge * (this.weights.of_age ?? 0) - shut * (this.weights.wrong_age ?? 0);
      return { isWished: !each.length || fits.length > 0, isShutOut: shut > 0, worth: worth + more };
    };
  }

  /** Up to two words must all be there; of more, three in five, fewer when that leaves too few. */
  bar(count, matched) {
    const enough = count < this.weights.sentence ? 1 : this.weights.pageful;
    for (let bar = count <= 2 ? count : Math.ceil((count * 3) / 5); bar > 1; bar--) {
      if (matched.filter((each) => each >= bar).length >= enough) return bar;
    }
    return 1;
  }

  /** What the phrases that were heard, and in a sentence single words, mean for each listing: its categories, people and words. */
  meant(heard, wanted) {
    const categories = [...new Set(heard.flatMap((concept) => concept.categories))];
    const isInCategory = this.havingAny("category", categories);
    const isInAudience = this.havingAny("audience", [...new Set(heard.flatMap((concept) => concept.audience))]);
    const leaning = wanted.length >= this.weights.sentence ? this.leaning(categories, wanted) : () => 0;
    const { expansion, category, audience: people, further = 0, further_most: most = 0 } = this.weightsFor(wanted.length);
    const byConcept = heard.map((concept) => ofBest(this.text.score(this.text.termsOf(concept.words.join(" "))).scores));
    return this.pack.listings.map((listing, n) => {
      const [inCategory, inAudience] = [isInCategory(listing), isInAudience(listing)];
      const words = Math.max(0, ...byConcept.map((scores) => scores[n]));
      const times = heard.filter((concept) => this.havingAny("category", concept.categories)(listing)).length;
      const score = expansion * words + (inCategory ? category : 0) + (inAudience ? people : 0)
        + further * Math.min(most, Math.max(0, times - 1)) + leaning(listing, inCategory);
      return { isIn: categories.length ? inCategory : inAudience, score };
    });
  }

  /** The weights for so many words: a sentence says more by all its words, and less by one of its phrases. */
  weightsFor(count) {
    return { ...this.weights, ...(count >= this.weights.sentence ? this.weights.in_sentence : {}) };
  }

  /** What a listing gets for a main category of something heard, and for what the words of a sentence lean to. */
  leaning(categories, wanted) {
    const { association = 0, beside = 0 } = this.weights;
    const isBeside = this.havingAny("category", [...new Set(categories.map((slug) => slug.split("/")[0]))]);
    const votes = [...this.associations.of(wanted)];
    return (listing, inCategory) => {
      const best = Math.max(0, ...votes.filter(([slug]) => this.facets.has("category", slug, listing)).map(([, vote]) => vote));
      return association * best + (isBeside(listing) && !inCategory ? beside : 0);
    };
  }

  suits(listing, question, place, reach) {
    const needed = this.pack.needs[question.need] ?? [];
    if (place && !place.point && listing.out) return false;
    if (needed.length && !needed.some((slug) => this.facets.has("category", slug, listing))) return false;
    if (!question.within || !place?.point) return true;
    return reach === COMES || (reach === THERE && isWithin(listing, place.point, question.within * METRES_A_MILE));
  }

  total({ listing, text: found, isAskedFor }, point) {
    const { near, checked, outside, overdue, fades_days: fades } = this.weights;
    const isLate = Boolean(!isAskedFor && listing.ov && listing.ov <= this.today);
    const text = found - (isLate ? (overdue ?? 0) : 0);
    const age = listing.cd ? (Date.parse(this.today) - Date.parse(listing.cd)) / DAY_MS : fades;
    const fresh = checked * (1 - Math.min(fades, Math.max(0, age)) / fades);
    if (point) return text + (near + fresh) * closeness(listing, point, this.weights);
    return text + fresh - (listing.out ? outside : 0);
  }

  /** Part by part, what was asked for by its name first; what does not say comes last; then by score; of equals, what somebody has checked first; ties by name. */
  compare(a, b) {
    const names = this.text.names;
    const byName = names[a.position] < names[b.position] ? -1 : 1;
    const isUnchecked = ({ listing }) => Number(!listing.cd);
    return this.apart(a, b) || b.score - a.score || isUnchecked(a) - isUnchecked(b) || byName;
  }

  /** What of two comes first whatever their scores are; 0 when only those part them. */
  apart(a, b) {
    const isOpen = ({ unsaid }) => Number(unsaid.length > 0);
    const partOf = ({ part, isAskedFor, isUnwanted }) => ORDER.indexOf(part) * 4 + Number(isUnwanted) * 2 + Number(!isAskedFor);
    const behind = Number(Boolean(a.isShutOut)) - Number(Boolean(b.isShutOut)) || Number(Boolean(a.isBesides)) - Number(Boolean(b.isBesides));
    return partOf(a) - partOf(b) || isOpen(a) - isOpen(b) || behind || (a.soonest === b.soonest ? 0 : a.soonest - b.soonest);
  }
}
