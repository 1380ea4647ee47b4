/** The box of ways to subscribe: its last link copies the address instead of opening it. */

for (const link of document.querySelectorAll("[data-copy-address]")) {
  const said = link.parentElement.querySelector("[data-copy-said]");
  // Without this, or without a page that is safe, the link opens the file as any other does.
  if (!navigator.clipboard) continue;
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(link.href);
      said.textContent = "Copied";
    } catch {
      said.textContent = "Not copied: the address is below";
    }
  });
}
