/* What is told while there is no signal, kept on the phone until it is sent. Only the worker
   opens this: one place, however many pages are open. */

const DATABASE = "assetmap-offline";
const REPORTS = "reports";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(REPORTS, { keyPath: "once" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Do one thing with the queue's store; gives what it gave. */
async function withReports(mode, act) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(REPORTS, mode);
      const request = act(transaction.objectStore(REPORTS));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Everything that is kept: what waits, and with `refused` what could not be sent. */
const keptReports = () => withReports("readonly", (reports) => reports.getAll());
const keepReport = (report) => withReports("readwrite", (reports) => reports.put(report));
const dropReport = (once) => withReports("readwrite", (reports) => reports.delete(once));
const dropReports = () => withReports("readwrite", (reports) => reports.clear());
