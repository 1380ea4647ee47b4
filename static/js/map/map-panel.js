/**
 * When a question's map is shown: always in the map's own view, and beside the list on a wide
 * screen. Leaflet is fetched only then.
 */

const WIDE = "(min-width: 60rem)";

/**
 * Show the map panel and the way to the other view, and draw the map as soon as it is wanted.
 * @param {{onSearchArea: (box: string) => void, follows: boolean}} wishes
 * @returns {{load: (url: string, options?: {keepView?: boolean}) => void}}
 */
export function watchMap({ onSearchArea, follows }) {
  for (const id of ["view-switch", "to-map"]) document.getElementById(id)?.removeAttribute("hidden");
  const panel = document.getElementById("map-panel");
  if (!panel) return { load() {} };
  const element = document.getElementById("map");
  const wide = matchMedia(WIDE);
  let map = null;
  let starting = null;
  let latest = { url: element.dataset.points, keepView: false };
  panel.hidden = false;
  if (follows) fillWindow(panel);

  async function start() {
    try {
      const [{ createMap }, { loadLeaflet }] = await Promise.all([
        import("./map.js"),
        import("./leaflet-loader.js"),
      ]);
      await loadLeaflet(element);
      const box = follows ? document.getElementById("bbox").value : "";
      map = await createMap(element, { onSearchArea, follows, box: box || undefined });
      map.load(latest.url, latest);
    } catch (error) {
      console.warn("The map could not be drawn.", error);
      document.getElementById("map-note").textContent =
        "Sorry, the map could not be shown. Everything on it is in the list.";
    }
  }

  function showIfWanted() {
    if (follows || wide.matches) starting ??= start();
  }

  wide.addEventListener("change", showIfWanted);
  // Let the list be painted and usable first.
  setTimeout(showIfWanted);

  return {
    load(url, { keepView = false } = {}) {
      if (!url) return;
      latest = { url, keepView };
      map?.load(url, latest);
    },
  };
}

/** Tell the style sheet how much of the window the header takes, so that the map has the rest. */
function fillWindow(panel) {
  const grid = panel.parentElement;
  const measure = () => grid.style.setProperty("--above", `${grid.getBoundingClientRect().top + scrollY}px`);
  measure();
  new ResizeObserver(measure).observe(document.body);
}
