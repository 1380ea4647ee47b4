/** A map on which a pin is put: by dragging, by pressing the map, or by typing its two numbers. */

import { addBasemap } from "./basemap.js";
import { bareMap } from "./map.js";
import { glyph } from "../glyph.js";
import { addMapTools } from "./map-tools.js";

const DECIMALS = 6; // a tenth of a metre
const NEAR = 15;

/**
 * @param {HTMLElement} element its data-lat-field and data-lon-field are the ids of the two boxes
 */
export async function createPinMap(element) {
  const boxes = [element.dataset.latField, element.dataset.lonField].map((id) => document.getElementById(id));
  const map = bareMap(element);
  addMapTools(map, document.getElementById("map-tools"));
  await addBasemap(map, element);
  let marker = null;

  const put = ({ lat, lng }) => {
    if (marker) marker.setLatLng([lat, lng]);
    else marker = addPin(map, { lat, lng }, typed);
  };
  const take = () => {
    marker?.remove();
    marker = null;
  };
  const typed = (point) => {
    boxes[0].value = point.lat.toFixed(DECIMALS);
    boxes[1].value = point.lng.toFixed(DECIMALS);
    tell("The pin is at the place you chose.");
  };

  const follow = () => {
    const point = pointIn(boxes);
    if (!point) return take();
    put(point);
    if (!map.getBounds().contains([point.lat, point.lng])) map.setView([point.lat, point.lng], undefined, { animate: false });
    tell("The pin is at the numbers you typed.");
  };
  boxes.forEach((box) => box.addEventListener("change", follow));
  map.on("click", ({ latlng }) => {
    put(latlng);
    typed(latlng);
  });

  const start = pointIn(boxes);
  if (start) {
    put(start);
    map.setView([start.lat, start.lng], NEAR, { animate: false });
  }
  document.documentElement.dataset.mapReady = "yes";
}

function addPin(map, { lat, lng }, moved) {
  const icon = L.divIcon({ className: "pin", html: glyph("glyph-where"), iconSize: [40, 40] });
  // No key reaches it: for a keyboard the two boxes above do what dragging does.
  const marker = L.marker([lat, lng], { icon, draggable: true, keyboard: false, alt: "The pin" });
  marker.addTo(map);
  marker.on("dragend", () => moved(marker.getLatLng()));
  marker.getElement().setAttribute("role", "img");
  marker.getElement().setAttribute("aria-label", "The pin");
  return marker;
}

/** The point in the two boxes, or null when they hold none. */
function pointIn(boxes) {
  const [lat, lng] = boxes.map((box) => Number.parseFloat(box.value));
  const isPoint = Math.abs(lat) <= 90 && Math.abs(lng) <= 180;
  return isPoint ? { lat, lng } : null;
}

function tell(words) {
  document.getElementById("pin-says").textContent = words;
}
