/** The two links to see the present question as a list or on a map. */

/** Let them lead to the question in the address bar, which the page has just answered. */
export function updateViewSwitch() {
  for (const link of document.querySelectorAll("#view-switch a")) {
    const url = new URL(location.href);
    if (link.dataset.view === "map") url.searchParams.set("view", "map");
    else url.searchParams.delete("view");
    link.href = url.pathname + url.search;
  }
}
