/** The home page from the pack: subjects with their counts. */

import { line, make } from "./draw.js";

/** @param {object} pack */
export function homeView(pack) {
  const tops = Object.entries(pack.categories).filter(([slug]) => !slug.includes("/"));
  const isOf = (slug) => (listing) => (listing.c ?? []).some((each) => each.split("/")[0] === slug);
  return make("section", { "aria-labelledby": "browse-heading" },
    make("h1", { tabindex: "-1" }, "Find something with no signal"),
    line(`${pack.listings.length} listings are saved on this phone.`, "lead"),
    make("h2", { id: "browse-heading" }, "Browse by subject"),
    make("ul", { class: "subjects", role: "list" }, ...tops.map(([slug, label]) => make("li", {},
      make("a", { href: `/find?category=${encodeURIComponent(slug)}` }, label), " ",
      make("span", { class: "count" }, String(pack.listings.filter(isOf(slug)).length))))),
    make("p", {}, make("a", { href: "/conversation" }, "Choose together")),
    make("p", {}, make("a", { href: "/offline" }, "What is saved, and what waits to be sent")));
}
