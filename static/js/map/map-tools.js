/**
 * The row of buttons above the map: zoom, move, and search the area shown, which needs no press
 * where the list follows the map. No drag is needed.
 */

import { glyph } from "../glyph.js";

const CALM = matchMedia("(prefers-reduced-motion: reduce)").matches;
const STEP = 0.6; // how much of the view one press moves
const REST = 400; // ms without a move before the list follows

/**
 * @param {L.Map} map
 * @param {HTMLElement} row where the buttons go
 * @param {{onSearchArea?: (box: string) => void, follows?: boolean}} wishes
 * @returns {{quietly: (move: () => void) => void, settle: () => void}} `quietly` moves the map
 *   without offering to search there; `settle` takes the offer away.
 */
export function addMapTools(map, row, { onSearchArea, follows = false } = {}) {
  const pan = (x, y) => () => map.panBy([x * STEP * map.getSize().x, y * STEP * map.getSize().y], { animate: !CALM });
  const buttons = [
    ["plus", "Zoom in", () => map.zoomIn()],
    ["minus", "Zoom out", () => map.zoomOut()],
    ["previous", "Move the map left", pan(-1, 0)],
    ["up", "Move the map up", pan(0, -1)],
    ["down", "Move the map down", pan(0, 1)],
    ["next", "Move the map right", pan(1, 0)],
  ];
  for (const [symbol, label, action] of buttons) row.append(toolButton(symbol, label, action));

  let quiet = 0;
  let settled = null; // the view that the pins on the map answer to
  let resting = 0;
  const search = () => onSearchArea(boxOf(map));
  const offer = onSearchArea && !follows && searchButton(search);
  if (offer) row.append(offer);
  map.on("movestart", () => clearTimeout(resting));
  map.on("moveend", () => {
    if (!onSearchArea || quiet || !movedFrom(map, settled)) return;
    if (offer) offer.hidden = false;
    else if (settled) {
      settled = viewOf(map);
      resting = setTimeout(search, REST);
    }
  });
  // A popup that pushes the map aside is not somebody looking elsewhere.
  map.on("autopanstart", () => {
    quiet += 1;
    map.once("moveend", () => setTimeout(() => (quiet -= 1)));
  });

  return {
    quietly(move) {
      quiet += 1;
      move();
      quiet -= 1;
    },
    settle() {
      settled = viewOf(map);
      if (offer) offer.hidden = true;
    },
  };
}

function viewOf(map) {
  return { zoom: map.getZoom(), middle: map.getCenter() };
}

/** Whether the view is really another one: a window that changes its size is not. */
function movedFrom(map, view) {
  if (!view || view.zoom !== map.getZoom()) return true;
  const shift = map.latLngToContainerPoint(view.middle).distanceTo(map.latLngToContainerPoint(map.getCenter()));
  return shift > map.getSize().x * 0.05;
}

function toolButton(symbol, label, action) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "map-tools__button";
  button.setAttribute("aria-label", label);
  button.title = label;
  button.append(glyph(`glyph-${symbol}`));
  button.addEventListener("click", action);
  return button;
}

/** The view as `west,south,east,north`. */
function boxOf(map) {
  const view = map.getBounds();
  const sides = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
  return sides.map((side) => side.toFixed(5)).join(",");
}

function searchButton(search) {
  const button = document.createElement("button");
  button.type = "button";
  button.id = "search-area";
  button.className = "button map-tools__search";
  button.textContent = "Search this area";
  button.hidden = true;
  button.addEventListener("click", search);
  return button;
}
