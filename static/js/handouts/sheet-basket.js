/**
 * Putting listings on the sheet of this device, one by one, and taking them off again.
 *
 * The sheet itself is kept by sheet-list.js. Where the browser keeps nothing it lasts as long as
 * the page.
 */

import { KEY, MOST, items as kept, keep } from "./sheet-list.js";

export { MOST };
let here = null; // what is on it where nothing can be kept

/** The ids on the sheet, in order. */
export function ids() {
  return items().map((item) => item.id);
}

/** Whether a listing is on the sheet. */
export function has(id) {
  return ids().includes(id);
}

/** Put a listing on the sheet, last; false when the sheet is full. */
export function add(id) {
  if (has(id)) return true;
  if (items().length >= MOST) return false;
  change([...items(), { id, line: "" }]);
  return true;
}

/** Take a listing off, and its line with it. */
export function remove(id) {
  change(items().filter((item) => item.id !== id));
}

/** Take everything off, the lines too. */
export function empty() {
  change([]);
}

/** Call back whenever the sheet is changed in another window of this device. */
export function watch(changed) {
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) changed();
  });
}

/** The address that makes a sheet of what is on it: ids, and the place to say how far from. */
export function sheetUrl(near = "") {
  const query = new URLSearchParams(ids().map((id) => ["id", id]));
  if (near) query.append("near", near);
  return `/sheet/new?${query}`;
}

function items() {
  return here ?? kept();
}

function change(list) {
  here = keep(list) ? null : list;
}
