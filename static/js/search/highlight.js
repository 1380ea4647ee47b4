/** A card and its pin light up together. */

/**
 * @param {HTMLElement} area holds the list; its cards carry data-listing
 * @param {{light: (id: string, on: boolean) => void, onHover: (tell: (ids: string[], on: boolean) => void) => void}} markers
 */
export function linkCards(area, markers) {
  const light = (on) => (event) => {
    const card = event.target.closest?.("[data-listing]");
    if (card && !card.contains(event.relatedTarget)) markers.light(card.dataset.listing, on);
  };
  area.addEventListener("mouseover", light(true));
  area.addEventListener("mouseout", light(false));
  area.addEventListener("focusin", light(true));
  area.addEventListener("focusout", light(false));
  markers.onHover((ids, on) => {
    for (const id of ids) document.getElementById(`listing-${id}`)?.classList.toggle("is-lit", on);
  });
}
