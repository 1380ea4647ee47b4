/** The forms of adding and changing a listing: letters left, more rows, someone's home, the pin. */

document.documentElement.classList.add("js");

document.querySelectorAll("[data-count]").forEach(countLetters);
moreRows(document.getElementById("more-times"), document.getElementById("time-rows"));
askFirstDate(document.getElementById("time-rows"));
onlyTheArea(document.querySelector("form[data-part=change]"));

const pinMap = document.getElementById("pin-map");
if (pinMap) drawPin(pinMap);

/** Say under a box how many letters are left; a reader is told once the typing rests. */
function countLetters(box) {
  const most = Number(box.dataset.count);
  const says = document.createElement("p");
  says.className = "count-left";
  says.setAttribute("aria-hidden", "true");
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  box.after(says, spoken);
  let resting = 0;
  const tell = () => {
    const left = most - [...box.value.trim()].length;
    const letters = Math.abs(left) === 1 ? "character" : "characters";
    says.textContent = left < 0 ? `${-left} ${letters} too many` : `You have ${left} ${letters} left`;
    says.classList.toggle("is-over", left < 0);
  };
  tell();
  box.addEventListener("input", () => {
    tell();
    clearTimeout(resting);
    resting = setTimeout(() => (spoken.textContent = says.textContent), 1000);
  });
}

/** Add a row of days and times here instead of asking the server for one. */
function moreRows(button, rows) {
  if (!button || !rows) return;
  button.type = "button";
  button.addEventListener("click", () => {
    const row = rows.lastElementChild.cloneNode(true);
    const number = rows.children.length + 1;
    row.setAttribute("aria-label", `Row ${number}`);
    for (const label of row.querySelectorAll("label")) {
      const field = row.querySelector(`#${label.htmlFor}`);
      field.id = label.htmlFor = `${field.name}-${number}`;
      field.value = "";
    }
    row.querySelector("details").open = false;
    row.querySelector("summary .visually-hidden").textContent = `, row ${number}`;
    rows.append(row);
    row.querySelector("select").focus();
  });
}

/** Open what more there is to a time once it needs a first date, as every other week does. */
function askFirstDate(rows) {
  rows?.addEventListener("change", ({ target }) => {
    if (target.name !== "when-week" || !target.value.startsWith("w")) return;
    target.closest(".time-row").querySelector("details").open = true;
  });
}

/** On the long form, hide what is not asked about a home; what was typed stays. */
function onlyTheArea(form) {
  const answers = form?.querySelectorAll("input[name=home]");
  if (!answers?.length) return;
  const hidden = ["precision", "venue", "address", "point"]
    .map((id) => document.getElementById(id)?.closest(".field"))
    .filter(Boolean);
  const show = () => {
    const isHome = form.querySelector("input[name=home]:checked")?.value === "yes";
    for (const field of hidden) field.hidden = isHome;
  };
  answers.forEach((answer) => answer.addEventListener("change", show));
  show();
}

async function drawPin(panel) {
  const element = panel.querySelector(".map");
  panel.hidden = false;
  try {
    const [{ createPinMap }, { loadLeaflet }] = await Promise.all([
      import("../map/pin.js"),
      import("../map/leaflet-loader.js"),
    ]);
    await loadLeaflet(element);
    await createPinMap(element);
  } catch (error) {
    console.warn("The map could not be drawn.", error);
    panel.hidden = true;
  }
}
