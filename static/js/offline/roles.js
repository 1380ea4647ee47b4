/** Who is shown volunteering roles: those who want to give, as the server hears it. */

import { fold } from "./fold.js";

const JUST_BELOW = 0.01;
const NOBODY = { kinds: [], wanted: 0, categories: [], concepts: [], of_others: [], says: [], asks: [] };

export class Roles {
  /** @param {object} pack the saved pack; one saved before this has no rules, and shows all to everybody */
  constructor(pack) {
    this.rules = pack.roles ?? NOBODY;
    this.needs = pack.needs;
    const regexes = (sources, flags) => sources.map((source) => new RegExp(source, flags));
    this.ofOthers = regexes(this.rules.of_others, "gu");
    this.says = regexes(this.rules.says, "u");
    this.asks = regexes(this.rules.asks, "u");
  }

  /** Whether a listing is a role. */
  has(listing) {
    return this.rules.kinds.includes(listing.k);
  }

  /** Whether words tell of somebody who wants to give. @param {{at: number}[]} heard the concepts in them */
  areWanted(words, heard) {
    const said = ` ${fold(words)}`;
    const left = this.ofOthers.reduce((text, pattern) => text.replace(pattern, " "), said);
    if (this.says.some((pattern) => pattern.test(left))) return true;
    const isHeard = heard.some(({ at }) => this.rules.concepts.includes(at));
    return isHeard && !this.asks.some((pattern) => pattern.test(said));
  }

  /** Whether a question's filters or its tile ask for roles. */
  areChosen({ q = "", near = "", need, chosen = {} }) {
    // Who asks for nothing at all gets the whole directory.
    if (!q.trim() && !near.trim() && !need && !Object.values(chosen).flat(2).length) return true;
    return this.asksToGive({ need, chosen });
  }

  /** Whether a kind, a category or another filter of ways to give is chosen. */
  asksToGive({ need, chosen = {} }) {
    if ((this.rules.filters ?? []).some((name) => chosen[name]?.length)) return true;
    const above = (slug) => this.rules.categories.some((each) => each === slug || each.startsWith(`${slug}/`));
    const categories = [...(chosen.category ?? []).flat(), ...(this.needs[need] ?? [])];
    return (chosen.kind ?? []).flat().some((kind) => this.rules.kinds.includes(kind)) || categories.some(above);
  }

  /** Whether a role is asked for by its name. @param {boolean} areOthers whether others have the words in theirs @param {boolean} hasPlace beside one a first word is an ordinary one */
  isNamed(listing, typed, areOthers, hasPlace) {
    const name = fold(listing.n);
    return !areOthers || [name, hasPlace ? name : name.split(" ")[0]].includes(fold(typed));
  }

  /** The scores with no role that its first word asks for above what is no role. Changes `found`. */
  putBehindNamesakes(found, named) {
    const most = Math.max(...found.filter(({ listing, position }) => named.has(position) && !this.has(listing)).map(({ score }) => score));
    if (most === -Infinity) return;
    for (const each of found) {
      const isHinted = this.has(each.listing) && named.has(each.position) && !each.isAskedFor;
      if (isHinted) each.score = Math.min(each.score, most - JUST_BELOW);
    }
  }
}
