/** Whom listings are for, and what they are mainly about: what names people, or is so besides, comes lower. */

import { words } from "./fold.js";

const isBeneath = (slug, those) => those.some((each) => slug === each || slug.startsWith(`${each}/`));

export class Audience {
  /** @param {object} pack the saved pack; one saved before this names nobody */
  constructor(pack) {
    this.rules = pack.audience ?? { worth: 0, everyone: "", named: {}, categories: [] };
    this.needs = pack.needs;
  }

  /**
   * What a listing loses by being for named people that nobody spoke of.
   * @param {{q?: string, need?: string, chosen?: Record<string, string[][]>}} question
   * @param {string} said its words without a place
   * @param {{categories: string[], audience: string[]}[]} heard
   * @param {string[]} kin the words for whom it is
   * @param {{sort: string, values: string[]}[]} wishes of which an age speaks of the people of that age
   * @returns {(listing: object) => number}
   */
  losses(question, said, heard, kin, wishes) {
    const about = [...heard.flatMap(({ categories }) => categories), ...this.chosen(question)];
    const spoken = this.spoken(question, { said: new Set(words(said)), kin: new Set(kin), heard, about, wishes });
    const unspoken = Object.keys(this.rules.named).filter((slug) => !spoken.has(slug));
    const ofNamed = this.rules.categories.filter((slug) => !about.includes(slug) && !about.includes(slug.split("/")[0]));
    return (listing) => {
      const those = [listing.w ?? []].flat();
      if (those.includes(this.rules.everyone)) return 0;
      const isSpokenOf = those.some((slug) => spoken.has(slug));
      if (!isSpokenOf && (listing.c ?? []).some((slug) => ofNamed.includes(slug))) return this.rules.worth;
      return this.rules.worth * (those.filter((slug) => unspoken.includes(slug)).length / Math.max(1, those.length)) ** 2;
    };
  }

  /** The people that a question speaks of. */
  spoken(question, { said, kin, heard, about, wishes }) {
    const chosen = [...(question.chosen?.audience ?? []).flat(), ...heard.flatMap(({ audience }) => audience)];
    const isSpokenOf = ([slug, [categories, say, ofKin]]) =>
      chosen.includes(slug) || say.some((word) => said.has(word)) || ofKin.some((word) => kin.has(word)) || about.some((each) => isBeneath(each, categories)) || wishes.some((wish) => this.isOfAge(wish, slug));
    return new Set(Object.entries(this.rules.named).filter(isSpokenOf).map(([slug]) => slug));
  }

  /** Whether a wish tells of an age at which somebody is one of those people for it. */
  isOfAge({ sort, values }, slug) {
    const [least, most] = this.rules.ages?.[slug] ?? [Infinity, 0];
    return sort === "age" && least <= Number(values[0]) && Number(values[0]) <= most;
  }

  /** Whether a listing is for people of an age that was said. */
  isForAge(wish, listing) {
    return [listing.w ?? []].flat().some((slug) => this.isOfAge(wish, slug));
  }

  /** The categories that were chosen, or that a tile is about. */
  chosen({ need, chosen = {} }) {
    return [...(chosen.category ?? []).flat(), ...(this.needs[need] ?? [])];
  }

  /** Whether a listing is mainly about something other than what was chosen without words. */
  besides(question, hasWords) {
    const chosen = this.chosen(question);
    return (listing) => !hasWords && chosen.length > 0 && !isBeneath(listing.c?.[0] ?? "", chosen);
  }
}
