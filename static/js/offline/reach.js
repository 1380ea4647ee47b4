/** Whether somebody at a place can have a listing: go there, have it come, or neither; by the server's rules. */

import { metresBetween, toArea } from "./nearness.js";

export const THERE = "there";
export const COMES = "comes";
export const ELSEWHERE = "elsewhere";

/**
 * Tells of each listing its reach from a point; null without a point.
 * @param {[number, number] | null} point @param {object} pack
 */
export function reaching(point, pack) {
  if (!point || !pack.towns) return () => null;
  const { same_place_m: same, reach_m: most } = pack.weights;
  const toTown = Math.min(...pack.towns.map((town) => metresBetween(town, point)), most);
  const covers = (listing) => listing.all || toArea(listing, point) <= Math.min(toTown + same, most);
  return (listing) => {
    const namesGround = Boolean(listing.all || listing.ar);
    if (listing.pt && (!listing.cm || !namesGround)) return THERE;
    return covers(listing) || (listing.re && !namesGround) ? COMES : ELSEWHERE;
  };
}
