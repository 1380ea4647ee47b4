/** The form and the address say the same question; these turn one into the other. */

const TYPED = ["q", "near", "within", "age", "bbox", "sort"];
const UNSAID = { sort: "best" }; // what a field says when the address says nothing

/**
 * The address that sending the form would open, empty fields left out.
 * @param {HTMLFormElement} form
 * @returns {string}
 */
export function questionUrl(form) {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value.trim() && value !== UNSAID[name]) asked.append(name, value.trim());
  }
  const query = asked.toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
  return form.getAttribute("action") + (query ? `?${query}` : "");
}

/**
 * Put what an address asks back into the boxes that people type in.
 * @param {HTMLFormElement} form
 * @param {URL} url
 */
export function fillForm(form, url) {
  for (const name of TYPED) {
    const field = form.elements.namedItem(name);
    if (!field) continue;
    const value = url.searchParams.get(name) ?? UNSAID[name] ?? "";
    if (name === "within" && ![...field.options].some((o) => o.value === value)) {
      field.append(new Option(`${value} miles`, value));
    }
    field.value = value;
  }
}
