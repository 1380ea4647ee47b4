/**
 * When the find page's map is shown: beside the list on a wide screen, and in its place on a
 * phone once "Map" is pressed. Leaflet is fetched only then.
 */

const WIDE = "(min-width: 60rem)";

/**
 * Show the map panel and its switch, and draw the map as soon as it is wanted.
 * @param {{onSearchArea: (box: string) => void}} wishes
 * @returns {{load: (url: string, options?: {keepView?: boolean}) => void}}
 */
export function watchMap({ onSearchArea }) {
  const panel = document.getElementById("map-panel");
  if (!panel) return { load() {} };
  const grid = document.getElementById("find-grid");
  const element = document.getElementById("map");
  const viewSwitch = document.getElementById("view-switch");
  const wide = matchMedia(WIDE);
  let map = null;
  let starting = null;
  let latest = { url: element.dataset.points, keepView: false };
  panel.hidden = false;
  viewSwitch.hidden = false;

  async function start() {
    try {
      const [{ createMap }, { loadLeaflet }] = await Promise.all([
        import("./map.js"),
        import("./leaflet-loader.js"),
      ]);
      await loadLeaflet(element);
      map = await createMap(element, { onSearchArea });
      map.load(latest.url, latest);
    } catch (error) {
      console.warn("The map could not be drawn.", error);
      document.getElementById("map-note").textContent =
        "Sorry, the map could not be shown. Everything on it is in the list.";
    }
  }

  function wanted() {
    return wide.matches || grid.dataset.view === "map";
  }

  function showIfWanted() {
    if (wanted()) starting ??= start();
  }

  viewSwitch.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    grid.dataset.view = button.dataset.view;
    for (const other of viewSwitch.querySelectorAll("button")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    showIfWanted();
  });
  wide.addEventListener("change", showIfWanted);
  // Let the list be painted and usable first.
  if (wanted()) setTimeout(showIfWanted);

  return {
    load(url, { keepView = false } = {}) {
      if (!url) return;
      latest = { url, keepView };
      map?.load(url, latest);
    },
  };
}
