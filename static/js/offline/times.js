/** When something is on, from the listing's own notation, by the phone's clock. */

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
  "December",
];
/** A weekday by its number, 0 is Monday. */
export const dayName = (number) => DAY_NAMES[number];
const RULE = /^(?:(1st|2nd|3rd|4th|5th|Last) )?(?:([A-Z][a-z]{2})|(\d{4}-\d\d-\d\d)) (\d\d):(\d\d)-(\d\d):(\d\d)$/;
const PARTS = [[0, 720], [720, 1020], [1020, 1440]]; // morning, afternoon, evening in minutes
const LONGEST_LOOK = 400; // days

/** A date as `2026-03-17`, by the clock on the wall. @param {Date} on */
export function isoDay(on) {
  const two = (number) => String(number).padStart(2, "0");
  return `${on.getFullYear()}-${two(on.getMonth() + 1)}-${two(on.getDate())}`;
}

const weekday = (on) => (on.getDay() + 6) % 7;

function parse(text) {
  const match = RULE.exec(text);
  if (!match) return null;
  const [, nth, day, date, ...clock] = match;
  const [h1, m1, h2, m2] = clock.map(Number);
  const isOn = date ? (on) => isoDay(on) === date : (on) => DAYS[weekday(on)] === day.toLowerCase() && isNth(on, nth);
  const days = date ? [DAYS[weekday(new Date(`${date}T12:00`))]] : [day.toLowerCase()];
  return { isOn, date, days, start: h1 * 60 + m1, end: h2 * 60 + m2, slots: slotsOf(DAYS.indexOf(days[0]), h1 * 60 + m1, h2 * 60 + m2) };
}

function isNth(on, nth) {
  if (!nth) return true;
  if (nth === "Last") return new Date(on.getFullYear(), on.getMonth(), on.getDate() + 7).getMonth() !== on.getMonth();
  return Math.floor((on.getDate() - 1) / 7) + 1 === Number(nth[0]);
}

/** Weekdays and times of day that a session is in, as bits: day * 3 + time. */
function slotsOf(day, start, end) {
  const stop = end <= start ? end + 1440 : end;
  const inside = new Map();
  for (const [shift, opens, closes, time] of [0, 1].flatMap((shift) => PARTS.map(([from, to], time) => [shift, from, to, time]))) {
    const minutes = Math.min(stop, shift * 1440 + closes) - Math.max(start, shift * 1440 + opens);
    if (minutes > 0) inside.set(((day + shift) % 7) * 3 + time, minutes);
  }
  const enough = Math.min(30, Math.max(...inside.values()));
  return [...inside].reduce((bits, [slot, minutes]) => (minutes >= enough ? bits | (1 << slot) : bits), 0);
}

/** The rules of a listing's times, read. */
export const rulesOf = (listing) => (listing.r ?? []).map(parse).filter(Boolean);

const EVENING = 17 * 60;

/** Whether a rule is in the daytime: half an hour of it before five, or most of a shorter one. */
export function isDaytime({ start, end }) {
  const length = end <= start ? end - start + 1440 : end - start;
  // What goes on after midnight has its daytime on the next day, as the server counts it.
  const before = Math.max(Math.min(length, EVENING - start), Math.min(start + length - 1440, EVENING));
  return before > 0 && before >= Math.min(30, length - before);
}

/** Whether a day is known to lie in a school term. */
export const isInTerm = (on, pack) => (pack.terms ?? []).some(([first, last]) => first <= isoDay(on) && isoDay(on) <= last);

/** Whether it goes by school terms, and today is not known to lie in one. */
const isOnHoliday = (listing, { pack, now }) => Boolean(listing.tt) && !isInTerm(now, pack);

/** What to know before anything else: closed for now, not open yet, or on holiday. */
export function noticeWords(listing, about) {
  return listing.no || (isOnHoliday(listing, about) ? listing.tt : "");
}

/**
 * The session now on, or the next one; none while it is closed for now or on holiday.
 * @param {object} listing @param {{pack: object, now: Date}} about
 * @param {(rule: object) => boolean} [suits] which of its times count
 * @returns {{start: Date, end: Date} | null}
 */
export function nextSession(listing, about, suits = () => true) {
  if (listing.off || isOnHoliday(listing, about)) return null;
  const found = rulesOf(listing).filter(suits).map((rule) => nextOf(rule, listing, about)).filter(Boolean);
  return found.sort((a, b) => a.start - b.start)[0] ?? null;
}

function nextOf(rule, listing, { pack, now }) {
  for (let ahead = -1; ahead < LONGEST_LOOK; ahead++) {
    const on = new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead);
    if (!rule.isOn(on) || (listing.x ?? []).includes(isoDay(on)) || (listing.tt && !isInTerm(on, pack))) continue;
    const at = (day, minutes) => new Date(on.getFullYear(), on.getMonth(), on.getDate() + day, 0, minutes);
    const session = { start: at(0, rule.start), end: at(rule.end <= rule.start ? 1 : 0, rule.end) };
    if (session.end > now) return session;
  }
  return null;
}

/** `9:30am`, `12 noon`. @param {Date} at */
export function clockWords(at) {
  const [hour, minute] = [at.getHours(), at.getMinutes()];
  if (!minute && hour % 12 === 0) return hour ? "12 noon" : "midnight";
  return `${hour % 12 || 12}${minute ? `:${String(minute).padStart(2, "0")}` : ""}${hour < 12 ? "am" : "pm"}`;
}

/** `Tuesday 17 March`, with the year where it is not this one's. */
export function dateWords(on, now) {
  const year = on.getFullYear() === now.getFullYear() ? "" : ` ${on.getFullYear()}`;
  return `${DAY_NAMES[weekday(on)]} ${on.getDate()} ${MONTHS[on.getMonth()]}${year}`;
}

/** `Tuesday 17 March, 12 noon to 2pm`, or that it is on now. */
export function sessionWords(session, now) {
  return session.start <= now ? `On now until ${clockWords(session.end)}` : datedWords(session, now);
}

/** `Tuesday 17 March, 12 noon to 2pm`: as it stays true on paper. */
export function datedWords(session, now) {
  return `${dateWords(session.start, now)}, ${clockWords(session.start)} to ${clockWords(session.end)}`;
}

/** `08:10 today`, `08:10 yesterday`, `08:10 on Monday 16 March`: since when the listings stand. */
export function sinceWords(asAt, now) {
  const two = (number) => String(number).padStart(2, "0");
  const clock = `${two(asAt.getHours())}:${two(asAt.getMinutes())}`;
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (isoDay(asAt) === isoDay(now)) return `${clock} today`;
  if (isoDay(asAt) === isoDay(yesterday)) return `${clock} yesterday`;
  return `${clock} on ${dateWords(asAt, now)}`;
}

/** Whether its last check, or the day it became public, was too long ago. */
export const isDoubtful = (listing, now) => Boolean(listing.ov && listing.ov <= isoDay(now));

/** That, in the server's words and dated; empty while the last check holds. */
export function doubtWords(listing, { pack, now }) {
  if (!isDoubtful(listing, now)) return "";
  const { words, never, ring, write } = pack.doubt;
  const first = listing.ph ? ring : write;
  // A bundle saved by an earlier release has no such words: then its own line has to do.
  if (!listing.cd) return (never ?? "").replace("{first}", first);
  const on = new Date(`${listing.cd}T12:00`);
  const months = (now.getFullYear() - on.getFullYear()) * 12 + now.getMonth() - on.getMonth();
  const since = MONTHS[on.getMonth()] + (months < 12 ? "" : ` ${on.getFullYear()}`);
  return words.replace("{month}", since).replace("{first}", first);
}
