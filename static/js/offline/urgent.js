/** Numbers to ring at once, above everything else, when somebody's words tell of danger. */

import { make, phoneLinks } from "./draw.js";

/** @param {{urgent: string[][]}} pack its lines: emergency, text, phone, hours, parts of the phone */
export function urgentPanel(pack) {
  const lines = pack.urgent.map(([emergency, text, phone, hours, parts]) => make("li", {},
    emergency && make("strong", {}, emergency), emergency && make("br"),
    `${text} `, ...phoneLinks(phone, parts), hours && ` (${hours})`));
  return make("div", { class: "urgent", role: "region", "aria-labelledby": "urgent-heading" },
    make("h2", { class: "urgent__heading", id: "urgent-heading" }, "Get help now"),
    make("ul", { role: "list" }, ...lines));
}
