/** The place that was asked for: a ring on the map with its name, whatever stands around it. */

/**
 * @param {L.Map} map fires `searchedplace` with the `place`, or null, each time it changes
 * @returns {{show: (place: {label: string, lat: number, lon: number} | null) => void}}
 */
export function addSearchedPlace(map) {
  addPane(map, "searched", 590); // under the pins
  addPane(map, "searched-name", 640); // over the pins and under what they say
  let markers = [];
  return {
    show(place) {
      markers.forEach((marker) => marker.remove());
      markers = place ? [ring(place), name(place)] : [];
      markers.forEach((marker) => marker.addTo(map));
      map.fire("searchedplace", { place });
    },
  };
}

function addPane(map, name, height) {
  const pane = map.createPane(name);
  pane.style.zIndex = height;
  pane.style.pointerEvents = "none";
}

function name({ label, lat, lon }) {
  const words = document.createElement("span");
  words.textContent = label;
  words.setAttribute("aria-hidden", "true"); // the ring says it
  const icon = L.divIcon({ className: "searched-name", html: words, iconSize: [0, 0] });
  return L.marker([lat, lon], { icon, pane: "searched-name", interactive: false, keyboard: false });
}

function ring({ label, lat, lon }) {
  const icon = L.divIcon({ className: "searched-place", iconSize: [56, 56] });
  const marker = L.marker([lat, lon], { icon, pane: "searched", interactive: false, keyboard: false });
  marker.on("add", () => {
    marker.getElement().setAttribute("role", "img");
    marker.getElement().setAttribute("aria-label", `${label}, the place you asked for`);
  });
  return marker;
}
