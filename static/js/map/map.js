/** The find page's map: the pins of the present question, in step with the list. */

import { addBasemap } from "./basemap.js";
import { addMapTools } from "./map-tools.js";
import { createMarkers } from "./markers.js";
import { linkCards } from "../search/highlight.js";

const ZOOM_MOST = 18;

/**
 * A Leaflet map on `element` with the base map drawn; `load` puts the pins of a question on it.
 * @param {HTMLElement} element
 * @param {{onSearchArea: (box: string) => void}} wishes
 * @returns {Promise<{load: (url: string, options?: {keepView?: boolean}) => Promise<void>}>}
 */
export async function createMap(element, { onSearchArea }) {
  const map = bareMap(element);
  const note = document.getElementById("map-note");
  const tools = addMapTools(map, document.getElementById("map-tools"), { onSearchArea });
  map.invalidateSize({ animate: false }); // the buttons have taken some of its height
  const home = await addBasemap(map, element);
  const markers = createMarkers(map, tools.quietly);
  linkCards(document.getElementById("find-grid"), markers);
  let asking = null;
  let follow = null; // the address to ask again when the map moves, while there are too many pins

  async function load(url, { keepView = false } = {}) {
    delete document.documentElement.dataset.mapReady;
    follow = null;
    map.closePopup();
    const data = await fetchPoints(url);
    if (!data) return;
    if (!keepView) tools.quietly(() => fit(map, data.bounds, home));
    tools.settle();
    show(data, url);
    if (follow) await refresh(); // the clusters of the view that they were fitted to
  }

  function show(data, url) {
    follow = data.mode === "clusters" ? url : follow === url ? url : null;
    markers.show(data);
    note.textContent = pinsInWords(data.total);
    document.documentElement.dataset.mapReady = "yes";
  }

  async function fetchPoints(url) {
    asking?.abort();
    const mine = (asking = new AbortController());
    try {
      const answer = await fetch(url, { signal: mine.signal });
      if (!answer.ok) throw new Error(`The map's data came back as ${answer.status}`);
      return await answer.json();
    } catch (error) {
      if (error.name !== "AbortError") note.textContent = "The pins could not be loaded. Everything is in the list.";
      return null;
    }
  }

  /** In cluster mode the server is asked for what lies in the view. */
  async function refresh() {
    const url = follow;
    if (!url) return;
    const joint = url.includes("?") ? "&" : "?";
    const data = await fetchPoints(`${url}${joint}view=${box(map)}&zoom=${Math.round(map.getZoom())}`);
    if (data && follow === url) show(data, url);
  }

  map.on("moveend", refresh);

  return { load };
}

/**
 * The map as every page has it: no wheel surprises, no animation for those who asked for none.
 * @param {HTMLElement} element
 * @returns {L.Map}
 */
export function bareMap(element) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(element, {
    zoomControl: false, maxZoom: ZOOM_MOST, minZoom: 5,
    zoomSnap: element.dataset.tiles ? 1 : 0.25, // tiles are sharp at whole steps only
    zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm,
  });
  map.attributionControl.setPrefix(false);
  new ResizeObserver(() => {
    if (element.offsetWidth) map.invalidateSize({ animate: false });
  }).observe(element);
  return map;
}

function fit(map, bounds, home) {
  const wanted = bounds ? [[bounds[1], bounds[0]], [bounds[3], bounds[2]]] : home;
  if (wanted) map.fitBounds(wanted, { padding: [28, 28], maxZoom: 15, animate: false });
}

function pinsInWords(total) {
  if (total === 0) return "Nothing to show on the map.";
  return total === 1 ? "1 place on the map." : `${total.toLocaleString("en-GB")} places on the map.`;
}

/** The view as `west,south,east,north`. */
function box(map) {
  const view = map.getBounds();
  return [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()].map((n) => n.toFixed(5)).join(",");
}
