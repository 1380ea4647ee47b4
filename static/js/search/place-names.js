/** Names on the drawn map: as many as fit beside the pins and one another, at every zoom. */

const LETTER = 7.8; // px; about the width of one at the label's size
const LINE = 18;
const PIN_REACH = 27; // px from a pin's middle that its name must keep clear of
const SHIFTS = [0, -38, 38]; // px up or down from the place, tried in turn
const MOST = 60; // names at once

/**
 * @param {L.Map} map fires `pinsdrawn` with `at`, the pins' places, each time they change, and
 *   `searchedplace` with the `place` that has its name already
 * @param {{name: string, lat: number, lon: number}[]} places the ones that matter most come first
 * @param {() => {name: string, lat: number, lon: number, kind: string}[]} closer what else to write
 */
export function addPlaceNames(map, places, closer = () => []) {
  const pane = map.createPane("names");
  pane.style.zIndex = 350;
  pane.style.pointerEvents = "none";
  pane.setAttribute("aria-hidden", "true");
  const layer = L.layerGroup().addTo(map);
  const around = addAround(map, places);
  let pins = [];
  let searched = null;
  const redraw = () => {
    layer.clearLayers();
    const taken = pins.map((at) => boxAround(map.project(at), PIN_REACH, PIN_REACH));
    if (searched) {
      const label = boxFor(map, { ...searched, name: searched.label }, 44);
      taken.push(label, boxAround(map.project([searched.lat, searched.lon]), PIN_REACH, PIN_REACH));
    }
    const view = map.getPixelBounds();
    const write = (place) => {
      const shift = SHIFTS.map((step) => [step, boxFor(map, place, step)])
        .find(([, box]) => isWithin(box, view) && isFree(box, taken))?.[0];
      if (shift === undefined || taken.length - pins.length >= MOST) return false;
      taken.push(boxFor(map, place, shift));
      layer.addLayer(label(place, shift));
      return true;
    };
    const written = places.filter((place) => place.name !== searched?.label).filter(write);
    closer().forEach(write);
    const isNamed = written.length || (searched && map.getBounds().contains([searched.lat, searched.lon]));
    around.say(isNamed ? null : map.getCenter());
  };
  map.on("moveend postcodesdrawn", redraw);
  map.on("pinsdrawn", ({ at }) => {
    pins = at;
    redraw();
  });
  map.on("searchedplace", ({ place }) => {
    searched = place;
    redraw();
  });
  redraw();
}

/** The nearest place's name in the corner, for a view so close that no name lies in it. */
function addAround(map, places) {
  const corner = document.createElement("p");
  corner.className = "map-around";
  corner.setAttribute("aria-hidden", "true");
  corner.hidden = true;
  map.getContainer().append(corner);
  return {
    say(middle) {
      const away = ({ lat, lon }) => middle.distanceTo([lat, lon]);
      const nearest = middle && places.reduce((best, place) => (!best || away(place) < away(best) ? place : best), null);
      corner.textContent = nearest ? `Near ${nearest.name}` : "";
      corner.hidden = !nearest;
    },
  };
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

function label({ name, lat, lon, kind = "place" }, shift) {
  const words = document.createElement("span");
  words.textContent = name;
  const picture = L.divIcon({ className: `base-label base-label--${kind}`, html: words, iconSize: [0, 0], iconAnchor: [0, -shift] });
  return L.marker([lat, lon], { icon: picture, pane: "names", interactive: false, keyboard: false });
}
