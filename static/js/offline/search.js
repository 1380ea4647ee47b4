/**
 * Answers a question from the saved listings: the server's ranking as near as a phone can do it.
 * No spelling is mended and no meaning is compared.
 */

import { fold } from "./fold.js";
import { Meanings } from "./meanings.js";
import { closeness, isWithin, METRES_A_MILE } from "./nearness.js";
import { Places } from "./places.js";
import { TextIndex } from "./text-index.js";
import { daysOf } from "./times.js";
import { readWishes } from "./wishes.js";

const NEAR = 0.6;
const CHECKED = 0.15;
const OUTSIDE = 0.3;
const FADES_DAYS = 365;
const SENTENCE = 4; // words that count, from which a question tells a story
const PAGEFUL = 10;
const BY_TEXT = 0.5;
const BY_EXPANSION = 0.5;
const BY_CATEGORY = 0.7;
const BY_AUDIENCE = 0.3;
const DAY_MS = 86_400_000;

const bothLevels = (listing) => (listing.c ?? []).flatMap((slug) => [slug, slug.split("/")[0]]);

/** Scores as parts of the best one's. */
function ofBest(scores) {
  const most = Math.max(0, ...scores) || 1;
  return scores.map((score) => score / most);
}

/**
 * @typedef {{q?: string, near?: string, within?: number, need?: string, category?: string,
 *   access?: string[], day?: string, free?: boolean, kind?: string}} Question
 */

export class Search {
  /** @param {object} pack the saved pack @param {string} today an ISO date */
  constructor(pack, today) {
    this.pack = pack;
    this.today = today;
    this.places = new Places(pack);
    this.meanings = new Meanings(pack);
    this.text = new TextIndex(pack);
  }

  /**
   * The listings that answer a question, best first; `older` are those not confirmed for so long that
   * lists leave them out; the place that was understood; `urgent` when the words tell of danger.
   * @param {Question} question
   */
  answer(question) {
    const near = question.near ? this.places.find(question.near) ?? this.places.read(question.near).place : null;
    const read = question.near ? { place: near, rest: [question.q ?? ""] } : this.places.read(question.q ?? "");
    const point = read.place?.point ?? null;
    const text = this.scored(read.rest.join(" "));
    const found = this.pack.listings
      .map((listing, position) => ({ listing, position, text: text.scores[position] }))
      .filter(({ listing, position }) => text.mask[position] && this.suits(listing, question, read.place));
    for (const each of found) each.score = this.total(each, point);
    found.sort((a, b) => this.compare(a, b));
    const isOlder = ({ listing }) => Boolean(listing.un && listing.un <= this.today);
    const listingsOf = (those) => those.map(({ listing }) => listing);
    return {
      listings: listingsOf(found.filter((each) => !isOlder(each))),
      older: listingsOf(found.filter(isOlder)),
      place: read.place,
      lost: Boolean(question.near && !near),
      urgent: this.meanings.heard(question.q ?? "").some((concept) => concept.urgent),
    };
  }

  scored(words) {
    const { wishes, rest } = readWishes(fold(words));
    const heard = this.meanings.heard(words);
    const wanted = this.text.termsOf(rest);
    const { scores, matched } = this.text.score(wanted);
    const bar = this.bar(wanted.length, matched);
    const meant = this.meant(heard);
    const byWords = ofBest(scores);
    const named = fold(rest);
    const hasAny = wanted.length > 0 || heard.length > 0;
    const found = this.pack.listings.map((listing, n) => {
      const isNamed = named && this.text.names[n] === named;
      const wished = wishes.filter(({ fits }) => fits(listing));
      return {
        isIn: hasAny ? (wanted.length > 0 && matched[n] >= bar) || meant[n].isIn : !wishes.length || wished.length > 0,
        score: BY_TEXT * byWords[n] + meant[n].score + (isNamed ? 1 : 0) + wished.reduce((sum, { worth }) => sum + worth, 0),
      };
    });
    return { scores: found.map(({ score }) => score), mask: found.map(({ isIn }) => isIn) };
  }

  /** Up to two words must all be there; of more, three in five, fewer when that leaves too few. */
  bar(count, matched) {
    const enough = count < SENTENCE ? 1 : PAGEFUL;
    for (let bar = count <= 2 ? count : Math.ceil((count * 3) / 5); bar > 1; bar--) {
      if (matched.filter((each) => each >= bar).length >= enough) return bar;
    }
    return 1;
  }

  /** What the phrases that were heard mean for each listing: its categories, people and words. */
  meant(heard) {
    const categories = new Set(heard.flatMap((concept) => concept.categories));
    const audience = new Set(heard.flatMap((concept) => concept.audience));
    const byConcept = heard.map((concept) => ofBest(this.text.score(this.text.termsOf(concept.words.join(" "))).scores));
    return this.pack.listings.map((listing, n) => {
      const inCategory = bothLevels(listing).some((slug) => categories.has(slug));
      const inAudience = (listing.w ?? []).some((each) => audience.has(each));
      const words = Math.max(0, ...byConcept.map((scores) => scores[n]));
      const score = BY_EXPANSION * words + (inCategory ? BY_CATEGORY : 0) + (inAudience ? BY_AUDIENCE : 0);
      return { isIn: categories.size ? inCategory : inAudience, score };
    });
  }

  suits(listing, question, place) {
    const chosen = (question.category ?? "").split(",").filter(Boolean);
    const wanted = question.need ? this.pack.needs[question.need] ?? [] : chosen;
    const slugs = bothLevels(listing);
    if (place && !place.point && listing.out) return false;
    if (wanted.length && !wanted.some((slug) => slugs.includes(slug))) return false;
    if (question.kind && listing.k !== question.kind) return false;
    if (question.free && !listing.free) return false;
    if (question.day && !daysOf(listing).has(question.day)) return false;
    if (!(question.access ?? []).every((slug) => (listing.x11y ?? []).includes(slug))) return false;
    return !question.within || !place?.point || isWithin(listing, place.point, question.within * METRES_A_MILE);
  }

  total({ listing, text }, point) {
    const age = listing.cd ? (Date.parse(this.today) - Date.parse(listing.cd)) / DAY_MS : FADES_DAYS;
    const fresh = CHECKED * (1 - Math.min(FADES_DAYS, Math.max(0, age)) / FADES_DAYS);
    if (point) return text + (NEAR + fresh) * closeness(listing, point);
    return text + fresh - (listing.out ? OUTSIDE : 0);
  }

  /** Those not confirmed for too long come last; then by score; ties by name. */
  compare(a, b) {
    const late = ({ listing }) => Number(Boolean(listing.ov && listing.ov <= this.today));
    const names = this.text.names;
    const byName = names[a.position] < names[b.position] ? -1 : 1;
    return late(a) - late(b) || b.score - a.score || byName;
  }
}
