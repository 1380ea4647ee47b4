/**
 * Answers a question from the saved listings: the server's ranking as near as a phone can do it.
 * No spelling is mended and no meaning is compared.
 */

import { Audience } from "./audience.js";
import { Danger, kindsShownWith } from "./danger.js";
import { Facets } from "./facets.js";
import { fold } from "./fold.js";
import { Languages } from "./languages.js";
import { Meanings } from "./meanings.js";
import { withoutNearMe } from "./near-me.js";
import { NameIndex } from "./name-index.js";
import { closeness, isWithin, METRES_A_MILE } from "./nearness.js";
import { Places } from "./places.js";
import { Roles } from "./roles.js";
import { writtenOut } from "./short-forms.js";
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
    this.audience = new Audience(pack);
    this.roles = new Roles(pack);
    this.text = new TextIndex(pack);
    const names = pack.listings.map((listing) => [listing.n, ...[listing.a ?? []].flat()]);
    // A pack that was saved before has no rules for names.
    this.names = pack.weights.names ? new NameIndex(names, pack.weights.names, new Set(pack.stop)) : null;
  }

  /**
   * The listings that answer a question, best first, those that do not speak of a filter last; `older`
   * are those not confirmed for so long that lists leave them out; `unsaid` is what a listing does not
   * say; the place that was understood; `danger` the kinds that it tells of, `heard` by its
   * words or by what it asks for; `asksPlace` when they say "near me" and no place; `signposts` lead
   * to what is not listed; `give` is one way to give that fits, and stands apart; what a listing `losses` for whom
   * it is for, and `isBesides` when it is mainly about something else.
   * @param {Question} question
   */
  answer(question) {
    const near = question.near ? this.places.find(question.near) ?? this.places.read(question.near).place : null;
    const typed = writtenOut(question.q ?? "", this.pack.short);
    const read = question.near ? { place: near, rest: [typed] } : this.places.read(typed);
    const point = read.place?.point ?? null;
    const words = withoutNearMe(read.rest.join(" "), (each) => this.meanings.heard(each).length);
    const inWords = this.danger.heard(typed);
    const text = this.scored(words.rest, inWords);
    const loss = this.audience.losses(question, words.rest, text.heard, text.kin);
    const isBesides = this.audience.besides(question, text.hasWords);
    const wantsToGive = !inWords.length && this.roles.areWanted(words.rest, text.heard);
    const named = this.named(typed, read.rest.join(" "), Boolean(read.place));
    const standing = inWords.length ? this.danger.standing(inWords) : () => ({ mayStand: true });
    const isIn = (listing, position) => text.mask[position] || (wantsToGive && this.roles.has(listing));
    const all = this.pack.listings
      .map((listing, position) => ({ listing, position, text: text.scores[position] + (named.get(position)?.bonus ?? 0), isAskedFor: Boolean(named.get(position)?.isAskedFor) }))
      .filter(({ listing, position }) => (isIn(listing, position) || (named.has(position) && standing(listing).mayStand)) && this.suits(listing, question, read.place))
      .map((each) => ({ ...each, unsaid: this.facets.unsaid(question.chosen ?? {}, each.listing) }))
      .filter(({ unsaid }) => unsaid);
    for (const each of all) {
      each.isBesides = isBesides(each.listing);
      each.score = this.total(each, point) - (each.isAskedFor ? 0 : loss(each.listing)) + (wantsToGive && this.roles.has(each.listing) ? this.roles.rules.wanted : 0);
    }
    if (!wantsToGive) this.roles.putBehindNamesakes(all, named);
    all.sort((a, b) => this.compare(a, b));
    const areChosen = wantsToGive || this.roles.areChosen(question);
    const areOthers = [...named.keys()].some((position) => !this.roles.has(this.pack.listings[position]));
    const isShown = ({ listing, position }) =>
      areChosen || !this.roles.has(listing) || (named.has(position) && this.roles.isNamed(listing, typed, areOthers));
    const found = all.filter(isShown);
    const asksForSomething = text.hasWords || this.audience.chosen(question).length > 0;
    const mayGive = (each) => !isShown(each) && !each.unsaid.length && asksForSomething && (named.has(each.position) || text.fits[each.position]);
    const isOlder = ({ listing, isAskedFor }) => Boolean(!isAskedFor && listing.un && listing.un <= this.today);
    const listingsOf = (those) => those.map(({ listing }) => listing);
    return {
      listings: listingsOf(found.filter((each) => !isOlder(each))),
      older: listingsOf(found.filter(isOlder)),
      give: (inWords.length ? null : all.find((each) => mayGive(each) && !isOlder(each))?.listing) ?? null,
      losses: loss,
      isBesides,
      unsaid: new Map(found.map(({ listing, unsaid }) => [listing, unsaid])),
      place: read.place,
      lost: Boolean(question.near && !near),
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
    const { wishes, kin, rest } = readWishes(language ? language.rest : fold(words), this.weights.wishes, this.facets);
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
        fits: !hasAny || meant[n].isIn || (wanted.length > 0 && wanted.length <= 2 && matched[n] >= bar),
        score: helps + this.weights.words * byWords[n] + meant[n].score + wished.reduce((sum, { worth }) => sum + worth, 0),
      };
    });
    return {
      ...{ scores: found.map(({ score }) => score), mask: found.map(({ isIn }) => isIn), fits: found.map(({ fits }) => fits) },
      ...{ heard, kin, hasWords: hasAny },
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
    return isOpen(a) - isOpen(b) || Number(a.isBesides) - Number(b.isBesides) || b.score - a.score || isUnchecked(a) - isUnchecked(b) || byName;
  }
}
