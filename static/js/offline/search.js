/**
 * Answers a question from the saved listings: the server's ranking as near as a phone can do it.
 * No spelling is mended and no meaning is compared.
 */

import { Danger, kindsShownWith } from "./danger.js";
import { Facets } from "./facets.js";
import { fold } from "./fold.js";
import { Languages } from "./languages.js";
import { Meanings } from "./meanings.js";
import { withoutNearMe } from "./near-me.js";
import { NameIndex } from "./name-index.js";
import { closeness, isWithin, METRES_A_MILE } from "./nearness.js";
import { Places } from "./places.js";
import { writtenOut } from "./short-forms.js";
import { Refusals } from "./refusals.js";
import { Signposts } from "./signposts.js";
import { TextIndex } from "./text-index.js";
import { readWishes } from "./wishes.js";

const DAY_MS = 86_400_000;

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
  /** @param {object} pack the saved pack @param {string} today an ISO date */
  constructor(pack, today) {
    this.pack = pack;
    this.today = today;
    this.weights = pack.weights;
    this.facets = new Facets(pack);
    this.places = new Places(pack);
    this.meanings = new Meanings(pack);
    this.languages = new Languages(pack);
    this.signposts = new Signposts(pack);
    this.danger = new Danger(pack, this.meanings);
    this.text = new TextIndex(pack);
    this.refusals = new Refusals(pack, this.meanings, this.text);
    const names = pack.listings.map((listing) => [listing.n, ...[listing.a ?? []].flat()]);
    // A pack that was saved before has no rules for names.
    this.names = pack.weights.names ? new NameIndex(names, pack.weights.names, new Set(pack.stop)) : null;
  }

  /**
   * The listings that answer a question, best first, those that do not speak of a filter last; `older`
   * are those not confirmed for so long that lists leave them out; `unsaid` is what a listing does not
   * say; the place that was understood; `refusals` what is not wanted; `danger` the kinds that it tells of, `heard` by its
   * words or by what it asks for; `asksPlace` when they say "near me" and no place; `signposts` lead
   * to what is not listed.
   * @param {Question} question
   */
  answer(question) {
    const near = question.near ? this.places.find(question.near) ?? this.places.read(question.near).place : null;
    const asked = writtenOut(question.q ?? "", this.pack.short);
    const inWords = this.danger.heard(asked);
    // In danger nothing is refused.
    const { refusals, rest: typed } = inWords.length ? { refusals: [], rest: asked } : this.refusals.read(asked);
    const read = question.near ? { place: near, rest: [typed] } : this.places.read(typed);
    const point = read.place?.point ?? null;
    const words = withoutNearMe(read.rest.join(" "), (each) => this.meanings.heard(each).length);
    const text = this.scored(words.rest, inWords);
    const named = this.named(typed, read.rest.join(" "), Boolean(read.place));
    const unwanted = this.refusals.refused(refusals, words.rest, (slug, listing) => this.facets.has("category", slug, listing));
    const standing = inWords.length ? this.danger.standing(inWords) : () => ({ mayStand: true });
    const found = this.pack.listings
      .map((listing, position) => ({ listing, position, text: text.scores[position] + (named.get(position)?.bonus ?? 0), isAskedFor: Boolean(named.get(position)?.isAskedFor) }))
      .filter(({ listing, position }) => (text.mask[position] || (named.has(position) && standing(listing).mayStand)) && this.suits(listing, question, read.place))
      .map((each) => ({ ...each, unsaid: this.facets.unsaid(question.chosen ?? {}, each.listing) }))
      .filter(({ unsaid }) => unsaid);
    for (const each of found) each.isUnwanted = !each.isAskedFor && unwanted.has(each.position);
    for (const each of found) each.score = this.total(each, point);
    found.sort((a, b) => Number(a.isUnwanted) - Number(b.isUnwanted) || this.compare(a, b));
    const isOlder = ({ listing, isAskedFor }) => Boolean(!isAskedFor && listing.un && listing.un <= this.today);
    // Nothing that was refused may stand in front.
    const before = found.filter((each) => !each.isUnwanted && !isOlder(each)).length;
    const shown = refusals.length && before < this.pack.refusals.front ? found.filter(({ isUnwanted }) => !isUnwanted) : found;
    const listingsOf = (those) => those.map(({ listing }) => listing);
    return {
      listings: listingsOf(shown.filter((each) => !isOlder(each))),
      older: listingsOf(shown.filter(isOlder)),
      unsaid: new Map(found.map(({ listing, unsaid }) => [listing, unsaid])),
      place: read.place,
      lost: Boolean(question.near && !near),
      refusals: refusals.map(({ what }) => what),
      isUrgent: inWords.length > 0,
      danger: [...new Set([...inWords, ...kindsShownWith(this.pack.danger, question.need ?? "", (question.chosen?.category ?? []).flat())])],
      asksPlace: words.isAsked && !read.place && !question.near,
      signposts: inWords.length ? [] : this.signposts.in(words.rest, Boolean(this.languages.in(fold(words.rest)))),
    };
  }

  /** What names add: of all that was typed, and of what is left without a place. */
  named(typed, rest, hasPlace) {
    if (!this.names) return new Map();
    const found = this.names.match(typed, hasPlace);
    if (!hasPlace || rest === typed) return found;
    for (const [at, { bonus, isAskedFor }] of this.names.match(rest, true)) {
      const before = found.get(at) ?? { bonus: 0, isAskedFor: false };
      found.set(at, { bonus: Math.max(before.bonus, bonus), isAskedFor: before.isAskedFor || isAskedFor });
    }
    return found;
  }

  scored(words, dangers) {
    const language = this.languages.in(fold(words));
    const { wishes, rest } = readWishes(language ? language.rest : fold(words), this.weights.wishes, this.facets);
    if (language) wishes.push({ worth: this.weights.wishes.language, fits: (listing) => this.facets.has("language", language.slug, listing) });
    const speaks = (listing) => Boolean(language) && this.facets.has("language", language.slug, listing);
    // What a pattern hears counts as said; an urgent phrase that is harmless here does not.
    const said = this.meanings.heard(language ? language.rest : words).filter(({ danger }) => !danger);
    const heard = [...this.meanings.of(dangers), ...said];
    const standing = dangers.length ? this.danger.standing(dangers) : () => ({ helps: 0, mayStand: true });
    const wanted = this.text.termsOf(rest);
    const { scores, matched } = this.text.score(wanted);
    const bar = this.bar(wanted.length, matched);
    const meant = this.meant(heard);
    const byWords = ofBest(scores);
    const hasAny = wanted.length > 0 || heard.length > 0;
    const found = this.pack.listings.map((listing, n) => {
      const wished = wishes.filter(({ fits }) => fits(listing));
      const { helps, mayStand } = standing(listing);
      return {
        isIn: mayStand && (speaks(listing) || (hasAny ? (wanted.length > 0 && matched[n] >= bar) || meant[n].isIn : !wishes.length || wished.length > 0)),
        score: helps + this.weights.words * byWords[n] + meant[n].score + wished.reduce((sum, { worth }) => sum + worth, 0),
      };
    });
    return { scores: found.map(({ score }) => score), mask: found.map(({ isIn }) => isIn) };
  }

  /** Up to two words must all be there; of more, three in five, fewer when that leaves too few. */
  bar(count, matched) {
    const enough = count < this.weights.sentence ? 1 : this.weights.pageful;
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
      const inCategory = [...categories].some((slug) => this.facets.has("category", slug, listing));
      const inAudience = [...audience].some((slug) => this.facets.has("audience", slug, listing));
      const words = Math.max(0, ...byConcept.map((scores) => scores[n]));
      const { expansion, category, audience: people } = this.weights;
      const score = expansion * words + (inCategory ? category : 0) + (inAudience ? people : 0);
      return { isIn: categories.size ? inCategory : inAudience, score };
    });
  }

  suits(listing, question, place) {
    const needed = this.pack.needs[question.need] ?? [];
    if (place && !place.point && listing.out) return false;
    if (needed.length && !needed.some((slug) => this.facets.has("category", slug, listing))) return false;
    if (!question.within || !place?.point) return true;
    return isWithin(listing, place.point, question.within * METRES_A_MILE, this.weights);
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

  /** What does not say comes last; then by score; of equals, what somebody has checked first; ties by name. */
  compare(a, b) {
    const names = this.text.names;
    const byName = names[a.position] < names[b.position] ? -1 : 1;
    const isUnchecked = ({ listing }) => Number(!listing.cd);
    const isOpen = ({ unsaid }) => Number(unsaid.length > 0);
    return isOpen(a) - isOpen(b) || b.score - a.score || isUnchecked(a) - isUnchecked(b) || byName;
  }
}
