/** The map of one listing: one pin, or a circle where the door is not shown. */

import { addBasemap } from "./basemap.js";
import { bareMap } from "./map.js";
import { addMapTools } from "./map-tools.js";
import { pin, softArea } from "./pins.js";

/**
 * @param {HTMLElement} element its data-lat, data-lon, data-soft, data-name and data-category
 */
export async function createSmallMap(element) {
  const { lat, lon, soft, name, category } = element.dataset;
  const point = { lat: Number(lat), lon: Number(lon), soft: Boolean(soft), name, category };
  const map = bareMap(element);
  addMapTools(map, document.getElementById("map-tools"));
  await addBasemap(map, element);
  map.setView([point.lat, point.lon], zoomFor(element, point), { animate: false });
  if (point.soft) softArea(point).addTo(map);
  const marker = pin(point, "").addTo(map);
  map.fire("pinsdrawn", { at: [marker.getLatLng()] });
  // It leads nowhere from its own page, so it is a picture and not a button.
  const picture = marker.getElement();
  picture.setAttribute("role", "img");
  picture.removeAttribute("tabindex");
  document.documentElement.dataset.mapReady = "yes";
}

/** Near enough for the streets; the drawn borough says more from a little further off. */
function zoomFor(element, point) {
  if (point.soft) return 13;
  return element.dataset.tiles ? 16 : 14.75;
}
