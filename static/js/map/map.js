/** The find page's map: the pins of the present question, in step with the list. */

import { addBasemap } from "./basemap.js";
import { addGestures } from "./gestures.js";
import { addMapTools } from "./map-tools.js";
import { createMarkers } from "./markers.js";
import { addSearchedPlace } from "./searched-place.js";
import { linkCards } from "../search/highlight.js";

const ZOOM_MOST = 18;

/**
 * A Leaflet map on `element` with the base map drawn; `load` puts the pins of a question on it.
 * @param {HTMLElement} element
 * @param {{onSearchArea: (box: string) => void, follows: boolean, box: string}} wishes `follows`
 *   searches each view that the map is moved to; `box` is the view to begin with
 * @returns {Promise<{load: (url: string, options?: {keepView?: boolean}) => Promise<void>}>}
 */
export async function createMap(element, { onSearchArea, follows, box: firstBox }) {
  const map = bareMap(element);
  const note = document.getElementById("map-note");
  const tools = addMapTools(map, document.getElementById("map-tools"), { onSearchArea, follows });
  map.invalidateSize({ animate: false }); // the buttons have taken some of its height
  const home = await addBasemap(map, element);
  const searched = addSearchedPlace(map);
  const markers = createMarkers(map, tools.quietly);
  linkCards(document.getElementById("find-grid"), markers);
  let asking = null;
  let view = firstBox?.split(",").map(Number); // of the question that the page came with
  let shown = null; // the address and data of what is on the map
  let follow = null; // the address to ask again when the map moves, while there are too many pins

  async function load(url, { keepView = false } = {}) {
    if (keepView && shown?.url === url) return; // the list follows the map, which has it all
    delete document.documentElement.dataset.mapReady;
    follow = null;
    map.closePopup();
    const data = await fetchPoints(url);
    if (!data) return;
    const wanted = view;
    view = null;
    if (!keepView) tools.quietly(() => (wanted ? look(map, wanted) : fit(map, data.bounds, home)));
    tools.settle();
    searched.show(data.place);
    show(data, url);
    // Another window than the one that the address was made in shows more, and so does the list.
    if (wanted && !keepView && !sees(map, wanted)) onSearchArea(box(map));
    if (follow) await refresh(); // the clusters of the view that they were fitted to
  }

  function show(data, url) {
    follow = data.mode === "clusters" ? url : follow === url ? url : null;
    shown = { url, data };
    markers.show(data);
    count();
    document.documentElement.dataset.mapReady = "yes";
  }

  function count() {
    if (shown) note.textContent = pinsInWords(shown.data.total, follows ? inView(shown.data) : shown.data.total);
  }

  /** How many are in view. What came as clusters came for this view alone. */
  function inView({ mode, points, clusters }) {
    if (mode === "clusters") return points.length + clusters.reduce((sum, each) => sum + each.count, 0);
    const bounds = map.getBounds();
    return points.filter((point) => bounds.contains([point.lat, point.lon])).length;
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
  map.on("moveend", count);

  return { load };
}

/**
 * The map as every page has it: the page scrolls past it, and nothing moves for those who asked
 * for that.
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
  addGestures(map);
  new ResizeObserver(() => {
    if (element.offsetWidth) map.invalidateSize({ animate: false });
  }).observe(element);
  return map;
}

function fit(map, bounds, home) {
  const wanted = bounds ? [[bounds[1], bounds[0]], [bounds[3], bounds[2]]] : home;
  if (wanted) map.fitBounds(wanted, { padding: [28, 28], maxZoom: 15, animate: false });
}

/** Go to a view that was shared: just that, not a margin around it. */
function look(map, [west, south, east, north]) {
  map.fitBounds(L.latLngBounds([south, west], [north, east]).pad(-0.01), { animate: false });
}

/** Whether the map shows a box and hardly more. */
function sees(map, [west, south, east, north]) {
  const view = map.getBounds();
  const more = Math.max(
    (view.getEast() - view.getWest()) / (east - west),
    (view.getNorth() - view.getSouth()) / (north - south),
  );
  return more < 1.03;
}

function pinsInWords(total, inView) {
  if (total === 0) return "Nothing to show on the map.";
  const all = total === 1 ? "1 place on the map" : `${total.toLocaleString("en-GB")} places on the map`;
  return inView === total ? `${all}.` : `${all}, ${inView.toLocaleString("en-GB")} in view.`;
}

/** The view as `west,south,east,north`. */
function box(map) {
  const view = map.getBounds();
  return [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()].map((n) => n.toFixed(5)).join(",");
}
