/** How many things are on the list of this device, beside its name in the menu of every page. */

import { CHANGED, KEY, items } from "./sheet-list.js";

const count = document.querySelector("[data-my-list-count]");

addEventListener(CHANGED, show);
addEventListener("pageshow", show); // also when the page comes back from the history
addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) show();
});
show();

function show() {
  const { length } = items();
  if (count) count.textContent = length ? ` (${length})` : "";
}
