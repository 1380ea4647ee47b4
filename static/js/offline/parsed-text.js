/** What somebody typed as folded words that know where they stood, for the reading of refusals. */

import { fold } from "./fold.js";

const TOKEN = /[^\s/–—]+|[/–—]/g;
const OPENS = /^["“‘]*\(/;
const CLOSES = /[.,;:!?)"”]+$/;
export const MARK = ",";
const AROUND = /^[ .,;:!?()"“”‘]+|[ .,;:!?()"“”‘]+$/g;
const FULL_STOPS = ".?!;";
const POSSESSIVE = /['’]s$/;
const IS = " is";

function wordsOf(token) {
  if (token === "/") return ["or"];
  const folded = fold(token);
  const before = !folded || OPENS.test(token) ? [MARK] : [];
  return [...before, ...folded.split(" ").filter(Boolean), ...(folded && CLOSES.test(token) ? [MARK] : [])];
}

/** Words, folded, with a comma for each mark that parts a sentence; all know where they stood. */
export class ParsedText {
  constructor(text) {
    this.text = text;
    this.words = [];
    this.spans = [];
    this.isShort = []; // whether `is` may be written short at its end: "bingo's"
    for (const token of text.matchAll(TOKEN)) {
      const [start, end] = [token.index, token.index + token[0].length];
      wordsOf(token[0]).forEach((word, number) => {
        this.words.push(word);
        this.spans.push(word === MARK && number ? [end, end] : [start, end]); // a mark behind a word stands at its end
        this.isShort.push(POSSESSIVE.test(token[0].replace(CLOSES, "")));
      });
    }
    this.padded = this.words.map((word) => ` ${word}`).join("");
    this.starts = [0];
    for (const word of this.words) this.starts.push(this.starts.at(-1) + word.length + 1);
    this.at = new Map(this.starts.map((place, number) => [place, number]));
  }

  span(first, last) {
    return [this.spans[first][0], this.spans[last - 1][1]];
  }

  typed(first, last) {
    return this.text.slice(...this.span(first, last)).replace(AROUND, "").replace(POSSESSIVE, "");
  }

  /** Whether a mark ends a sentence rather than parts what is listed. */
  endsSentence(word) {
    const [start, end] = this.spans[word];
    return start === end && FULL_STOPS.includes(this.text[start - 1]);
  }

  /** The word up to which a sticky pattern matches from a word on, or null. */
  until(pattern, word) {
    pattern.lastIndex = this.starts[word];
    return pattern.test(this.padded) ? this.at.get(pattern.lastIndex) : null;
  }

  /** The same from an `is` on that is written short at the end of the word before. */
  isUntil(pattern, last) {
    if (!this.isShort[last - 1]) return null;
    pattern.lastIndex = 0;
    return pattern.test(IS + this.padded.slice(this.starts[last])) ? this.at.get(this.starts[last] + pattern.lastIndex - IS.length) ?? null : null;
  }

  /** The first word of the clause that a word stands in, and the first behind it. */
  clause(word, breaks) {
    let [first, end] = [word, word + 1];
    while (first > 0 && !breaks.has(this.words[first - 1])) first -= 1;
    while (end < this.words.length && !breaks.has(this.words[end])) end += 1;
    return [first, end];
  }

  before(word, count) {
    return this.padded.slice(this.starts[Math.max(0, word - count)], this.starts[word]);
  }
}
