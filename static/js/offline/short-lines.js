/** A text in short lines for easy reading: one thought a line, at most twelve words. */

const MOST_WORDS = 12;
const JOINING = ["and", "but", "or", "–", "-"];

/** How many of the words stand on the next line: up to a pause, if one is in its later half. */
function firstLine(words) {
  if (words.length <= MOST_WORDS) return words.length;
  for (let count = MOST_WORDS; count >= MOST_WORDS / 2; count--) {
    if (/[,;:]$/.test(words[count - 1]) || JOINING.includes(words[count])) return count;
  }
  return words.length - MOST_WORDS > 1 ? MOST_WORDS : MOST_WORDS - 1;
}

/** The first sentence of a text: one thought is enough at a time. @param {string} text */
export const firstSentence = (text) => text.trim().split(/(?<=[.!?])\s+/)[0].split(/\s+/).join(" ");

/** @param {string} text @returns {string[]} */
export function shortLines(text) {
  const lines = [];
  for (const sentence of text.trim().split(/(?<=[.!?])\s+/)) {
    const words = sentence.split(/\s+/).filter(Boolean);
    while (words.length) lines.push(words.splice(0, firstLine(words)).join(" "));
  }
  return lines;
}
