/** The saved pack on this phone. */

const DIRECTORY = "assetmap-directory";
const FORMAT = 8; // of the pack that this release can read

/** The saved pack with its size in bytes, or null without one. */
export async function savedPack() {
  if (!("caches" in self) || !(await caches.has(DIRECTORY))) return null;
  const answer = await (await caches.open(DIRECTORY)).match("/pack.json");
  if (!answer) return null;
  const text = await answer.text();
  const pack = JSON.parse(text);
  if (pack.format !== FORMAT) return null;
  return { pack: { ...pack, listings: rowsOf(pack.listings) }, bytes: new Blob([text]).size };
}

/** Listings one by one from what is told of them, key by key; 0 is in the place of what one does not have. @param {object} columns */
export function rowsOf(columns) {
  const [first = []] = Object.values(columns);
  return first.map((_, at) => Object.fromEntries(Object.entries(columns).flatMap(([key, values]) => (values[at] === 0 ? [] : [[key, values[at]]]))));
}
