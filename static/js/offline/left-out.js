// A directory of a county is more than a phone carries: what is said of the listings that it has not.

/** How many listings are not on this phone, in a sentence; empty when all of them are. */
export function leftWords(left) {
  if (!left) return "";
  const [listings, them] = left === 1 ? ["listing is", "it"] : ["listings are", "them"];
  return `${left.toLocaleString("en-GB")} more ${listings} not on this phone. You can find ${them} when you have a signal.`;
}
