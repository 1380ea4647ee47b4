/** Short forms written out, as the server does it: `wknd` is read as weekend. */

const TOKEN = /^([("“‘]*)(\S+?)([.,;:!?)"”]*)$/;

/** @param {string} text @param {Record<string, string>} [means] of the pack @returns {string} */
export function writtenOut(text, means = {}) {
  return text.replace(/\S+/g, (token) => {
    const [, before, word, after] = TOKEN.exec(token) ?? [token, "", token, ""];
    const full = Object.hasOwn(means, word.toLowerCase()) ? means[word.toLowerCase()] : null;
    return full ? `${before}${full}${after}` : token;
  });
}
