/** The places that a question refuses ("anywhere but Tilbury"), and which listings one goes to there. */

import { metresBetween } from "./nearness.js";

const NEVER = new Set(["fear", "nothing", "non", "clause"]); // words that refuse no place

/** The town that folded words of a sort refuse, or null. @param {import("./places.js").Places} places */
export function refusedPlace(places, words, sort) {
  return NEVER.has(sort) ? null : places.town(words);
}

/** A refusal by the name that the borough gives the place, with the place. */
export function withPlace(places, refusal) {
  const place = places.town(refusal.what);
  return place ? { ...refusal, what: place.label, place } : refusal;
}

/** The positions of the listings that one goes to in places refused: the nearest town to them. */
export function lyingIn(pack, refusals) {
  const points = refusals.filter((each) => each.place).map((each) => String(each.place.point));
  const towns = points.length ? pack.towns ?? [] : [];
  const isThere = (listing) => {
    if (!listing.pt || (listing.cm && (listing.all || listing.ar))) return false;
    const away = towns.map((town) => metresBetween(town, listing.pt));
    const least = Math.min(...away);
    return least <= pack.weights.reach_m && points.includes(String(towns[away.indexOf(least)]));
  };
  return towns.length ? pack.listings.flatMap((listing, at) => (isThere(listing) ? [at] : [])) : [];
}
