/** Numbers to ring at once, above everything else, when there may be danger; and the way to leave the page. */

import { leaveAddress, linesFor } from "./danger.js";
import { link, make } from "./draw.js";

function numbers(lines) {
  const items = lines.map(([emergency, text, phone, hours, address]) => make("li", {},
    emergency && make("strong", {}, emergency), emergency && " ",
    link(address, phone, { class: "urgent__number no-break" }), ` ${text} `, hours && make("span", { class: "urgent__hours" }, `(${hours})`)));
  return make("div", { class: "urgent", role: "region", "aria-labelledby": "urgent-heading" },
    make("h2", { class: "urgent__heading", id: "urgent-heading" }, "Get help now"),
    make("ul", { role: "list" }, ...items));
}

/** @param {{danger: object}} pack @param {string[]} kinds of danger; without any there is no panel */
export function urgentPanel(pack, kinds) {
  if (!kinds.length) return null;
  const leave = leaveAddress(pack.danger, kinds);
  return make("div", { class: "at-once" },
    leave && link(leave, "Leave this page quickly", { class: "leave no-print", rel: "nofollow noreferrer" }),
    numbers(linesFor(pack.danger, kinds)));
}
