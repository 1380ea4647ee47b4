/** `near me`: words for where somebody is, which nobody but they can know. */

const NEAR_ME = new RegExp(
  "(?<![^ ])(?:(?:near|nearest|close|closest|local)(?: to)? (?:me|us|(?:my|our) (?:home|house|flat))"
  + "|(?:near|round|around)(?: about)? here|hereabouts|nearby|near by|close by"
  + "|in (?:my|our) (?:area|neighbourhood|village|town|street))(?![^ ])", "gi");

/**
 * Words without `near me`, and whether they had it; within a phrase that was heard (`no family round here`) it stays.
 * @param {string} text @param {(text: string) => number} heard how many concepts a text speaks of
 */
export function withoutNearMe(text, heard) {
  const rest = text.replace(NEAR_ME, " ").split(" ").filter(Boolean).join(" ");
  const isAsked = rest !== text.split(" ").filter(Boolean).join(" ") && heard(rest) >= heard(text);
  return { rest: isAsked ? rest : text, isAsked };
}
