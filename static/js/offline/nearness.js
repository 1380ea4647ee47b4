/** How far listings are from a point, and how much that counts, by the figures in the pack. */

export const METRES_A_MILE = 1609.344;
const EARTH_RADIUS_M = 6371008.8;

const radians = (degrees) => (degrees * Math.PI) / 180;

/** Metres between two [latitude, longitude]. */
export function metresBetween([lat1, lon1], [lat2, lon2]) {
  const halfLat = Math.sin(radians(lat2 - lat1) / 2);
  const halfLon = Math.sin(radians(lon2 - lon1) / 2);
  const chord = halfLat ** 2 + Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * halfLon ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

function falling(metres, miles) {
  const away = metres / METRES_A_MILE;
  return 0.9 * Math.exp(-away / miles) + 0.1 / (1 + away);
}

export const toArea = (listing, point) => Math.min(Infinity, ...(listing.ar ?? []).map((each) => metresBetween(each, point)));
const toItself = (listing, point) => (listing.pt ? metresBetween(listing.pt, point) : Infinity);

/** 1 at the point, falling with distance; half for a listing that serves the whole borough. */
export function closeness(listing, point, weights) {
  const own = toItself(listing, point);
  const served = Math.max(0, toArea(listing, point) - weights.reach_m);
  const close = falling(Math.min(own, served), weights.fall_miles) * (served < own ? 0.8 : 1);
  return Math.max(close, listing.all ? weights.whole_area : 0);
}

/** Whether a listing that people go to is so near. */
export const isWithin = (listing, point, metres) => toItself(listing, point) <= metres;

/** About how many minutes it takes to walk there, in steps of five. */
const walkMinutes = (metres, walk) => Math.max(5, Math.ceil((metres * walk.way_round) / walk.metres_a_minute / 5) * 5);

/** `about 10 minutes on foot`; empty where that is too far. `walk` is the pack's. */
export function walkWords(listing, point, walk) {
  const minutes = point && listing.pt ? walkMinutes(metresBetween(listing.pt, point), walk) : Infinity;
  return minutes > walk.furthest ? "" : `about ${minutes} minutes on foot`;
}

/** `0.4 miles away`; empty when it cannot be measured. */
export function distanceWords(listing, point) {
  if (!point || !listing.pt) return "";
  const far = metresBetween(listing.pt, point) / METRES_A_MILE;
  if (far < 0.1) return "Less than 0.1 miles away";
  if (far >= 9.95) return `${Math.round(far)} miles away`;
  return far.toFixed(1) === "1.0" ? "1 mile away" : `${far.toFixed(1)} miles away`;
}
