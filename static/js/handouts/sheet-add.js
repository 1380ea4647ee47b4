/**
 * "Add to my list" on cards and on a listing's page: adds it on this device, and says how many there
 * are. Without scripts, and where the browser keeps nothing, each is a link to a list of that one.
 */

import { MOST, address, items, keep } from "./sheet-list.js";

document.addEventListener("click", add);
addEventListener("pageshow", showAdded); // also when the page comes back from the history
showAdded();

/** Have each link say whether its listing is on the list; for links that have just come, too. */
export function showAdded() {
  const list = items();
  for (const link of document.querySelectorAll("[data-add]")) {
    if (!list.some((item) => item.id === link.dataset.add)) continue;
    link.href = address(list);
    link.querySelector("[data-words]").textContent = `See my list (${list.length})`;
  }
}

function add(event) {
  const link = event.target.closest?.("[data-add]");
  if (!link) return;
  const list = items();
  if (list.some((item) => item.id === link.dataset.add)) return;
  if (list.length >= MOST) {
    event.preventDefault();
    link.querySelector("[data-words]").textContent = `Your list is full: it holds ${MOST}`;
    return;
  }
  if (!keep([...list, { id: link.dataset.add, line: "" }])) return; // the link itself works
  event.preventDefault();
  showAdded();
  const status = document.getElementById("sheet-said") ?? document.getElementById("find-status");
  if (status) status.textContent = "Added to your list.";
}
