/** Times by the clock as people write them, by the server's patterns: minutes since midnight. */

const NOON = 12;
const LIKELY_FROM = 8; // o'clock: an hour without am or pm is from here on to the next noon
const QUARTERS = { half: 30, "half past": 30, "quarter past": 15, "quarter to": -15 };
const NAMED = ["noon", "midday"];

/** The number of a word such as `five`, or of figures; 0 of neither. @param {string} said @param {string[]} hours */
export const numberOf = (said, hours) => hours.indexOf(said) + 1 || Number(said) || 0;

/** Reads the groups of a match whose names begin with `name`, as the patterns of clock-words.py have them. */
export class Clock {
  /** @param {object} rules `wishes.clock` and `wishes.counted` of the pack */
  constructor({ clock, counted }) {
    this.hours = clock.hours.split("|");
    this.behind = new RegExp(`^(?:${clock.behind})`, "i");
    this.morning = new RegExp(`^(?:${clock.morning})`, "i");
    this.later = new RegExp(`^(?:${clock.later})`, "i");
    this.evening = new RegExp(clock.evening, "i");
    this.counted = new RegExp(counted, "i");
  }

  /** Minutes since midnight; null when it is a number of something else. */
  read(match, name, whateverFollows = false) {
    if (!whateverFollows && !this.isSure(match, name) && !this.behind.test(this.after(match, name))) return null;
    const hour = this.hour(match, name);
    if (hour === null) return null;
    const part = (match.groups[`${name}_part`] ?? "").toLowerCase().split(/\s+/).join(" ");
    const minutes = hour * 60 + Number(match.groups[`${name}_minute`] ?? 0) + (QUARTERS[part] ?? 0);
    return minutes > 0 && minutes < 1440 ? minutes : null;
  }

  /** The same, and null too for a bare number that counts years or money. */
  bound(match, name) {
    const counts = ["from", "by", "between"].some((each) => match.groups[each]);
    if (counts && !this.isSure(match, name) && this.counted.test(match.input.slice(0, match.index))) return null;
    return this.read(match, name);
  }

  isSure(match, name) {
    const more = ["part", "minute", "half"].some((each) => match.groups[`${name}_${each}`]);
    return more || NAMED.includes(match.groups[`${name}_hour`].toLowerCase());
  }

  /** Whether it leaves open which half of the day is meant. */
  isOpen(match, name) {
    const said = match.groups[`${name}_hour`].toLowerCase();
    const half = (match.groups[`${name}_half`] ?? "").slice(0, 1).toLowerCase();
    const hour = numberOf(said, this.hours) || NOON;
    return !["a", "p"].includes(half) && hour > 0 && hour < NOON && !said.startsWith("0");
  }

  after(match, name) {
    return match.input.slice(match.indices.groups[`${name}_hour`][1]);
  }

  hour(match, name) {
    const said = match.groups[`${name}_hour`].toLowerCase();
    const half = (match.groups[`${name}_half`] ?? "").toLowerCase();
    if (NAMED.includes(said) || said.includes("noon")) return NOON;
    const hour = numberOf(said, this.hours);
    if (hour > NOON || said.startsWith("0")) return hour < 24 && this.isSure(match, name) ? hour : null;
    if (/^[ap]/.test(half)) return (hour % NOON) + (half.startsWith("p") ? NOON : 0);
    if (half === "noon" || hour === NOON) return NOON;
    return this.isLater(match, name, hour) ? hour + NOON : hour;
  }

  isLater(match, name, hour) {
    const behind = this.after(match, name);
    if (this.morning.test(behind)) return false;
    return this.later.test(behind) || hour < LIKELY_FROM || this.evening.test(match.input);
  }
}
