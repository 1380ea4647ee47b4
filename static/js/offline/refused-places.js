/** The places that a question refuses ("anywhere but Oldtown"), and which listings one goes to there. */

import { metresBetween } from "./nearness.js";

const ABOUT_AS_NEAR = 1.25; // times as far as the nearest town is no clear difference
const NEVER = new Set(["fear", "nothing", "non", "clause", "time"]); // words that refuse no place

/** The town that folded words of a sort refuse, or null. @param {import("./places.js").Places} places */
export function refusedPlace(places, words, sort) {
  return NEVER.has(sort) ? null : places.town(words);
}

/** A refusal by the name that the borough gives the place, with the place. */
export function withPlace(places, refusal) {
  const place = places.town(refusal.what);
  return place ? { ...refusal, what: place.label, place } : refusal;
}

/**
 * The positions of the listings that one goes to in places refused: no other town is clearly nearer to them, or `called` says that
 * their name or summary has the place.
 * @param {(what: string) => number[]} called
 */
export function lyingIn(pack, refusals, called) {
  const towns = pack.towns ?? [];
  const isTown = ({ place }) => place && towns.some((town) => String(town) === String(place.point));
  const places = refusals.filter(isTown).map(({ place, what }) => ({ point: place.point, named: new Set(called(what)) }));
  const isThere = (listing, at) => {
    if (!listing.pt || (listing.cm && (listing.all || listing.ar))) return false;
    const least = Math.min(...towns.map((town) => metresBetween(town, listing.pt)));
    return places.some(({ point, named }) => {
      const away = metresBetween(point, listing.pt);
      return away <= pack.weights.reach_m && (away <= ABOUT_AS_NEAR * least || named.has(at));
    });
  };
  return places.length ? pack.listings.flatMap((listing, at) => (isThere(listing, at) ? [at] : [])) : [];
}
