/** The pins on the map: which are drawn, what pressing one does, and which listing is where. */

import { groupPoints } from "./clusters.js";
import { clusterPin, pin, softArea } from "./pins.js";
import { listingWords, listWords, openPopup } from "./popup.js";

const CLEAR_OF_BUTTONS = { paddingTopLeft: [32, 96], paddingBottomRight: [32, 48], animate: false };

/**
 * @param {L.Map} map
 * @param {(move: () => void) => void} quietly moves the map without offering to search there
 * @returns {{show: (data: object) => void, light: (id: string, on: boolean) => void, onHover: (tell: (ids: string[], on: boolean) => void) => void}}
 */
export function createMarkers(map, quietly) {
  const layer = L.layerGroup().addTo(map);
  const shown = new Map(); // what is drawn: key -> {marker, ids}
  let data = { mode: "points", points: [], clusters: [], categories: {} };
  let groups = [];
  let focusAt = null; // where the focus belongs once the next pins are drawn
  let tellHover = () => {};

  function regroup() {
    const zoom = map.getZoom();
    const most = map.getMaxZoom();
    const at = (point) => map.project([point.lat, point.lon], zoom);
    groups = groupPoints(data.points, at).map(({ points, x, y }) => {
      const middle = map.unproject([x, y], zoom);
      const spread = L.latLngBounds(points.map((point) => [point.lat, point.lon]));
      const corners = [spread.getNorthWest(), spread.getSouthEast()].map((c) => map.project(c, most));
      const sameSpot = corners[0].distanceTo(corners[1]) < 40 || zoom >= most;
      return { points, lat: middle.lat, lon: middle.lng, count: points.length, spread, sameSpot };
    });
    if (data.mode === "clusters") groups = groups.concat(data.clusters.map(fromServer));
  }

  function draw() {
    const view = map.getBounds().pad(0.25);
    const wanted = new Map();
    for (const group of groups) {
      if (view.contains([group.lat, group.lon])) wanted.set(keyOf(group), group);
    }
    for (const [key, drawn] of shown) {
      if (wanted.has(key)) continue;
      drawn.parts.forEach((part) => layer.removeLayer(part));
      shown.delete(key);
    }
    for (const [key, group] of wanted) {
      if (!shown.has(key)) shown.set(key, add(group));
    }
    map.fire("pinsdrawn", { at: [...shown.values()].map(({ marker }) => marker.getLatLng()) });
    giveFocus();
  }

  function add(group) {
    const single = group.points.length === 1 ? group.points[0] : null;
    const marker = single ? pin(single, data.categories[single.category]?.label ?? "") : clusterPin(group);
    const ids = group.points.map((point) => point.id);
    const parts = single?.soft ? [softArea(single), marker] : [marker];
    marker.on("press", () => press(group, marker, single));
    marker.on("add", () => {
      const element = marker.getElement();
      for (const [kind, on] of [["mouseenter", true], ["mouseleave", false], ["focus", true], ["blur", false]]) {
        element.addEventListener(kind, () => tellHover(ids, on));
      }
      element.addEventListener("focus", () => uncover(element, marker));
    });
    parts.forEach((part) => layer.addLayer(part));
    return { marker, ids: new Set(ids), parts };
  }

  /** A pin that the keyboard reaches is moved out from under the buttons and the edge. */
  function uncover(element, marker) {
    if (!element.matches(":focus-visible")) return;
    quietly(() => map.panInside(marker.getLatLng(), CLEAR_OF_BUTTONS));
  }

  function press(group, marker, single) {
    if (single) return openPopup(map, marker, listingWords(single));
    if (group.sameSpot && group.points.length) return openPopup(map, marker, listWords(group.points));
    focusAt = L.latLng(group.lat, group.lon);
    const closer = Math.min(map.getMaxZoom(), Math.max(map.getZoom() + 1, map.getBoundsZoom(group.spread.pad(0.15))));
    map.setView(group.spread.getCenter(), closer);
  }

  /** After zooming into a cluster the focus goes to the pin nearest to where it was. */
  function giveFocus() {
    if (!focusAt || !shown.size) return;
    const near = [...shown.values()].sort(
      (a, b) => a.marker.getLatLng().distanceTo(focusAt) - b.marker.getLatLng().distanceTo(focusAt),
    )[0];
    focusAt = null;
    near.marker.getElement()?.focus({ preventScroll: true });
  }

  /** Where the focused pin stands, so that new pins can take over its focus. */
  function focusedPlace() {
    const focused = [...shown.values()].find(({ marker }) => marker.getElement() === document.activeElement);
    return focused ? focused.marker.getLatLng() : null;
  }

  map.on("zoomend", () => {
    regroup();
    draw();
  });
  map.on("moveend", draw);

  return {
    show(fresh) {
      focusAt ??= focusedPlace();
      data = { clusters: [], categories: {}, ...fresh, points: fresh.points ?? [] };
      layer.clearLayers();
      shown.clear();
      regroup();
      draw();
    },
    light(id, on) {
      for (const { marker, ids } of shown.values()) {
        if (ids.has(id)) marker.getElement()?.classList.toggle("is-lit", on);
      }
    },
    onHover(tell) {
      tellHover = tell;
    },
  };
}

function keyOf(group) {
  return group.points.length ? group.points.map((point) => point.id).join() : `${group.lat},${group.lon},${group.count}`;
}

/** A cluster that the server made: it holds no points, only how many and where. */
function fromServer({ lat, lon, count, bounds: [west, south, east, north] }) {
  return { points: [], lat, lon, count, spread: L.latLngBounds([south, west], [north, east]), sameSpot: false };
}
