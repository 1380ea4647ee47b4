/** The page that saves the directory to this phone, says what is saved, and takes it away. */

import { savedPack } from "./pack.js";
import { leftWords } from "./left-out.js";
import { sinceWords } from "./times.js";
import { showUnsent } from "./unsent.js";
import { ask } from "./worker-messages.js";

const tools = document.getElementById("offline-tools");
const said = document.getElementById("offline-said");
const saveButton = document.getElementById("offline-save");
const removeButton = document.getElementById("offline-remove");
const unsent = document.querySelector("[data-unsent]");
const NO_ROOM = "There is not enough room on this phone. Make some room, and try again.";
const REFUSED = "This browser keeps nothing. A private window, or its settings, may be why.";
const ROOM = 3_000_000; // bytes that the files and a large directory take
const TRIAL = "assetmap-trial";
const NO_SIGNAL = "That did not work. Please try again where the signal is better.";

async function showState() {
  const saved = await savedPack();
  removeButton.hidden = !saved;
  saveButton.textContent = saved ? "Save it again now" : "Save the directory to this phone";
  if (!saved) return "The directory is not saved on this phone.";
  const { pack, bytes } = saved;
  const size = bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
  const since = sinceWords(new Date(pack.as_at), new Date());
  const left = pack.left ? ` ${leftWords(pack.left)}` : "";
  return `Saved on this phone: ${pack.listings.length} listings as at ${since}. They take up ${size}.${left}`;
}

async function save() {
  const registration = await navigator.serviceWorker.register("/sw.js", { scope: "/" });
  await begun(registration);
  const { ok, why } = await ask("save");
  if (!ok) throw Object.assign(new Error("the directory could not be saved"), { name: why });
}

/** Until the worker is at work. One that could not keep its files is thrown away by the browser. */
async function begun({ active, waiting, installing }) {
  const worker = active ?? waiting ?? installing;
  while (worker.state !== "activated") {
    if (worker.state === "redundant") throw new Error("the worker could not begin");
    await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
  }
}

/** What went wrong, for people. */
async function saidOf(error) {
  if (error.name === "SecurityError") return REFUSED;
  return error.name === "QuotaExceededError" || !(await hasRoom()) ? NO_ROOM : NO_SIGNAL;
}

/** Whether there is room: tried, since a worker that had none just fails to begin, and browsers guess high. */
async function hasRoom() {
  try {
    const cache = await caches.open(TRIAL);
    await cache.put("/", new Response(new Uint8Array(ROOM)));
    return true;
  } catch {
    return false;
  } finally {
    await caches.delete(TRIAL).catch(() => false);
  }
}

async function remove() {
  const { ok } = await ask("remove");
  if (!ok) throw new Error("something could not be removed");
  await (await navigator.serviceWorker.ready).unregister();
}

async function press(act) {
  for (const button of [saveButton, removeButton]) button.disabled = true;
  said.textContent = "One moment…";
  try {
    await act();
    said.textContent = await showState();
  } catch (error) {
    said.textContent = await saidOf(error);
  }
  for (const button of [saveButton, removeButton]) button.disabled = false;
  if (removeButton.hidden) saveButton.focus();
  showUnsent(unsent);
}

async function begin() {
  said.textContent = await showState(); // where the browser keeps nothing this is refused
  tools.hidden = false;
  saveButton.addEventListener("click", () => press(save));
  removeButton.addEventListener("click", () => press(remove));
  showUnsent(unsent);
}

try {
  if (!("serviceWorker" in navigator && "caches" in self)) throw new Error("not possible here");
  await begin();
} catch {
  document.getElementById("offline-cannot").hidden = false;
}
document.documentElement.dataset.offlineReady = "";
