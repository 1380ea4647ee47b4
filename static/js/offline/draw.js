/** Makes elements. Texts become text, never markup: listings are written by strangers. */

/**
 * @param {string} name
 * @param {Record<string, string | boolean>} [attributes] true for one without a value, false for none
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child || child === 0));
  return element;
}

/** A paragraph. @param {string} text @param {string} [look] its class */
export function line(text, look = "") {
  return make("p", look ? { class: look } : {}, text);
}

/** A link, or just its words when the address is not one that pages lead to. */
export function link(address, words, attributes = {}) {
  return /^(https?:\/\/|mailto:|tel:|sms:|\/)/.test(address) ? make("a", { href: address, ...attributes }, words) : words;
}

/** What is wrong with a form, told first. @param {string} message @param {string} where the field's address */
export function errorSummary(message, where) {
  return make("div", { class: "error-summary", role: "alert", tabindex: "-1", "aria-labelledby": "error-heading" },
    make("h2", { id: "error-heading" }, "There is a problem"),
    make("ul", {}, make("li", {}, make("a", { href: where }, message))));
}

/** The number to ring for help, as the head of the page has it. @returns {Node[]} */
export function helpPhone() {
  return [...document.querySelector(".site-phone__number").cloneNode(true).childNodes];
}

/** The address of a listing's page. @param {string} id */
export const listingAddress = (id) => `/listing/${encodeURIComponent(id)}`;

/**
 * A phone as its page shows it: each number a link of its own, the words beside them as they are.
 * @param {string} phone
 * @param {string[][]} [parts] texts and `tel:` addresses; without them it is one number that its own figures ring
 * @returns {(Node | string)[]}
 */
export function phoneLinks(phone, parts) {
  const told = parts?.length ? parts : [[phone, `tel:${phone.replace(/[^0-9+]/g, "")}`]];
  return told.map(([text, address]) => (address ? link(address, text, { class: "no-break" }) : text));
}
