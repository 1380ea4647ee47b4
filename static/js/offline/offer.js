/** Beside the offer to save the directory: what this phone could not send. Nothing where none was saved. */

const place = document.querySelector("[data-unsent]");

if (place && navigator.serviceWorker?.controller) {
  const { showUnsent } = await import("./unsent.js");
  await showUnsent(place);
}
