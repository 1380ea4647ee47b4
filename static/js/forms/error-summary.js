/** A page that says what is wrong begins there: screen readers and keys are taken to the summary. */

document.getElementById("error-summary")?.focus();
