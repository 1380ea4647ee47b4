/** Fetching the changing part of the find page, and putting it in place. */

import { mergeFilters } from "./filters.js";

/**
 * The answer to a question as a fragment of the page, or null when a whole page must be loaded:
 * the server said no, or the question has a mistake that the whole page explains.
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<{results: HTMLElement, filters: HTMLElement, urgent: HTMLElement} | null>}
 */
export async function fetchResults(url, signal) {
  const answer = await fetch(url, { headers: { "X-Fragment": "1" }, signal, credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return null;
  // A parsed document is inert: the server has escaped the text, and nothing in it runs.
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const results = page.getElementById("results");
  const filters = page.getElementById("filters");
  const urgent = page.getElementById("urgent");
  if (!results || !filters || !urgent || "problems" in results.dataset) return null;
  return { results, filters, urgent };
}

/**
 * Put an answer in place of the last one. Filters are changed where they stand, so that the one
 * being used keeps the focus.
 * @param {{results: HTMLElement, filters: HTMLElement, urgent: HTMLElement}} found
 */
export function showResults({ results, filters, urgent }) {
  document.getElementById("urgent").replaceWith(document.adoptNode(urgent));
  document.getElementById("results").replaceWith(document.adoptNode(results));
  mergeFilters(document.getElementById("filters"), filters);
  sayQuestion();
}

/** What was asked, on the line that the form closes to, and how many the filters' button shows. */
export function sayQuestion() {
  const { status, question } = document.getElementById("results").dataset;
  document.getElementById("filters-show").textContent = `Show ${status}`;
  const said = document.getElementById("question-said");
  if (!said) return; // the map's own view has no such line
  said.textContent = question;
  said.closest("details").classList.toggle("question--new", !question);
}
