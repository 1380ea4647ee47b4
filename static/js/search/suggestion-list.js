/** The list under a combobox: drawing it, moving through it, saying how many there are. */

/**
 * @param {HTMLInputElement} input becomes a combobox that controls the list
 * @param {(item: {label: string, url: string}) => void} choose called for a pressed suggestion
 */
export function suggestionList(input, choose) {
  const box = element("div", { class: "suggest__list", id: `${input.id}-list`, role: "listbox", hidden: "" });
  const says = element("p", { class: "visually-hidden", role: "status" });
  const label = input.labels?.[0]?.textContent ?? "";
  box.setAttribute("aria-label", `Suggestions: ${label}`);
  input.after(box, says);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": box.id,
  })) input.setAttribute(name, value);
  let options = [];
  let at = -1;

  function mark(index) {
    options[at]?.node.setAttribute("aria-selected", "false");
    at = index;
    const option = options[at];
    option?.node.setAttribute("aria-selected", "true");
    option?.node.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.node.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function draw(groups) {
    options = [];
    box.replaceChildren(
      ...groups.map(({ title, items }) => {
        const group = element("div", { class: "suggest__group", role: "group", "aria-label": title });
        group.append(element("div", { class: "suggest__title", "aria-hidden": "true" }, title));
        for (const item of items) {
          const id = `${input.id}-option-${options.length}`;
          const node = element("div", { class: "suggest__option", role: "option", id, "aria-selected": "false" }, item.label);
          node.addEventListener("click", () => choose(item));
          options.push({ node, item });
          group.append(node);
        }
        return group;
      }),
    );
  }

  // Pressing must not take the focus from the box, or the list would shut before the click.
  box.addEventListener("pointerdown", (event) => event.preventDefault());
  box.addEventListener("mousedown", (event) => event.preventDefault());

  return {
    get isOpen() {
      return !box.hidden;
    },
    get current() {
      return options[at]?.item ?? null;
    },
    open(groups) {
      mark(-1);
      draw(groups);
      box.hidden = options.length === 0;
      input.setAttribute("aria-expanded", String(!box.hidden));
      says.textContent = box.hidden ? "" : `${options.length} ${options.length === 1 ? "suggestion" : "suggestions"}. Use the down arrow to choose.`;
    },
    close() {
      mark(-1);
      box.hidden = true;
      input.setAttribute("aria-expanded", "false");
      says.textContent = "";
    },
    /** One step down (1) or up (-1); past either end is back in the box. */
    move(step) {
      const places = options.length + 1;
      mark(((at + 1 + step + places) % places) - 1);
    },
  };
}

function element(tag, attributes, text = "") {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = text;
  return node;
}
