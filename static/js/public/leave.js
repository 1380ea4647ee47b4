/** Leaves the page at once, by the press or by Shift three times: another site takes its place. */

const PRESSES = 3;
const WITHIN_MS = 5_000;
let presses = [];

function leave(link) {
  document.body.hidden = true; // what it said is gone before the other page is there
  document.title = "";
  location.replace(link.href); // the way back does not lead here
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.leave");
  if (!link) return;
  event.preventDefault();
  leave(link);
});

document.addEventListener("keydown", (event) => {
  const link = document.querySelector("a.leave");
  if (!link || event.key !== "Shift" || event.repeat) {
    if (event.key !== "Shift") presses = [];
    return;
  }
  presses = [...presses.filter((at) => event.timeStamp - at < WITHIN_MS), event.timeStamp];
  if (presses.length >= PRESSES) leave(link);
});
