/** Bringing the filters up to date without rebuilding them under somebody's finger. */

/**
 * Give the filters on the page the counts, ticks and choices of newly rendered ones.
 * @param {HTMLElement} shown the filters on the page
 * @param {HTMLElement} fresh the same from the server's answer
 */
export function mergeFilters(shown, fresh) {
  const focused = document.activeElement?.closest("#filters") ? document.activeElement : null;
  const place = focused && { name: focused.name, value: focused.value };
  for (const group of fresh.querySelectorAll("[data-filter]")) {
    const old = shown.querySelector(`[data-filter="${CSS.escape(group.dataset.filter)}"]`);
    if (!old) {
      shown.querySelector("#filter-groups").append(document.adoptNode(group));
    } else if (sameChoices(old, group)) {
      updateChoices(old, group);
    } else {
      group.open = old.open || group.open;
      old.replaceWith(document.adoptNode(group));
    }
  }
  shown.querySelector("#hidden-fields").replaceWith(document.adoptNode(fresh.querySelector("#hidden-fields")));
  if (place && !document.contains(focused)) refocus(shown, place);
}

function choices(group) {
  return [...group.querySelectorAll("input, option")];
}

function sameChoices(old, fresh) {
  const key = (group) => choices(group).map((choice) => choice.value).join("\n");
  return key(old) === key(fresh);
}

function updateChoices(old, fresh) {
  const after = choices(fresh);
  choices(old).forEach((choice, index) => {
    choice.checked = after[index].checked;
    if (choice instanceof HTMLOptionElement) {
      choice.selected = after[index].selected;
      choice.textContent = after[index].textContent;
    }
  });
  for (const part of ["[data-count]", "[data-used]"]) {
    const counts = fresh.querySelectorAll(part);
    old.querySelectorAll(part).forEach((count, index) => {
      count.replaceChildren(...[...counts[index].childNodes].map((node) => document.importNode(node, true)));
    });
  }
}

function refocus(shown, { name, value }) {
  const same = [...shown.querySelectorAll("input, select")].find(
    (field) => field.name === name && (field.value === value || field instanceof HTMLSelectElement),
  );
  same?.focus({ preventScroll: true });
}
