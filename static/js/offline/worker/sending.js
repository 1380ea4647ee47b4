/* Sends what was told with no signal: each report once. It carries an id made on the phone, by which
   the server knows it again, so that an answer that was lost on the way does no harm. What the server
   does not take is not sent again, and not dropped: it stays with the reason until it has been read. */

const READING_MS = 3200; // the form takes nothing sooner than a person could have read it
const OLDEST_MS = 14 * 24 * 60 * 60 * 1000; // what could not be sent by then is of no use
let sending = null;

/** Send everything that waits; whoever asks meanwhile waits for the same sending. Gives how much still waits. */
function sendReports() {
  sending ??= sendAll().finally(() => {
    sending = null;
  });
  return sending;
}

async function waitingReports() {
  return (await keptReports()).filter((report) => !report.refused);
}

async function sendAll() {
  const reports = await waitingReports();
  if (!reports.length) return 0;
  const forms = await Promise.all(reports.map(formOf));
  if (forms.some((form) => form.token)) await new Promise((resolve) => setTimeout(resolve, READING_MS));
  for (const [number, form] of forms.entries()) await settle(reports[number], await sent(reports[number], form));
  return (await waitingReports()).length;
}

/** The token of a fresh form, or why there is none: `later`, `gone`. */
async function formOf(report) {
  try {
    const answer = await fetch(wrongAddress(report), { cache: "no-store", credentials: "omit" });
    if (answer.status === 404 || answer.status === 410) return { end: "gone" };
    const token = /name="form_token" value="([^"]+)"/.exec(await answer.text());
    return answer.ok && token ? { token: token[1] } : { end: "later" };
  } catch {
    return { end: "later" };
  }
}

/** What became of a report: `taken`, `later`, `gone`, `refused`. */
async function sent(report, { token, end }) {
  if (end) return end;
  const { once, trouble, words, contact } = report;
  const body = new URLSearchParams({ form_token: token, once, trouble, words, contact });
  try {
    const answer = await fetch(wrongAddress(report), { method: "POST", body, credentials: "omit" });
    // Thanks are another page: the form itself, shown again, means that it was not taken.
    if (answer.ok && new URL(answer.url).pathname.endsWith("/wrong/thanks")) return "taken";
    if (answer.status === 404 || answer.status === 410) return "gone";
    const isForGood = answer.status >= 400 && answer.status < 500 && ![408, 425, 429].includes(answer.status);
    return isForGood ? "refused" : "later";
  } catch {
    return "later";
  }
}

async function settle(report, outcome) {
  if (outcome === "taken") return dropReport(report.once);
  const isOld = Date.now() - report.at > OLDEST_MS;
  if (outcome === "later" && !isOld) return undefined;
  return keepReport({ ...report, refused: outcome === "later" ? "old" : outcome });
}

const wrongAddress = (report) => `/listing/${encodeURIComponent(report.listing)}/wrong`;
