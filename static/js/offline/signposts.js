/** Where to go for what the directory does not list, as the server says it. */

import { link, make, phoneLinks } from "./draw.js";
import { words } from "./fold.js";
import { stem } from "./stem.js";

const MOST = 2;
const stemmed = (text) => words(text).map(stem).join(" ");

export class Signposts {
  /** @param {object} pack the saved pack */
  constructor(pack) {
    this.phrases = new Map(); // stemmed phrase -> signpost, or null for what only sounds like one
    this.all = [];
    for (const [say, butNot, text, phone, url, languages] of pack.signposts ?? []) {
      const signpost = { text, phone, url, languages: Boolean(languages) };
      this.all.push(signpost);
      for (const phrase of say.split("|")) if (!this.phrases.has(stemmed(phrase))) this.phrases.set(stemmed(phrase), signpost);
      for (const phrase of butNot.split("|").filter(Boolean)) this.phrases.set(stemmed(phrase), null);
    }
    this.longest = Math.max(0, ...[...this.phrases.keys()].map((phrase) => phrase.split(" ").length));
  }

  /** The signposts that words are about; a phrase within a longer one says nothing. @param {string} text */
  in(text, asksLanguage = false) {
    const stems = words(text).map(stem);
    const taken = new Set();
    const found = new Set();
    for (let length = Math.min(this.longest, stems.length); length > 0; length--) {
      for (let first = 0; first + length <= stems.length; first++) {
        const span = [...Array(length).keys()].map((n) => first + n);
        const phrase = stems.slice(first, first + length).join(" ");
        if (!this.phrases.has(phrase) || span.some((n) => taken.has(n))) continue;
        span.forEach((n) => taken.add(n));
        if (this.phrases.get(phrase)) found.add(this.phrases.get(phrase));
      }
    }
    if (asksLanguage) this.all.filter(({ languages }) => languages).forEach((each) => found.add(each));
    return [...found].slice(0, MOST);
  }
}

/** @param {{text: string, phone: string, url: string}[]} lines */
export function signpostPanel(lines) {
  if (!lines?.length) return null;
  return make("div", { class: "signposts" }, ...lines.map(({ text, phone, url }) => make("p", {}, `${text} `,
    ...(phone ? ["Ring ", ...phoneLinks(phone)] : []), phone && url && " ",
    url && `${phone ? "or go to" : "Go to"} `, url && link(url, new URL(url).host))));
}
