/**
 * What lies under the pins: tiles where the council has them, and where there are none, or the
 * first ones fail, the borough drawn from /basemap.json: land, water, built-up areas, outline, names,
 * and close by the postcodes.
 */

import { addPostcodeDots } from "./postcode-dots.js";
import { addPlaceNames } from "../search/place-names.js";

const TILES_WAIT = 5000; // ms without a single tile before we draw the borough instead

/**
 * Set the map to the borough and draw its ground.
 * @param {L.Map} map
 * @param {HTMLElement} element its data-basemap, data-tiles and data-attribution
 * @returns {Promise<L.LatLngBounds | null>} the borough's bounds, if they are known
 */
export async function addBasemap(map, element) {
  const { basemap, tiles, attribution } = element.dataset;
  const drawing = await fetchDrawing(basemap);
  const land = drawing && L.geoJSON(drawing.outline);
  const home = land ? land.getBounds() : L.latLngBounds([49.9, -6], [55.8, 1.8]);
  map.fitBounds(home, { animate: false }); // layers may be added only once there is a view
  const draw = () => drawing && drawBorough(map, drawing);
  if (tiles) addTiles(map, tiles, attribution, draw);
  else draw();
  return land ? home : null;
}

async function fetchDrawing(url) {
  try {
    const answer = await fetch(url);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

function addTiles(map, address, attribution, drawInstead) {
  const layer = L.tileLayer(address, { attribution, maxZoom: 19 });
  let seen = false;
  const fallBack = () => {
    if (seen || !map.hasLayer(layer)) return;
    layer.remove();
    drawInstead();
  };
  layer.once("tileload", () => (seen = true));
  layer.once("tileerror", fallBack);
  layer.addTo(map);
  if (navigator.onLine === false && new URL(address, location.href).origin !== location.origin) fallBack();
  else setTimeout(fallBack, TILES_WAIT);
}

function drawBorough(map, drawing) {
  const pane = map.createPane("ground");
  pane.classList.add("leaflet-ground-pane");
  pane.style.zIndex = 210;
  const renderer = L.svg({ pane: "ground", padding: 0.5 });
  const shape = (geometry, className) =>
    geometry &&
    L.geoJSON(geometry, {
      interactive: false, pane: "ground", renderer,
      style: { className, fillOpacity: 1, opacity: 1, weight: 1.5 },
    }).addTo(map);
  shape(drawing.outline, "base-land");
  shape(drawing.built_up, "base-built");
  shape(drawing.water, "base-water");
  shape(drawing.rivers, "base-river");
  shape(drawing.outline, "base-edge");
  addPlaceNames(map, drawing.places ?? [], addPostcodeDots(map));
  if (drawing.attribution) map.attributionControl.addAttribution(drawing.attribution);
}
