/** Some of each thing that was told stands in front, as on the server. */

/**
 * Listings in a better order.
 * @template T
 * @param {T[]} found best first
 * @param {{scoreOf: (each: T) => number, isAlike: (each: T, first: T) => boolean}} by their scores, and whether nothing but
 *   scores parts two of them
 * @param {((each: T) => boolean)[]} subjects of each thing that was asked for, which are about it
 * @param {{front: number, said_again: number} | undefined} rules
 * @returns {T[]}
 */
export function diversified(found, { scoreOf, isAlike }, subjects, rules) {
  if (subjects.length < 2 || !found.length || !rules) return found;
  const end = found.findIndex((each) => !isAlike(each, found[0]));
  const left = found.slice(0, end < 0 ? found.length : end).map((each) => ({ each, about: subjects.map((isAbout) => isAbout(each)) }));
  const shown = subjects.map(() => 0);
  const lossOf = ({ about }) => rules.said_again * Math.min(...shown.map((times, at) => (about[at] ? times : Math.max(...shown))));
  const first = [];
  while (first.length < rules.front && left.length) {
    const worth = left.map((one) => scoreOf(one.each) - lossOf(one));
    const [best] = left.splice(worth.indexOf(Math.max(...worth)), 1);
    best.about.forEach((isAbout, at) => (shown[at] += Number(isAbout)));
    first.push(best.each);
  }
  return [...first, ...left.map(({ each }) => each), ...found.slice(first.length + left.length)];
}
