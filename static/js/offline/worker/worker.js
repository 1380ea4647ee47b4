/* The service worker: pages come from the network; when that fails, a saved frame is filled from the
   saved pack. It looks at no address of the staff or of an organiser. */

const OTHERS = ["/work", "/account", "/organiser"];
const UNREACHED = [502, 503, 504]; // what a server in front says when the directory is not there
const PATIENCE_MS = 10_000; // a page that takes longer counts as no signal
const framed = new Set(); // clients that were given the saved frame, and so get the saved files alone

self.addEventListener("install", (event) => {
  // A saved pack of another release is renewed first: the files of this one may not read it, and until
  // both are there the old ones go on together.
  event.waitUntil(saveShell().then(renewPack).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldShells().then(() => self.clients.claim()));
  renewPack().catch(() => {}); // not waited for: pages would wait too
});

self.addEventListener("sync", (event) => {
  if (event.tag === REPORTS) event.waitUntil(sendReports().then(askAgain));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || isForOthers(pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (isFile(request)) event.respondWith(file(event));
});

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  const act = {
    save: savePack, remove: dropEverything, send: sendReports, kept: keptReports,
    keep: () => queue(event.data.report), forget: () => dropReport(event.data.once),
  };
  event.waitUntil(act[event.data.do]().then(
    (given) => port.postMessage({ ok: true, given }),
    (error) => port.postMessage({ ok: false, why: error.name }),
  ));
});

/** An error has the browser try again later, by itself. */
function askAgain(waiting) {
  if (waiting) throw new Error(`${waiting} could not be sent yet`);
}

const isForOthers = (path) => OTHERS.some((each) => path === each || path.startsWith(`${each}/`));

function isFile(request) {
  const address = new URL(request.url);
  return FILES.includes(address.pathname + address.search) && address.pathname !== FRAME;
}

async function page(event) {
  try {
    const answer = await inTime(fetch(event.request));
    if (UNREACHED.includes(answer.status)) throw new Error("only the server in front answers");
    if (answer.ok) event.waitUntil(whileOnline());
    return answer;
  } catch {
    const frame = await saved(FRAME);
    if (frame) framed.add(event.resultingClientId);
    return frame ?? Response.error();
  }
}

function inTime(answer) {
  return Promise.race([
    answer,
    new Promise((_, reject) => setTimeout(() => reject(new Error("no answer")), PATIENCE_MS)),
  ]);
}

const saved = (what) => caches.match(what, { cacheName: SHELL });

/**
 * A file with a mark in its address never changes, and the frame takes nothing but what was saved with
 * it: no newer script, and no waiting for a signal that is hardly there. The others are asked for first.
 */
async function file({ request, clientId }) {
  const kept = await saved(request);
  if (kept && (framed.has(clientId) || new URL(request.url).searchParams.has("v"))) return kept;
  try {
    return await fetch(request);
  } catch {
    return kept ?? Response.error();
  }
}

async function whileOnline() {
  await Promise.allSettled([renewPack(), sendReports()]);
}

async function queue(report) {
  await keepReport({ ...report, at: Date.now() });
  try {
    await self.registration.sync.register(REPORTS);
  } catch {
    // No Background Sync here: it is sent when a page is next opened with a signal.
  }
}
