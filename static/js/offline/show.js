/** Fills the saved frame with the page that was asked for, from the pack on this phone. */

import { leftWords } from "./left-out.js";
import "../public/leave.js";
import { conversationView } from "./conversation-view.js";
import { link, line, make } from "./draw.js";
import { findView } from "./find-view.js";
import { homeView } from "./home-view.js";
import { listingView } from "./listing-view.js";
import { savedPack } from "./pack.js";
import { Search } from "./search.js";
import { sheetView } from "./sheet-view.js";
import { isoDay, sinceWords } from "./times.js";
import { showUnsent } from "./unsent.js";
import { ask } from "./worker-messages.js";
import { wrongView } from "./wrong-view.js";

const LISTING = /^\/listing\/([^/]+)(\/wrong)?\/?$/;
const searchBoxes = document.getElementById("offline-search");

// What works with a part of a page, with a signal as without.
const SCRIPTS = { "[data-basket]": "../handouts/conversation.js", ".sheet": "../handouts/sheet.js", "[data-add]": "../handouts/sheet-add.js" };

function viewOf(path, parameters, about) {
  const search = () => new Search(about.pack, isoDay(about.now), about.now);
  const listing = LISTING.exec(path);
  if (path === "/") return homeView(about.pack);
  if (path === "/find") return findView(search(), parameters, about);
  if (path === "/conversation") return conversationView(search(), parameters, about);
  if (path === "/sheet/new") return sheetView(parameters, about);
  if (path === "/offline") return savedView(about);
  if (listing) return oneListing(decodeURIComponent(listing[1]), Boolean(listing[2]), about);
  return missing("This page needs a signal", "It is not among what is saved on this phone.");
}

function oneListing(id, isWrong, about) {
  const found = about.pack.listings.find((listing) => listing.i === id);
  if (!found) return missing("This listing is not on this phone", "It may be new, or not listed any more.");
  return isWrong ? wrongView(found, about) : listingView(found, about);
}

function missing(heading, words) {
  return make("div", { class: "prose" }, make("h1", { tabindex: "-1" }, heading), line(words),
    make("p", {}, link("/", "Search what is saved on this phone")));
}

/** What is saved here, and what waits to be sent. */
function savedView({ pack, now }) {
  const unsent = make("section", { "data-unsent": true, hidden: true });
  showUnsent(unsent);
  return make("div", { class: "prose" }, make("h1", { tabindex: "-1" }, "The directory on this phone"),
    line(`${pack.listings.length} listings are saved, as at ${sinceWords(new Date(pack.as_at), now)}.`),
    pack.left ? line(leftWords(pack.left)) : "", unsent,
    make("p", {}, link("/", "Search what is saved on this phone")));
}

/** The page's own script, which keeps the sheet of this device. */
async function runScript(view) {
  if (view.matches(".sheet")) Object.assign(document.body, { className: "sheet-page" }).dataset.sheet = "new";
  const found = Object.keys(SCRIPTS).find((part) => view.matches(part) || view.querySelector(part));
  if (found) await import(SCRIPTS[found]);
}

function showSearch(path, parameters) {
  searchBoxes.hidden = !["/", "/find"].includes(path);
  const [words, near] = ["q", "near"].map((name) => (parameters.get(name) ?? "").trim());
  Object.assign(searchBoxes.querySelector("#q"), { value: words });
  Object.assign(searchBoxes.querySelector("#near"), { value: near });
  const question = [words, near && `near ${near}`].filter(Boolean).join(" ");
  document.getElementById("question-said").textContent = question;
  const form = document.getElementById("question");
  form.open = !question;
  form.classList.toggle("question--new", !question);
}

function showBanner(pack, now) {
  const banner = document.getElementById("offline-banner");
  banner.querySelector("p").textContent = `Offline – listings as at ${sinceWords(new Date(pack.as_at), now)}`;
  banner.hidden = false;
}

/** The phone's time, but never before the pack was made: a clock that is behind is wrong. */
function nowOf(pack) {
  return new Date(Math.max(Date.now(), Date.parse(pack.as_at)));
}

async function show() {
  const path = location.pathname;
  const saved = path === "/offline/page" ? null : await savedPack();
  if (saved) {
    const about = { pack: saved.pack, now: nowOf(saved.pack) };
    const parameters = new URLSearchParams(location.search);
    const view = viewOf(path, parameters, about);
    showSearch(path, parameters);
    // Above the boxes, so that the first number is on the first screen.
    document.getElementById("offline-urgent").replaceChildren(...view.querySelectorAll(".at-once > *"));
    document.getElementById("offline-view").replaceChildren(view);
    showBanner(saved.pack, about.now);
    await runScript(view);
    document.title = `${view.querySelector("h1").textContent} - ${document.title.split(" - ").at(-1)}`;
  }
  document.documentElement.dataset.offlineReady = "";
}

addEventListener("online", () => ask("send"));
show();
