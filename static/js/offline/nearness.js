/** How far listings are from a point, and how much that counts: the server's own figures. */

export const METRES_A_MILE = 1609.344;
const EARTH_RADIUS_M = 6371008.8;
const AREA_REACH_M = 1.5 * METRES_A_MILE; // a named place's ground reaches about this far
const FALL_MILES = 2.5;
const WHOLE_AREA = 0.5;
const WALK_M_A_MINUTE = 80;
const WAY_ROUND = 1.3; // streets are longer than a straight line
export const FURTHEST_WALK = 45; // minutes

const radians = (degrees) => (degrees * Math.PI) / 180;

/** Metres between two [latitude, longitude]. */
export function metresBetween([lat1, lon1], [lat2, lon2]) {
  const halfLat = Math.sin(radians(lat2 - lat1) / 2);
  const halfLon = Math.sin(radians(lon2 - lon1) / 2);
  const chord = halfLat ** 2 + Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * halfLon ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

function falling(metres) {
  const away = metres / METRES_A_MILE;
  return 0.9 * Math.exp(-away / FALL_MILES) + 0.1 / (1 + away);
}

const toArea = (listing, point) => Math.min(Infinity, ...(listing.ar ?? []).map((each) => metresBetween(each, point)));
const toItself = (listing, point) => (listing.pt ? metresBetween(listing.pt, point) : Infinity);

/** 1 at the point, falling with distance; half for a listing that serves the whole borough. */
export function closeness(listing, point) {
  const own = toItself(listing, point);
  const served = Math.max(0, toArea(listing, point) - AREA_REACH_M);
  const close = falling(Math.min(own, served)) * (served < own ? 0.8 : 1);
  return Math.max(close, listing.all ? WHOLE_AREA : 0);
}

/** Whether a listing is so near, or serves ground that is, or the whole borough. */
export function isWithin(listing, point, metres) {
  return toItself(listing, point) <= metres || toArea(listing, point) <= metres + AREA_REACH_M || Boolean(listing.all);
}

/** About how many minutes it takes to walk there, in steps of five. */
export const walkMinutes = (metres) => Math.max(5, Math.ceil((metres * WAY_ROUND) / WALK_M_A_MINUTE / 5) * 5);

/** `about 10 minutes on foot`; empty where that is too far. */
export function walkWords(listing, point) {
  const minutes = point && listing.pt ? walkMinutes(metresBetween(listing.pt, point)) : Infinity;
  return minutes > FURTHEST_WALK ? "" : `about ${minutes} minutes on foot`;
}

/** `0.4 miles away`; empty when it cannot be measured. */
export function distanceWords(listing, point) {
  if (!point || !listing.pt) return "";
  const far = metresBetween(listing.pt, point) / METRES_A_MILE;
  if (far < 0.1) return "Less than 0.1 miles away";
  if (far >= 9.95) return `${Math.round(far)} miles away`;
  return far.toFixed(1) === "1.0" ? "1 mile away" : `${far.toFixed(1)} miles away`;
}
