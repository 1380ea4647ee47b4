/** Pictures from the page's own sprite. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An svg that shows one symbol of the sprite, hidden from screen readers.
 * @param {string} id the symbol's id: `glyph-plus`, `icon-meet`
 * @returns {SVGSVGElement}
 */
export function glyph(id) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "glyph");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#${document.getElementById(id) ? id : "glyph-where"}`);
  svg.append(use);
  return svg;
}
