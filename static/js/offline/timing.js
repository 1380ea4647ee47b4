/** When a question asks for: the sessions on its days, dates, times of day and hours, as the server takes them. */

import { DAYS, isoDay, rulesOf, sessionOn } from "./times.js";

const TIMES = ["morning", "afternoon", "evening"];
const DAY = 1440; // minutes
export const NEVER = Infinity;

/** Weekdays at times of day as bits: day * 3 + time. */
const bits = (days, times) =>
  days.flatMap((day) => times.map((time) => 1 << (DAYS.indexOf(day) * 3 + TIMES.indexOf(time)))).reduce((all, bit) => all | bit, 0);

const valuesOf = (wishes) => [...new Set(wishes.flatMap(({ values }) => values))];
const minuteOf = (at) => at.getHours() * 60 + at.getMinutes();

export class Timing {
  /** @param {object} pack the saved pack @param {import("./wishes.js").Wish[]} wishes @param {Date} now */
  constructor(pack, wishes, now) {
    this.pack = pack;
    this.now = now;
    const of = (sort) => wishes.filter((each) => each.sort === sort);
    [this.days, this.hours] = [of("day"), of("hours")];
    this.isAsked = wishes.some(({ sort }) => pack.wishes?.of_time.includes(sort));
    const times = valuesOf(of("time"));
    this.times = times.length ? times : TIMES;
    this.arranged = new Set(pack.wishes?.arranged ?? []);
    this.isDated = this.days.some(({ dates }) => dates);
    const days = valuesOf(this.days);
    this.slots = bits(days.length ? days : DAYS, this.times);
  }

  /** Whether a listing is on then, or has no times of its own. */
  fits(listing, position) {
    if (this.arranged.has(position) || this.sessions(listing).length > 0) return true;
    return !this.hours.length && !this.isDated && ((this.pack.wishes.worded[position] ?? 0) & this.slots) !== 0;
  }

  /** The rules of a listing's times by which it is on then. */
  sessions(listing) {
    return rulesOf(listing).filter((rule) => this.takes(rule, listing));
  }

  /** Whether a rule of a listing's times is what was asked for. */
  takes(rule, listing) {
    const isOnDay = this.days.length ? this.days.some((wish) => this.isOn(wish, rule, listing)) : rule.slots & bits(DAYS, this.times);
    return Boolean(isOnDay) && this.isWithin(rule);
  }

  isOn({ values, dates }, rule, listing) {
    // What goes on past midnight is on the day before, as people say it.
    if (!rule.days.some((day) => values.includes(day))) return false;
    if (this.times !== TIMES && !(rule.slots & bits(values, this.times))) return false;
    return !dates || dates.some((iso) => this.fallsOn(new Date(`${iso}T00:00`), rule, listing));
  }

  /** Whether a session is on a day, and is not over. */
  fallsOn(on, rule, listing) {
    if (listing.off || !sessionOn(rule, on, listing, this.pack)) return false;
    const today = isoDay(this.now);
    return isoDay(on) > today || (isoDay(on) === today && this.lengthOf(rule) + rule.start > minuteOf(this.now));
  }

  lengthOf({ start, end }) {
    return end <= start ? end - start + DAY : end - start;
  }

  /** Whether it starts no sooner than was asked and is over in time; of what is open for hours, some of it. */
  isWithin(rule) {
    const [open, enough] = this.pack.wishes?.open ?? [];
    const [start, end] = [rule.start, rule.start + this.lengthOf(rule)];
    return this.hours.every(({ earliest = 0, latest = 2 * DAY }) => {
      const shared = Math.min(end, latest) - Math.max(start, earliest);
      return (start >= earliest && end <= latest) || (end - start > open && shared >= enough);
    });
  }

  /** A number that puts a listing in the order of the next of its sessions; open for hours comes last in a day. */
  soonest(listing) {
    const rules = this.sessions(listing);
    const [open] = this.pack.wishes.open;
    for (let ahead = 0; rules.length && ahead < this.pack.wishes.look_ahead; ahead++) {
      const on = new Date(this.now.getFullYear(), this.now.getMonth(), this.now.getDate() + ahead);
      const falling = rules.filter((rule) => this.fallsOn(on, rule, listing));
      const places = falling.map((rule) => rule.start + (this.lengthOf(rule) > open ? DAY : 0));
      if (places.length) return ahead * 2 * DAY + Math.min(...places);
    }
    return NEVER;
  }
}
