/**
 * How fingers and wheels meet a map that stands in a page: one finger scrolls the page and two
 * move the map; the wheel scrolls the page too, until Ctrl is held or the map has the focus.
 */

const FINGERS = "Use two fingers to move the map";
const WHEEL = `Hold ${/mac/i.test(navigator.platform) ? "Command" : "Ctrl"} and scroll to zoom the map`;
const SHOWN_MS = 1600;

/** @param {L.Map} map */
export function addGestures(map) {
  const element = map.getContainer();
  const say = addHint(element);
  element.classList.add("map--two-fingers"); // the style sheet leaves one finger to the page
  element.addEventListener(
    "pointerdown",
    ({ pointerType }) => (pointerType === "touch" ? map.dragging.disable() : map.dragging.enable()),
    { capture: true },
  );
  let fingers = 0;
  element.addEventListener("touchstart", ({ touches }) => (fingers = touches.length), { capture: true, passive: true });
  // The browser takes the finger over, and says so, as soon as it scrolls the page: a tap is none.
  element.addEventListener("pointercancel", (event) => {
    if (event.pointerType === "touch" && fingers === 1 && !event.target.closest(".leaflet-popup")) say(FINGERS);
  });
  map.scrollWheelZoom.disable();
  element.addEventListener(
    "wheel",
    (event) => {
      if (event.target.closest(".leaflet-popup")) return;
      const isMeant = event.ctrlKey || event.metaKey || element.contains(document.activeElement);
      map.scrollWheelZoom[isMeant ? "enable" : "disable"]();
      if (!isMeant) say(WHEEL);
    },
    { capture: true, passive: true },
  );
}

/** A line over the map that goes by itself. It is for eyes and hands: the buttons do it all. */
function addHint(element) {
  const hint = document.createElement("p");
  hint.className = "map-hint";
  hint.setAttribute("aria-hidden", "true");
  hint.hidden = true;
  element.append(hint);
  let leaving = 0;
  return (words) => {
    hint.textContent = words;
    hint.hidden = false;
    clearTimeout(leaving);
    leaving = setTimeout(() => (hint.hidden = true), SHOWN_MS);
  };
}
