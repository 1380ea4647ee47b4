/** Text made comparable, and the terms that it is looked up by: as the server does it. */

import { stem } from "./stem.js";

/**
 * `Café  O'Neill & Sons` as `cafe oneill and sons`.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  const plain = text.replace(/['’‘`´]/g, "").toLowerCase().normalize("NFKD").toLowerCase();
  return plain
    .replace(/['’‘`´\u0300-\u036f]/g, "")
    .replaceAll("&", " and ")
    .replace(/(?:[^\p{L}\p{N}\p{M}]|_)+/gu, " ")
    .trim();
}

/** The folded words of a text. @param {string} text */
export function words(text) {
  return fold(text).split(" ").filter(Boolean);
}

/**
 * Every stemmed term of a text, one for each word that counts, in order.
 * @param {string} text
 * @param {Set<string>} stopWords
 */
export function terms(text, stopWords) {
  return words(text).filter((word) => !stopWords.has(word)).map(stem);
}
