/** The language that somebody asks to be spoken: named by its own name, or as spoken. */

import { fold } from "./fold.js";

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const anyOf = (names) => names.sort((a, b) => b.length - a.length).map(escaped).join("|");
const LEARNED = "(?! (?:class|classes|course|courses|lessons?|teacher|tutor|food|music|dance)(?= |$))";

export class Languages {
  /** @param {object} pack the saved pack */
  constructor(pack) {
    this.byOwn = new Map(Object.entries(pack.tongues ?? {}).map(([own, [slug, name]]) => [fold(own), { slug, name }]));
    this.byName = new Map([...this.byOwn.values()].map((each) => [fold(each.name), each]));
    if (!this.byOwn.size) return;
    const names = anyOf([...this.byName.keys()]);
    this.own = new RegExp(`(?<![^ ])(${anyOf([...this.byOwn.keys()])})(?![^ ])`);
    this.spoken = new RegExp(`(?<![^ ])(?:(${names}) (?:speaking|speakers?|language)|(?:speaks?|speaking|talks?|in) (${names}))(?![^ ])${LEARNED}`);
  }

  /**
   * The language in folded words, what is left of them, or null.
   * @param {string} folded
   * @returns {{slug: string, name: string, rest: string} | null}
   */
  in(folded) {
    if (!this.own) return null;
    const own = this.own.exec(folded);
    const found = own ?? this.spoken.exec(folded);
    if (!found) return null;
    if (!own && /\b(?:learn|teach|study|practi[sc]e|improve)\w*(?: (?:how|to|my|some))* *$/.test(folded.slice(0, found.index))) return null;
    const language = own ? this.byOwn.get(found[1]) : this.byName.get(found[1] ?? found[2]);
    const rest = `${folded.slice(0, found.index)} ${folded.slice(found.index + found[0].length)}`;
    return { ...language, rest: rest.split(" ").filter(Boolean).join(" ") };
  }
}
