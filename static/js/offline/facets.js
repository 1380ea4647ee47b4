/** The filters of choices, by the server's own table: which listings have what, and which do not say. */

export class Facets {
  /** @param {object} pack the saved pack */
  constructor(pack) {
    this.table = pack.facets;
    this.slots = pack.slots;
    this.positions = new Map(pack.listings.map((listing, position) => [listing, position]));
    this.having = new Map(); // "facet value" -> positions, of those that no key of a listing tells
    for (const [name, { of = {}, other = [] }] of Object.entries(this.table)) {
      for (const [value, positions] of [...Object.entries(of), ["", other]]) {
        this.having.set(`${name} ${value}`, new Set(positions));
      }
    }
  }

  /**
   * The choices in an address: by facet, groups that must all hold, of values of which any will do.
   * @param {URLSearchParams} parameters
   * @returns {Record<string, string[][]>}
   */
  read(parameters) {
    const chosen = {};
    for (const [name, { choices }] of Object.entries(this.table)) {
      const groups = parameters
        .getAll(name)
        .map((each) => each.toLowerCase().split(",").map((value) => value.trim()))
        .map((group) => group.filter((value) => value && (!choices || Object.hasOwn(choices, value))))
        .filter((group) => group.length);
      if (groups.length) chosen[name] = groups;
    }
    return chosen;
  }

  /** The value of a label, or of the value itself; empty when it is not offered. */
  slugOf(name, label) {
    const { choices } = this.table[name];
    return Object.keys(choices).find((slug) => [slug, choices[slug]].includes(label)) ?? "";
  }

  /** Whether a listing surely has a value. */
  has(name, value, listing) {
    const { key } = this.table[name];
    if (!key) return this.having.get(`${name} ${value}`)?.has(this.positions.get(listing)) ?? false;
    return [listing[key] ?? []].flat().some((slug) => slug === value || slug.startsWith(`${value}/`));
  }

  /** Whether a listing says anything of a facet. */
  says(name, listing) {
    const { key, of, kinds } = this.table[name];
    if (kinds && !kinds.includes(listing.k)) return true; // it is about others, so this one is ruled out
    return key ? Boolean(listing[key]?.length) : ["", ...Object.keys(of)].some((value) => this.has(name, value, listing));
  }

  /** What a listing does not say of what was chosen, as ends of "Does not say ..."; null when it is ruled out. */
  unsaid(chosen, listing) {
    if (!this.isOn(chosen, listing)) return null;
    const open = [];
    for (const [name, groups] of Object.entries(chosen)) {
      const { unsaid, timetable } = this.table[name];
      if (timetable || groups.every((group) => group.some((value) => this.has(name, value, listing)))) continue;
      if (!unsaid || this.says(name, listing)) return null;
      open.push(unsaid);
    }
    return open;
  }

  /** Days and times of day are one filter: Tuesday evening is not Tuesday and evening. */
  isOn({ day, time }, listing) {
    if (!day && !time) return true;
    const [days, times] = [Object.keys(this.table.day.choices), Object.keys(this.table.time.choices)];
    const slots = this.slots[this.positions.get(listing)];
    const bits = (some, others) =>
      some.flatMap((one) => others.map((other) => 1 << (days.indexOf(one) * times.length + times.indexOf(other))));
    return (day ?? [days]).every((some) => (time ?? [times]).every((others) => bits(some, others).some((bit) => slots & bit)));
  }
}
