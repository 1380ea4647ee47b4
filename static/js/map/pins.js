/** The markers themselves: pins and clusters as buttons that a keyboard reaches and a reader names. */

import { glyph } from "../glyph.js";

const PIN = 40;
const SOFT_RADIUS = 700; // metres: a neighbourhood, not a door

/**
 * A pin in its category's colour with its category's picture.
 * @param {{lat: number, lon: number, name: string, category: string, soft?: boolean}} point
 * @param {string} categoryLabel
 * @returns {L.Marker}
 */
export function pin(point, categoryLabel) {
  const icon = L.divIcon({
    className: `pin category-${point.category}${point.soft ? " pin--soft" : ""}`,
    html: glyph(`icon-${point.category}`),
    iconSize: [PIN, PIN],
    popupAnchor: [0, -PIN / 2],
  });
  const parts = [point.name, categoryLabel, point.soft ? "somewhere in this area" : ""];
  return button(L.marker([point.lat, point.lon], { icon, autoPanOnFocus: false }), parts.filter(Boolean).join(", "));
}

/**
 * The circle under a soft pin: it is somewhere in here.
 * @param {{lat: number, lon: number, category: string}} point
 * @returns {L.Circle}
 */
export function softArea(point) {
  return L.circle([point.lat, point.lon], {
    radius: SOFT_RADIUS, interactive: false, className: `soft-area category-${point.category}`,
  });
}

/**
 * A cluster: how many places stand together.
 * @param {{lat: number, lon: number, count: number, sameSpot?: boolean}} cluster
 * @returns {L.Marker}
 */
export function clusterPin({ lat, lon, count, sameSpot }) {
  const size = count < 10 ? 44 : count < 100 ? 50 : 58;
  const words = document.createElement("span");
  words.textContent = count.toLocaleString("en-GB");
  const icon = L.divIcon({
    className: "cluster", html: words, iconSize: [size, size], popupAnchor: [0, -size / 2],
  });
  const does = sameSpot ? "show the list" : "zoom in";
  return button(L.marker([lat, lon], { icon, autoPanOnFocus: false }), `${count.toLocaleString("en-GB")} places, ${does}`);
}

/** Name the marker, and let Enter and Space press it; listen for `press` on it. */
function button(marker, label) {
  marker.on("add", () => {
    const element = marker.getElement();
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", label);
    element.title = label;
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      marker.fire("press", { byKey: true });
    });
  });
  marker.on("click", () => marker.fire("press", { byKey: false }));
  return marker;
}
