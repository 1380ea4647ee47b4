/** The button that copies the code of a box. Without a script the code is selected and copied by hand. */

const button = document.getElementById("copy-code");
const code = document.getElementById("code");
const said = document.getElementById("copy-said");

if (navigator.clipboard) button.hidden = false;

button.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(code.value);
    said.textContent = "Copied";
  } catch {
    code.select();
    said.textContent = "Not copied: the code is selected, so copy it yourself";
  }
});
