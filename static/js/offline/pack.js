/** The saved pack on this phone. */

const DIRECTORY = "assetmap-directory";
const FORMAT = 9; // of the pack that this release can read

/** The saved pack and how to read what is typed, with their size in bytes, or null without them. */
export async function savedPack() {
  if (!("caches" in self) || !(await caches.has(DIRECTORY))) return null;
  const answers = [await (await caches.open(DIRECTORY)).match("/pack.json"), await caches.match("/offline/rules.json")];
  if (!answers.every(Boolean)) return null;
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  const [pack, rules] = texts.map((text) => JSON.parse(text));
  if (pack.format !== FORMAT || rules.format !== FORMAT) return null;
  return { pack: unpacked({ ...rules, ...pack, listings: rowsOf(pack.listings) }), bytes: new Blob(texts).size };
}

/** The pack with what its listings leave out because it follows from the rest: see `bundle_document`. */
export function unpacked(pack) {
  for (const listing of pack.listings) {
    listing.wl ??= listing.p ? listing.p.split(" . ") : [];
    if (listing.ad === 1) listing.ad = inOneLine(listing.p.split(" . "));
    if (listing.cd) listing.ck = listing.ck.replace("{}", longDate(listing.cd));
    if (listing.ov) listing.un = daysAfter(listing.ov, listing.un ?? 0);
  }
  return pack;
}

/** `Dock Road Hall, Newtown SW1A 1AA`. */
const inOneLine = (parts) => `${parts.slice(0, -1).join(", ")} ${parts.at(-1)}`;

/** `3 March 2026`. */
export const longDate = (iso) => new Date(`${iso}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

function daysAfter(iso, days) {
  const on = new Date(`${iso}T12:00Z`);
  on.setUTCDate(on.getUTCDate() + days);
  return on.toISOString().slice(0, 10);
}

/** Listings one by one from what is told of them, key by key; 0 is in the place of what one does not have. @param {object} columns */
export function rowsOf(columns) {
  const [first = []] = Object.values(columns);
  return first.map((_, at) => Object.fromEntries(Object.entries(columns).flatMap(([key, values]) => (values[at] === 0 ? [] : [[key, values[at]]]))));
}
