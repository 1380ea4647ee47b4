/**
 * The map of a box in another site's page. The box stands in a sandbox, so whatever leads away
 * opens in a new tab.
 */

import { loadLeaflet } from "../map/leaflet-loader.js";
import { createMap } from "../map/map.js";
import { createSmallMap } from "../map/small-map.js";

const panel = document.getElementById("embed-map");
const element = document.getElementById("map");

/** Links of popups and of the base map's thanks are made as they are wanted. */
document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.getAttribute("href").startsWith("#") || !/^https?:$/.test(link.protocol)) return;
    link.target = "_blank";
    link.rel = "noopener";
  },
  { capture: true },
);

function sayNewTab({ popup }) {
  for (const link of popup.getElement().querySelectorAll("a[href]")) {
    if (!/^https?:$/.test(link.protocol) || link.classList.contains("leaflet-popup-close-button")) continue;
    const words = document.createElement("span");
    words.className = "visually-hidden";
    words.textContent = " (opens in a new tab)";
    link.append(words);
  }
}

async function start() {
  panel.hidden = false;
  await loadLeaflet(element);
  L.Map.addInitHook(function () {
    this.on("popupopen", sayNewTab);
  });
  if (!element.dataset.points) return createSmallMap(element);
  const map = await createMap(element, { follows: false });
  return map.load(element.dataset.points);
}

start().catch((error) => {
  console.warn("The map could not be drawn.", error);
  panel.hidden = true;
});
