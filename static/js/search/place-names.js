/** Names of towns on the drawn map: as many as fit beside the pins and one another. */

const LETTER = 7.8; // px; about the width of one at the label's size
const LINE = 18;
const PIN_REACH = 27; // px from a pin's middle that its name must keep clear of
const SHIFTS = [0, -38, 38]; // px up or down from the place, tried in turn

/**
 * @param {L.Map} map fires `pinsdrawn` with `at`, the pins' places, each time they change
 * @param {{name: string, lat: number, lon: number}[]} places the ones that matter most come first
 */
export function addPlaceNames(map, places) {
  const pane = map.createPane("names");
  pane.style.zIndex = 350;
  pane.style.pointerEvents = "none";
  pane.setAttribute("aria-hidden", "true");
  const layer = L.layerGroup().addTo(map);
  let pins = [];
  const redraw = () => {
    layer.clearLayers();
    const taken = pins.map((at) => boxAround(map.project(at), PIN_REACH, PIN_REACH));
    const view = map.getPixelBounds();
    for (const place of places) {
      const shift = SHIFTS.map((step) => [step, boxFor(map, place, step)])
        .find(([, box]) => isWithin(box, view) && isFree(box, taken))?.[0];
      if (shift === undefined) continue;
      taken.push(boxFor(map, place, shift));
      layer.addLayer(label(place, shift));
    }
  };
  map.on("moveend", redraw);
  map.on("pinsdrawn", ({ at }) => {
    pins = at;
    redraw();
  });
  redraw();
}

function boxFor(map, { name, lat, lon }, shift) {
  const at = map.project([lat, lon]);
  return boxAround({ x: at.x, y: at.y + shift }, (name.length * LETTER) / 2 + 2, LINE / 2);
}

function boxAround({ x, y }, across, along) {
  return { left: x - across, right: x + across, top: y - along, bottom: y + along };
}

function isWithin(box, { min, max }) {
  return box.left >= min.x && box.right <= max.x && box.top >= min.y && box.bottom <= max.y;
}

function isFree(box, taken) {
  return taken.every(
    (other) =>
      box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom,
  );
}

function label({ name, lat, lon }, shift) {
  const words = document.createElement("span");
  words.textContent = name;
  const picture = L.divIcon({ className: "base-label", html: words, iconSize: [0, 0], iconAnchor: [0, -shift] });
  return L.marker([lat, lon], { icon: picture, pane: "names", interactive: false, keyboard: false });
}
