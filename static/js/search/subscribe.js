/** The box of ways to subscribe: its last link copies the address instead of opening it. */

// On the document: results that are swapped in later have their box too. Without the clipboard, or
// on a page that is not safe, the link opens the file as any other does.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-copy-address]");
  if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const said = link.parentElement.querySelector("[data-copy-said]");
  try {
    await navigator.clipboard.writeText(link.href);
    said.textContent = "Copied";
  } catch {
    said.textContent = "Not copied: the address is below";
  }
});
