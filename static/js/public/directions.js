/** The way to a venue in the device's own map app, where it has one that a link opens. */

const ANDROID = /Android/;
const APPLE = /iPhone|iPad|iPod/;

/** Whether it is an iPad that calls itself a Mac: no Mac is touched with several fingers. */
const isTablet = ({ userAgent, maxTouchPoints }) => userAgent.includes("Macintosh") && maxTouchPoints > 1;

/**
 * The address that opens the device's own map app at a venue; null where there is no such app.
 * @param {{lat: number | string, lon: number | string, name: string}} venue
 * @param {{userAgent: string, maxTouchPoints: number}} device
 */
export function mapAppAddress({ lat, lon, name }, device = navigator) {
  const label = encodeURIComponent(name.replaceAll(/[()]/g, " "));
  if (ANDROID.test(device.userAgent)) return `geo:${lat},${lon}?q=${lat},${lon}(${label})`;
  if (APPLE.test(device.userAgent) || isTablet(device)) return `maps://?daddr=${lat},${lon}&q=${label}`;
  return null;
}

/** Have a page's link to a map lead to the device's own app. @param {HTMLAnchorElement | null} link */
export function openInMapApp(link) {
  const address = link && mapAppAddress(link.dataset);
  if (!address) return;
  link.href = address;
  link.textContent = link.dataset.app;
}
