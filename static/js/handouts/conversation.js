/** The conversation: its cards are put on the sheet of this device, without loading the page anew. */

import * as sheet from "./sheet-basket.js";

const basket = document.querySelector("[data-basket]");
const count = basket.querySelector("[data-basket-count]");
const make = basket.querySelector("[data-basket-make]");
const buttons = [...document.querySelectorAll("[data-pick]")].map(becomeButton);

takeOver();
const emptying = becomeButton(basket.querySelector("[data-basket-empty]"));
emptying.addEventListener("click", () => {
  sheet.empty();
  show();
  count.focus(); // the button itself is gone now
});
for (const button of buttons) button.addEventListener("click", () => turn(button));
// Who starts again talks with somebody else: what was picked for the last one must not stay.
document.querySelector("[data-basket-new]")?.addEventListener("click", () => sheet.empty());
count.tabIndex = -1;
sheet.watch(show);
addEventListener("pageshow", () => show());
show();

/** What came in the address, from a page without scripts, goes on the sheet and out of the address. */
function takeOver() {
  const url = new URL(location.href);
  for (const id of url.searchParams.getAll("pick")) sheet.add(id);
  for (const field of document.querySelectorAll("[data-carried-picks] input")) field.remove();
  for (const link of document.querySelectorAll(".chip, .meant, .mended a, [data-share], [data-take-off]")) link.href = bare(new URL(link.href));
  history.replaceState(history.state, "", bare(url));
}

/** An address without what was picked. */
function bare(url) {
  url.searchParams.delete("pick");
  return url.href;
}

/** A link that works without scripts, as the button that it is with them. */
function becomeButton(link) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  for (const name of Object.keys(link.dataset)) button.dataset[name] = link.dataset[name];
  button.append(...link.childNodes);
  button.hidden = link.hidden;
  link.replaceWith(button);
  return button;
}

/** Put a card's listing on the sheet, or take it off. */
function turn(button) {
  const id = button.dataset.pick;
  if (sheet.has(id)) sheet.remove(id);
  else if (!sheet.add(id)) {
    show(`The sheet is full: ${sheet.MOST} at most`);
    return;
  }
  show();
}

/** Have the page say what is on the sheet now. */
function show(says) {
  const on = sheet.ids();
  count.textContent = typeof says === "string" ? says : `${on.length} on the sheet`;
  make.href = sheet.sheetUrl(basket.dataset.near);
  make.hidden = emptying.hidden = !on.length;
  if (on.length) basket.hidden = false;
  for (const button of buttons) {
    const isOn = on.includes(button.dataset.pick);
    button.firstChild.textContent = isOn ? "Take off the sheet" : "Add to the sheet";
    button.classList.toggle("button--quiet", isOn);
    button.closest("[data-listing]").classList.toggle("is-picked", isOn);
  }
}
