/** A button that hands the page on by the device's own way of sharing; it stays away where there is none. */

/**
 * @param {HTMLElement | null} button hidden until it can do something; `data-title` is what is shared
 */
export function offerToShare(button) {
  if (!button || !navigator.share) return;
  button.hidden = false;
  if (button.dataset.ready) return;
  button.dataset.ready = "yes";
  button.addEventListener("click", async () => {
    try {
      await navigator.share({ title: button.dataset.title, url: location.href });
    } catch (error) {
      // Closed without choosing anybody: nothing went wrong.
      if (error.name !== "AbortError") console.warn("The page could not be shared.", error);
    }
  });
}
