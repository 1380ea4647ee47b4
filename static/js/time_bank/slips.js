/** The grid for slips by keyboard alone. Enter goes on to the next box that is needed and, once a
 * row is full, to the next row; numbers of slips count up, the day is that of the row above. What a
 * row says and what is wrong with it is asked of the server, whose rules there are no second set of.
 */

const form = document.getElementById("slips");
const running = document.getElementById("running");
const said = document.getElementById("said");
const rows = [...form.querySelectorAll("[data-row]")].map(readRow);
const NEEDED = ["number", "giver", "receiver", "time", "category", "day"];
const TYPED = ["giver", "receiver", "time", "category"];

function readRow(element) {
  const boxes = {};
  for (const input of element.querySelectorAll("[data-box]")) boxes[input.dataset.box] = input;
  return {
    element, boxes, asked: 0, minutes: 0,
    words: element.querySelector("[data-words]"),
    problems: element.querySelector("[data-problems]"),
    tick: element.querySelector("[data-tick]"),
  };
}

const valueOf = (row, name) => row.boxes[name].value.trim();
const isBlank = (row) => TYPED.every((name) => !valueOf(row, name));
const isFull = (row) => NEEDED.every((name) => valueOf(row, name));

/** Fill in what the row above tells: the number after it, and its day. */
function fillFrom(above, row) {
  if (!above || isBlank(above)) return;
  const number = valueOf(above, "number");
  if (!valueOf(row, "number") && /^\d+$/.test(number)) row.boxes.number.value = Number(number) + 1;
  if (!valueOf(row, "day")) row.boxes.day.value = valueOf(above, "day");
}

function goTo(input) {
  input.focus();
  input.select();
}

function goToRow(at) {
  const row = rows[at];
  if (!row) return goTo(document.getElementById("count"));
  fillFrom(rows[at - 1], row);
  const first = NEEDED.find((name) => !valueOf(row, name));
  return goTo(row.boxes[first ?? "giver"]);
}

/** From a box on: the next that is needed and empty, else the next row; from an empty row the end. */
function goOn(at, name) {
  const row = rows[at];
  if (isBlank(row) && name !== "number") return goTo(document.getElementById("count"));
  const empty = NEEDED.find((each) => !valueOf(row, each));
  return empty ? goTo(row.boxes[empty]) : goToRow(at + 1);
}

/** Ask what a row says. An answer that a newer question has overtaken is dropped. */
async function look(row) {
  const question = (row.asked += 1);
  if (isBlank(row) || !isFull(row)) return show(row, { words: "", minutes: 0, problems: [] });
  const asked = new URLSearchParams();
  for (const [name, input] of Object.entries(row.boxes)) asked.set(name, input.value);
  let answer;
  try {
    const response = await fetch(`${form.dataset.look}?${asked}`, { headers: { Accept: "application/json" } });
    if (!response.ok) return undefined;
    answer = await response.json();
  } catch {
    return undefined; // no signal: the server checks it all again when the page is sent
  }
  return question === row.asked ? show(row, answer) : undefined;
}

function show(row, { words, minutes, problems }) {
  row.minutes = minutes;
  row.words.textContent = words;
  row.problems.replaceChildren(...problems.map(problemLine));
  row.element.classList.toggle("is-wrong", problems.length > 0);
  for (const [name, input] of Object.entries(row.boxes)) {
    if (problems.some((each) => each.field === name)) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
  row.tick.hidden = !problems.some((each) => each.can_be_so);
  const total = showTotal();
  said.textContent = [words, ...problems.map((each) => each.message), total].filter(Boolean).join(". ");
}

function problemLine({ message }) {
  const line = document.createElement("p");
  line.className = "error-message";
  line.textContent = message;
  return line;
}

function showTotal() {
  const full = rows.filter((row) => row.minutes);
  const minutes = full.reduce((sum, row) => sum + row.minutes, 0);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const time = [hours || !rest ? `${hours} h` : "", rest ? `${rest} min` : ""].filter(Boolean).join(" ");
  running.textContent = `${full.length || "No"} ${full.length === 1 ? "slip" : "slips"}, ${time}`;
  return running.textContent;
}

rows.forEach((row, at) => {
  row.element.addEventListener("keydown", (event) => {
    const { box } = event.target.dataset;
    if (event.key !== "Enter" || !box || event.isComposing) return;
    event.preventDefault();
    goOn(at, box);
  });
  row.element.addEventListener("focusin", (event) => {
    if (event.target.dataset.box) fillFrom(rows[at - 1], row);
  });
  row.element.addEventListener("change", (event) => {
    if (!event.target.dataset.box) return;
    row.tick.querySelector("input").checked = false; // it was said of what stood there before
    look(row);
  });
});

// From how many slips to how long; from there Enter sends the form, as in any.
document.getElementById("count").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  goTo(document.getElementById("total"));
});

// Filled in by the script, a box does not tell that it changed: the row is asked about when left.
rows.forEach((row) => row.element.addEventListener("focusout", (event) => {
  if (!row.element.contains(event.relatedTarget) && !row.words.textContent) look(row);
}));

Promise.all(rows.filter((row) => !isBlank(row)).map(look)).then(() => {
  if (!document.getElementById("error-summary")) goTo(rows[0].boxes.number);
});
