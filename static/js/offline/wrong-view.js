/** The form about one listing with no signal: what is told is kept, and sent once on return. */

import { errorSummary, line, listingAddress, make } from "./draw.js";
import { ask } from "./worker-messages.js";

const ERROR = "Error: "; // a title begins with it where something is wrong
const URGENT = new Set(["private", "remove"]);

function radios(pack) {
  return make("fieldset", { class: "field", id: "trouble-group" }, make("legend", {}, "What is wrong?"),
    ...pack.troubles.map(([value, words], number) => {
      const id = number ? `trouble-${value}` : "trouble";
      return make("div", { class: "option" },
        make("input", { type: "radio", id, name: "trouble", value }), make("label", { for: id }, words));
    }));
}

function field(tag, name, label, hint, attributes) {
  return make("div", { class: "field" }, make("label", { for: name }, label),
    make("p", { class: "hint", id: `${name}-hint` }, hint),
    make(tag, { id: name, name, "aria-describedby": `${name}-hint`, ...attributes }));
}

/** @param {object} listing @param {{pack: object, now: Date}} about */
export function wrongView(listing, { pack }) {
  const form = make("form", { class: "form", novalidate: true },
    radios(pack),
    field("textarea", "words", "Can you tell us more?", "You can leave this empty. Please do not write about anybody’s health or private life.", { rows: "4", maxlength: "1000" }),
    field("input", "contact", "How can we reach you?", "A phone number or an email address. Only if you want an answer.", { type: "text", autocomplete: "off", maxlength: "200" }),
    make("div", { class: "form__buttons" }, make("button", { class: "button", type: "submit" }, "Keep and send later")));
  const view = make("div", { class: "prose" },
    make("h1", { tabindex: "-1" }, "Tell us what is wrong"),
    make("p", { class: "lead" }, "This is about ", make("strong", {}, listing.n), ". You do not have to give your name."),
    line("You have no signal. This phone keeps what you say, and sends it once when you are online again."),
    form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(new FormData(form), listing, view, form);
  });
  return view;
}

async function send(data, listing, view, form) {
  const trouble = data.get("trouble");
  if (!trouble) return refuse(view, form, "Choose what is wrong.", "#trouble");
  const button = form.querySelector("button");
  button.disabled = true; // pressed twice is told once
  const report = {
    once: crypto.randomUUID(), listing: listing.i, name: listing.n, trouble,
    words: String(data.get("words")).trim(), contact: String(data.get("contact")).trim(),
  };
  if ((await ask("keep", { report })).ok) return thank(view, listing, trouble);
  button.disabled = false;
  return refuse(view, form, "This phone could not keep it. Please ring us instead.", "#main");
}

function refuse(view, form, message, where) {
  view.querySelectorAll(".error-summary, .error").forEach((each) => each.remove());
  const summary = errorSummary(message, where);
  const group = form.querySelector("#trouble-group");
  group.querySelector("legend").after(make("p", { class: "error", id: "trouble-error" }, message));
  group.setAttribute("aria-describedby", "trouble-error");
  view.prepend(summary);
  if (!document.title.startsWith(ERROR)) document.title = ERROR + document.title;
  summary.focus();
}

function thank(view, listing, trouble) {
  const heading = make("h1", { tabindex: "-1" }, "Kept on this phone");
  view.replaceChildren(...[heading,
    make("p", { role: "status" }, "Thank you. It will be sent once, when this phone is online and you open the directory."),
    URGENT.has(trouble) && line("If this cannot wait, please ring the number below."),
    make("p", {}, make("a", { href: "/offline" }, "See what waits to be sent")),
    make("p", {}, make("a", { href: listingAddress(listing.i) }, `Back to ${listing.n}`))].filter(Boolean));
  document.title = document.title.replace(ERROR, "");
  heading.focus();
}
