/**
 * Chooses what to show in a conversation, as the server does: what fits, not many, near, soon,
 * checked and mixed, and one way to give apart. What must be is in the pack, as bits of each listing.
 */

import { reasonsOf, whatFits } from "./fits.js";
import { closeness, metresBetween, METRES_A_MILE } from "./nearness.js";
import { ELSEWHERE } from "./reach.js";
import { isDaytime, isDoubtful, nextSession } from "./times.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * @typedef {{near: string, q: string, likings: string[], musts: string[], language: string}} Said
 * @typedef {{listing: object, unsaid: string[], reasons?: string[]}} Option `unsaid` are ends of "does not say ..."
 */

class Chooser {
  /** @param {import("./search.js").Search} search @param {Said} said @param {Date} now */
  constructor(search, said, now) {
    this.search = search;
    this.said = said;
    this.rules = search.pack.talk;
    this.isGiving = (listing) => search.roles.has(listing);
    this.speaks = search.facets.slugOf("language", said.language);
    this.now = now;
    this.musts = search.pack.musts
      .map(([slug, , unsaid, isForWhom], bit) => ({ slug, unsaid, isForWhom, bit: 1 << bit }))
      .filter(({ slug }) => said.musts.includes(slug));
    this.suits = said.musts.includes("daytime") ? isDaytime : undefined;
    this.liked = [...new Set(said.likings.flatMap((slug) => search.pack.likings[slug][1]))];
  }

  /** What answers each way of looking, the best fitting first. */
  answers() {
    const { near, q } = this.said;
    const searches = this.liked.length ? [{ near, q, chosen: this.likings() }] : [];
    if (q || !this.liked.length) searches.push({ near, q });
    const answers = searches.map((each) => this.search.answer(each));
    // In danger nothing is shown that was chosen without the words.
    if (q && this.liked.length && !answers[0].isUrgent) answers.push(this.search.answer({ near: near || answers[0].place?.label, chosen: this.likings() }));
    return answers.map((answer) => ({ ...answer, fits: whatFits(this.search, answer) }));
  }

  /** The choice of any category of what they would like. */
  likings() {
    return { category: [this.liked] };
  }

  /** Whether a listing names the people that it must be for. */
  isForThem(listing, whoever) {
    return !whoever && this.musts.some(({ slug, isForWhom }) => isForWhom && [listing.w ?? []].flat().includes(slug));
  }

  /** What it does not say of the must-haves; null when it is ruled out. `whoever`: for whom does not matter. */
  unsaid(listing, whoever = false) {
    if (!whoever && this.speaks && !this.search.facets.has("language", this.speaks, listing)) return null;
    const asked = this.musts.filter(({ bit, isForWhom }) => !(listing.m & bit) && !(whoever && isForWhom));
    return asked.every(({ bit }) => listing.mu & bit) ? asked.map(({ unsaid }) => unsaid) : null;
  }

  /** The options of one answer, best first: those that have it all, or with `isUnsure` those that do not say. */
  best({ listings, older, place, isUrgent, losses, isBesides, reaches, fits }, hasWords, isUnsure, whoever = false) {
    const step = isUrgent ? this.rules.urgent_step : this.rules.step;
    const allowed = [...listings, ...older]
      .filter((listing) => fits?.has(listing) ?? true)
      .filter((listing) => reaches.get(listing) !== ELSEWHERE) // it fits nobody at the place
      .map((listing) => ({ listing, unsaid: this.unsaid(listing, whoever) }))
      .filter(({ unsaid }) => unsaid && isUnsure === unsaid.length > 0)
      .slice(0, this.rules.looked_at);
    const worth = allowed.map(({ listing }, rank) => {
      const isForThem = this.isForThem(listing, whoever);
      const loss = hasWords || isUrgent ? step * rank : isForThem ? 0 : losses(listing);
      return (place?.point ? closeness(listing, place.point, this.search.weights) : 0) + this.timely(listing) + (isForThem ? this.rules.for_them : 0) - loss;
    });
    const isPutOff = ({ listing }) => Boolean(listing.off || isDoubtful(listing, this.now));
    return allowed
      .map((option, rank) => ({ option, rank, late: Number(isPutOff(option)), besides: Number(isBesides(option.listing)) }))
      .sort((a, b) => a.late - b.late || a.besides - b.besides || worth[b.rank] - worth[a.rank] || a.rank - b.rank)
      .map(({ option }) => option);
  }

  timely(listing) {
    const { soon, soon_days: soonDays, checked, fades_days: fades } = this.rules;
    const next = nextSession(listing, { pack: this.search.pack, now: this.now }, this.suits);
    const age = listing.cd ? (this.now - new Date(`${listing.cd}T00:00`)) / (fades * DAY_MS) : 1;
    return (next && next.start - this.now <= soonDays * DAY_MS ? soon : 0) + checked * Math.max(0, 1 - age);
  }

  /** The best of all answers, what does not say after the rest, a way to give apart; how many more each must-have rules out, and how many do not say. */
  chosen() {
    const answers = this.answers();
    const [{ place, lost, danger, isUrgent, signposts, said }] = answers;
    const sure = this.mixed(this.found(answers, false), place);
    const unsure = this.mixed(this.found(answers, true), place);
    const fitting = [...sure, ...unsure].slice(0, this.rules.most);
    const give = fitting.length && !isUrgent ? this.wayToGive(fitting, place) : null; // nobody in danger is asked to give
    const options = (give ? fitting.slice(0, this.rules.most - 1) : fitting)
      .map((each) => ({ ...each, reasons: reasonsOf(each.listing, said, this.search.pack) }));
    const count = this.all(answers).filter((listing) => this.unsaid(listing)?.length === 0).length;
    const needs = this.needs(answers[0], options);
    return { options, give, needs, count, place, lost, danger, signposts, ruledOut: this.ruledOut(answers), ...this.left(answers, options) };
  }

  /** What needs what they would like to give, has every must-have and is not among the options. */
  needs({ needed }, options) {
    const shown = new Set(options.map(({ listing }) => listing));
    return [...needed.entries()]
      .map(([listing, lines]) => ({ listing, needed: lines, unsaid: this.unsaid(listing) }))
      .filter(({ listing, unsaid }) => unsaid?.length === 0 && !shown.has(listing))
      .slice(0, this.rules.needs);
  }

  /** All that fits, once each; what is not confirmed for long is not counted, as on the server. */
  all(answers) {
    return [...new Set(answers.flatMap(({ listings, reaches, fits }) => listings.filter((each) => fits.has(each) && reaches.get(each) !== ELSEWHERE)))];
  }

  /** How many more there would be without each must-have, and without the language: those that it alone rules out. */
  ruledOut(answers) {
    const speaks = (listing) => !this.speaks || this.search.facets.has("language", this.speaks, listing);
    const rules = [...this.musts.map(({ slug, bit }) => [slug, ({ m, mu }) => Boolean((m | mu) & bit)]), ["language", speaks]];
    const all = this.all(answers);
    const alone = (slug, leaves) => all.filter((each) => !leaves(each) && rules.every(([other, others]) => other === slug || others(each))).length;
    return rules.map(([slug, leaves]) => [slug, alone(slug, leaves)]).filter(([, count]) => count);
  }

  /** The options of every answer once each. */
  found(answers, isUnsure) {
    const found = new Map();
    for (const [number, answer] of answers.entries()) {
      const hasWords = Boolean(this.said.q) && number < 2; // the third is without them
      for (const option of this.best(answer, hasWords, isUnsure)) {
        if (!found.has(option.listing.i)) found.set(option.listing.i, option);
      }
    }
    return [...found.values()];
  }

  /** How many more there are that do not say, and what that is. */
  left(answers, options) {
    const shown = new Set(options.map(({ listing }) => listing));
    const left = this.all(answers).filter((listing) => !shown.has(listing) && this.unsaid(listing)?.length);
    const ends = new Set(left.flatMap((listing) => this.unsaid(listing)));
    return { left: left.length, unsaid: this.musts.map(({ unsaid }) => unsaid).filter((end) => ends.has(end)) };
  }

  /** The best way to give; null where there is one among the options already, or none at all. */
  wayToGive(options, place) {
    if (options.some(({ listing }) => this.isGiving(listing))) return null;
    const near = this.said.near || place?.label;
    const kinds = { kind: [this.search.roles.rules.kinds] };
    const searches = [...(this.liked.length ? [{ near, chosen: { ...this.likings(), ...kinds } }] : []), { near, chosen: kinds }];
    const answers = searches.map((question) => this.search.answer(question));
    for (const [whoever, isUnsure] of [[false, false], [false, true], [true, false], [true, true]]) {
      for (const answer of answers) {
        const [way] = this.best({ ...answer, place }, false, isUnsure, whoever);
        if (way) return way;
      }
    }
    return null;
  }

  /** As many as there is room for, not too many of a kind as long as others fit that are not far away. */
  mixed(options, place) {
    const { most, most_of_a_kind: mostOfAKind, far_miles: far } = this.rules;
    const taken = [];
    const held = [];
    const isFar = ({ pt }) => Boolean(place?.point && pt) && metresBetween(pt, place.point) > far * METRES_A_MILE;
    for (const option of options) {
      const alike = taken.filter(({ listing }) => listing.k === option.listing.k).length;
      if (alike < mostOfAKind && !(held.length && isFar(option.listing))) taken.push(option);
      else held.push(option);
    }
    return [...taken, ...held].slice(0, most);
  }
}

/**
 * @param {import("./search.js").Search} search @param {Said} said @param {Date} now
 * @returns {{options: Option[], give: Option | null, count: number, ruledOut: [string, number][], place: object | null, lost: boolean, danger: string[], signposts: object[], left: number, unsaid: string[]}}
 */
export const optionsFor = (search, said, now) => new Chooser(search, said, now).chosen();
