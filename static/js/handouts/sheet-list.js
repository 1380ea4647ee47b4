/**
 * What is on the sheet, on this device alone: listings in order, each with a line of one's own.
 *
 * The lines of a kept sheet lie under its code, so that they stand on no other sheet; they are
 * forgotten when the sheet is.
 */

export const KEY = "assetmap.sheet";
const KEPT = "assetmap.sheet.kept"; // { code: { at, lines: { id: line } } }
const KEEPING = "assetmap.sheet.keeping"; // in this tab: the next code is that of our sheet
const KEPT_MS = 90 * 24 * 60 * 60 * 1000; // as long as the sheet itself, see domain/handouts/sheet.py
export const MOST = 12;
export const CHANGED = "assetmap:list"; // told to this window when the items are others

/** The items: [{ id, line }]. Empty when nothing is kept, or the browser keeps nothing. */
export function items() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const found = Array.isArray(kept.items) ? kept.items : [];
    return found
      .filter((item) => item && typeof item.id === "string")
      .map((item) => ({ id: item.id, line: typeof item.line === "string" ? item.line : "" }));
  } catch {
    return [];
  }
}

/** Keep these items in their place; false when the browser keeps nothing. */
export function keep(list) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ items: list.slice(0, MOST) }));
    dispatchEvent(new Event(CHANGED));
    return true;
  } catch {
    return false;
  }
}

/** The address of the page that shows these items. */
export function address(list) {
  const asked = new URLSearchParams(list.map((item) => ["id", item.id]));
  return `/sheet/new?${asked}`;
}

/** Forget all of it. */
export function forget() {
  try {
    localStorage.removeItem(KEY);
    dispatchEvent(new Event(CHANGED));
  } catch {
    // Nothing was kept.
  }
}

/** The sheet in this tab is about to be kept; or, with false, it is not. */
export function keeping(is = true) {
  try {
    if (is) sessionStorage.setItem(KEEPING, "1");
    else sessionStorage.removeItem(KEEPING);
  } catch {
    // The lines will not stand on the kept sheet.
  }
}

/** One's own lines on a kept sheet, by listing; those of ours when it has just been kept here. */
export function linesOf(code) {
  try {
    if (sessionStorage.getItem(KEEPING)) {
      keeping(false);
      keepLines(code, items());
    }
    return new Map(Object.entries(kept()[code]?.lines ?? {}));
  } catch {
    return new Map();
  }
}

/** Forget the lines of a kept sheet. */
export function forgetLines(code) {
  const { [code]: _, ...others } = kept();
  localStorage.setItem(KEPT, JSON.stringify(others));
}

function keepLines(code, list) {
  const lines = Object.fromEntries(list.filter(({ line }) => line).map(({ id, line }) => [id, line]));
  if (Object.keys(lines).length) {
    localStorage.setItem(KEPT, JSON.stringify({ ...kept(), [code]: { at: Date.now(), lines } }));
  }
}

function kept() {
  const all = Object.entries(JSON.parse(localStorage.getItem(KEPT) ?? "{}"));
  return Object.fromEntries(all.filter(([, { at }]) => Date.now() - at < KEPT_MS));
}
