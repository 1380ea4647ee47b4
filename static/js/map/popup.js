/** What a pin says when it is pressed. Text is set as text, never as HTML. */

import { glyph } from "../glyph.js";

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
 * One listing: its name as a link, what and where it is, when, its cost, how far, and its phone.
 * @param {{name: string, url: string, line?: string, when?: string, cost?: string, distance?: string, phone?: string | string[][]}} point
 * @returns {HTMLElement}
 */
export function listingWords(point) {
  const words = document.createElement("div");
  words.append(listingLink(point));
  if (point.line) words.append(paragraph(point.line));
  const facts = document.createElement("ul");
  facts.className = "map-facts";
  for (const [picture, label, value] of [
    ["when", "When", point.when],
    ["cost", "Cost", point.cost],
    ["where", "How far", point.distance],
    ["phone", "Phone", point.phone && phone(point.phone)],
  ]) {
    if (value) facts.append(fact(picture, label, value));
  }
  if (facts.children.length) words.append(facts);
  return words;
}

/**
 * Several listings at one spot.
 * @param {{name: string, url: string, when?: string}[]} points
 * @returns {HTMLElement}
 */
export function listWords(points) {
  const words = document.createElement("div");
  const list = document.createElement("ul");
  for (const point of points) {
    const item = document.createElement("li");
    item.append(listingLink(point));
    if (point.when) item.append(paragraph(point.when));
    list.append(item);
  }
  words.append(list);
  return words;
}

function paragraph(text) {
  const words = document.createElement("p");
  words.textContent = text;
  return words;
}

function fact(picture, label, value) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  name.className = "visually-hidden";
  name.textContent = `${label}: `;
  const words = document.createElement("span");
  words.append(name, value);
  item.append(glyph(`glyph-${picture}`), words);
  return item;
}

/** A plain number, or a phone text in its parts, those that ring as links. */
function phone(parts) {
  const words = document.createDocumentFragment();
  const all = typeof parts === "string" ? [[parts, `tel:${parts.replaceAll(" ", "")}`]] : parts;
  for (const [text, rings] of all) {
    const link = /^(tel|sms):/.test(rings) ? document.createElement("a") : null;
    if (link) {
      link.href = rings;
      link.textContent = text;
    }
    words.append(link ?? text);
  }
  return words;
}

function listingLink({ name, url }) {
  const link = document.createElement("a");
  link.href = new URL(url, location.href).protocol.startsWith("http") ? url : "#";
  link.textContent = name;
  return link;
}
