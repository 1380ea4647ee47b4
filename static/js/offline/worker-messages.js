/** Asks the service worker to do something, and waits until it is done. */

/**
 * @param {"save" | "remove" | "keep" | "send" | "kept" | "forget"} what
 * @param {object} [more] what it needs for that
 * @returns {Promise<{ok: boolean, given?: any, why?: string}>} what came of it; `why` is an error's name
 */
export async function ask(what, more = {}) {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    active.postMessage({ do: what, ...more }, [port2]);
  });
}
