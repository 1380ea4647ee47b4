/** Fetching Leaflet from our own origin, once, when a map is wanted. */

let loading = null;

/**
 * Resolves when the global `L` is there and its style sheet is in place, before our own sheets
 * so that ours win.
 * @param {HTMLElement} element the map; its data-leaflet-js and data-leaflet-css say where from
 * @returns {Promise<unknown>}
 */
export function loadLeaflet(element) {
  loading ??= Promise.all([addSheet(element.dataset.leafletCss), addScript(element.dataset.leafletJs)]);
  return loading;
}

function addSheet(href) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  const ready = settled(link);
  document.head.insertBefore(link, document.querySelector("link[data-first-sheet]"));
  return ready;
}

function addScript(src) {
  const script = document.createElement("script");
  script.src = src;
  const ready = settled(script);
  document.head.append(script);
  return ready;
}

function settled(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve, { once: true });
    element.addEventListener("error", () => reject(new Error("Leaflet did not load")), { once: true });
  });
}
