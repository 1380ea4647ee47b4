/** "Add to the sheet" on a listing's page: adds it on this device, and says how many there are. */

import { MOST, address, items, keep } from "./sheet-list.js";

const link = document.getElementById("sheet-add");
const said = document.getElementById("sheet-said");

if (link) {
  if (items().some((item) => item.id === link.dataset.listing)) show("On the sheet.");
  link.addEventListener("click", add);
}

function add(event) {
  const list = items();
  if (list.some((item) => item.id === link.dataset.listing)) return;
  if (list.length >= MOST) {
    event.preventDefault();
    show(`The sheet is full: it holds ${MOST}.`);
    return;
  }
  if (!keep([...list, { id: link.dataset.listing, line: "" }])) return; // the link itself works
  event.preventDefault();
  show("Added.");
}

function show(words) {
  const list = items();
  link.href = address(list);
  link.querySelector("[data-words]").textContent = `See the sheet (${list.length})`;
  said.textContent = words;
}
