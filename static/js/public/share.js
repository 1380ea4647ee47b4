/** A button that hands the page on by the device's own way of sharing; it stays away where there is none. */

/**
 * @param {HTMLElement | null} button `data-title` is what it shares
 * @param {HTMLElement | null} way what is hidden until the button can do something: itself, or what it stands in
 */
export function offerToShare(button, way = button) {
  if (!button || !navigator.share) return;
  way.hidden = false;
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
