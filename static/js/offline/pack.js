/** The saved pack on this phone. */

const DIRECTORY = "assetmap-directory";
const FORMAT = 7; // of the pack that this release can read

/** The saved pack with its size in bytes, or null without one. */
export async function savedPack() {
  if (!("caches" in self) || !(await caches.has(DIRECTORY))) return null;
  const answer = await (await caches.open(DIRECTORY)).match("/pack.json");
  if (!answer) return null;
  const text = await answer.text();
  const pack = JSON.parse(text);
  return pack.format === FORMAT ? { pack, bytes: new Blob([text]).size } : null;
}
