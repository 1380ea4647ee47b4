/** What a pin says when it is pressed. Text is set as text, never as HTML. */

/**
 * Open a popup at a marker; its first link takes the focus. Escape or closing gives it back.
 * @param {L.Map} map
 * @param {L.Marker} marker
 * @param {HTMLElement} content
 */
export function openPopup(map, marker, content) {
  const popup = L.popup({
    maxWidth: Math.min(280, map.getSize().x - 110), minWidth: 150, autoPanPadding: [12, 12], offset: marker.getIcon().options.popupAnchor,
  });
  popup.setLatLng(marker.getLatLng()).setContent(content);
  content.addEventListener("keydown", (event) => {
    if (event.key === "Escape") popup.close();
  });
  popup.on("add", () => {
    const cross = popup.getElement().querySelector(".leaflet-popup-close-button");
    cross?.setAttribute("aria-label", "Close");
    cross?.addEventListener("keydown", (event) => {
      if (event.key === "Escape") popup.close();
    });
  });
  popup.on("remove", () => {
    const inside = document.activeElement === document.body || popup.getElement()?.contains(document.activeElement);
    if (inside) marker.getElement()?.focus({ preventScroll: true });
  });
  popup.openOn(map);
  content.querySelector("a")?.focus({ preventScroll: true });
}

/**
 * One listing: its name as a link, and a line about it.
 * @param {{name: string, url: string, line?: string}} point
 * @returns {HTMLElement}
 */
export function listingWords(point) {
  const words = document.createElement("div");
  words.append(listingLink(point));
  if (point.line) {
    const line = document.createElement("p");
    line.textContent = point.line;
    words.append(line);
  }
  return words;
}

/**
 * Several listings at one spot.
 * @param {{name: string, url: string}[]} points
 * @returns {HTMLElement}
 */
export function listWords(points) {
  const words = document.createElement("div");
  const list = document.createElement("ul");
  for (const point of points) {
    const item = document.createElement("li");
    item.append(listingLink(point));
    list.append(item);
  }
  words.append(list);
  return words;
}

function listingLink({ name, url }) {
  const link = document.createElement("a");
  link.href = new URL(url, location.href).protocol.startsWith("http") ? url : "#";
  link.textContent = name;
  return link;
}
