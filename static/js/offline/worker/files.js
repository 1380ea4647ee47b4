/* The saved files. Nothing comes into a cache but the files of one fixed list and the pack: no page
   that somebody looked at, and so nothing of the staff's, of an organiser's or of anybody's sheet. */

const SHELL = `assetmap-shell-${MARK}`;
const DIRECTORY = "assetmap-directory";
const PACK = "/pack.json";
const FRAME = "/offline/page";
const LOOK_EVERY_MS = 60 * 60 * 1000; // how often it is asked whether there is a newer pack
const LOOKED_AT = "X-Looked-At";
const RELEASE = "X-Release"; // of the program: another one may want another form of pack

async function saveShell() {
  const shell = await caches.open(SHELL);
  await Promise.all(FILES.map(async (address) => shell.put(address, await fetched(address))));
}

async function fetched(address) {
  const answer = await fetch(address, { cache: "no-cache", credentials: "omit" });
  if (!answer.ok || answer.redirected) throw new Error(`${address} answered ${answer.status}`);
  return answer;
}

async function dropOldShells() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("assetmap-shell-") && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function dropEverything() {
  await Promise.all([caches.delete(SHELL), caches.delete(DIRECTORY), dropReports()]);
}

/** Fetch the pack if there is a newer one, and note when we looked. */
async function savePack() {
  const directory = await caches.open(DIRECTORY);
  const kept = await directory.match(PACK);
  const mark = kept?.headers.get("ETag");
  const headers = mark ? { "If-None-Match": mark } : {};
  const answer = await fetch(PACK, { cache: "no-store", credentials: "omit", headers });
  if (answer.status !== 304 && !answer.ok) throw new Error(`${PACK} answered ${answer.status}`);
  await directory.put(PACK, await looked(answer.status === 304 ? kept : answer));
}

async function looked(answer) {
  const headers = { "Content-Type": "application/json", [LOOKED_AT]: String(Date.now()), [RELEASE]: MARK };
  if (answer.headers.get("ETag")) headers.ETag = answer.headers.get("ETag");
  return new Response(await answer.blob(), { headers });
}

/** Renew the pack in the background: when nobody has looked for a while, or it is of another release. */
async function renewPack() {
  const pack = await caches.match(PACK, { cacheName: DIRECTORY });
  if (!pack) return;
  const isNew = Date.now() - Number(pack.headers.get(LOOKED_AT)) < LOOK_EVERY_MS;
  if (!isNew || pack.headers.get(RELEASE) !== MARK) await savePack();
}
