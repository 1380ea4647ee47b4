/**
 * "Near me": the button that takes the device's own place, on a press and never before. The place
 * is rounded to about a kilometre here, before anything is sent.
 */

const PLACES = 2; // decimals of a degree: 1.1 km north to south, 0.7 km east to west
const PATIENCE = { timeout: 15_000, maximumAge: 300_000, enableHighAccuracy: false };
const REFUSED = "We may not see where you are. Type a postcode or a town instead.";
const FAILED = "We could not find out where you are. Type a postcode or a town instead.";

/**
 * Show the button wherever the question stands in a part of the page, and send its form on a press.
 * @param {ParentNode} part
 */
export function offerOwnPlace(part) {
  const form = part.querySelector("[data-near-me]");
  const device = form?.querySelector("[data-near-me-device]");
  if (!device || !navigator.geolocation) return;
  const button = device.querySelector("button");
  const said = form.querySelector("[data-near-me-said]");
  device.hidden = false;
  button.addEventListener("click", () => {
    said.textContent = "Asking your device…";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        said.textContent = "";
        form.elements.near.value = rounded(coords);
        form.requestSubmit();
      },
      ({ code }) => {
        said.textContent = code === 1 ? REFUSED : FAILED;
        form.elements.near.focus();
      },
      PATIENCE,
    );
  });
}

/** `51.48,0.32`: the neighbourhood of a point. @param {{latitude: number, longitude: number}} at */
export function rounded({ latitude, longitude }) {
  return `${latitude.toFixed(PLACES)},${longitude.toFixed(PLACES)}`;
}
