/** A listing's page: what prints it, hands it on and shows the way, and the small map once it comes into view. */

import { openInMapApp } from "./directions.js";
import { offerToShare } from "./share.js";

document.documentElement.classList.add("js");

const printButton = document.getElementById("print-button");
if (printButton) {
  printButton.hidden = false;
  printButton.addEventListener("click", () => print());
}

offerToShare(document.getElementById("share-button"));
openInMapApp(document.getElementById("directions"));

const panel = document.getElementById("map-panel");
if (panel) {
  panel.hidden = false;
  const watcher = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watcher.disconnect();
      drawMap(document.getElementById("map"));
    },
    { rootMargin: "200px" },
  );
  watcher.observe(panel);
}

async function drawMap(element) {
  try {
    const [{ createSmallMap }, { loadLeaflet }] = await Promise.all([
      import("../map/small-map.js"),
      import("../map/leaflet-loader.js"),
    ]);
    await loadLeaflet(element);
    await createSmallMap(element);
  } catch (error) {
    console.warn("The map could not be drawn.", error);
    panel.hidden = true;
  }
}
