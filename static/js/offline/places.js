/** Places in words: the borough's names, and postcodes as far as their sector. */

import { words } from "./fold.js";

const LEADS = [["in", "and", "around"], ["close", "to"], ["near", "to"], ["next", "to"], ["near", "the"], ["by", "the"], ["at", "the"], ["opposite"], ["around"], ["near"], ["at"], ["by"], ["in"]];
const DROP_IN = new Set(["drop", "join", "pop"]); // the "in" of "drop in" is not the place's
const CODE = /^([a-z]{1,2}[0-9][a-z0-9]?)(?: ?([0-9])(?:[a-z]{2})?)?$/;

const spelled = (text) => words(text).map((word) => (word === "saint" ? "st" : word));

export class Places {
  /** @param {object} pack the saved pack */
  constructor(pack) {
    this.known = new Map(pack.places.map(([label, ...point]) => [spelled(label).join(" "), { label, point }]));
    this.labels = new Map([...pack.places].reverse().map(([label, ...point]) => [String(point), label])); // the first name of each
    this.landmarks = new Map((pack.landmarks ?? []).map(([label, ...point]) => [spelled(label).join(" "), { label, point }]));
    for (const name of pack.whole) this.known.set(spelled(name).join(" "), { label: name, point: null });
  }

  /** The place that a text is the name of, or null. @param {string} text */
  find(text) {
    const joined = spelled(text).join(" ");
    return this.known.get(joined) ?? this.landmarks.get(joined) ?? this.code(joined.replace(/^([a-z]{1,2}) (?=[0-9])/, "$1"));
  }

  /** The town or village that a text is a name of, by its first name, or null: no postcode and no landmark. */
  town(text) {
    const joined = spelled(text).join(" ");
    const { point } = (!CODE.test(joined) && this.known.get(joined)) || {};
    return point ? { label: this.labels.get(String(point)), point } : null;
  }

  code(text) {
    const match = CODE.exec(text);
    if (!match) return null;
    const [, outward, sector] = match;
    return (sector && this.known.get(`${outward} ${sector}`)) ?? this.known.get(outward) ?? null;
  }

  /**
   * The place named inside words, the longest name first, and the words without it.
   * @param {string} text
   * @returns {{place: object | null, rest: string[]}}
   */
  read(text) {
    const said = spelled(text);
    for (let length = Math.min(5, said.length); length > 0; length--) {
      for (let first = 0; first + length <= said.length; first++) {
        const named = said.slice(first, first + length).join(" ");
        const place = this.find(named);
        // Groups are named after landmarks too: one in a sentence says where only behind a word such as "near".
        const isName = this.landmarks.get(named) === place && length < said.length && without(said, first, first + length).length === said.length - length;
        if (place && !isName) return { place, rest: without(said, first, first + length) };
      }
    }
    return { place: null, rest: words(text) };
  }
}

function without(said, first, last) {
  const lead = LEADS.find((each) => each.join(" ") === said.slice(Math.max(0, first - each.length), first).join(" "));
  const dropped = lead?.join() === "in" && DROP_IN.has(said[first - 2]);
  const start = lead && !dropped ? first - lead.length : first;
  return [...said.slice(0, start), ...said.slice(last)];
}
