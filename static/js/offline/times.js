/** When something is on, from the listing's own notation, by the phone's clock. */

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
  "December",
];
/** A weekday by its number, 0 is Monday. */
export const dayName = (number) => DAY_NAMES[number];
// What `bundle_times.py` writes: a rule, its first and last day, its place, and the days on which it is not on or is.
const RULE = new RegExp("^(?:(1st|2nd|3rd|4th|5th|Last) )?(?:([A-Z][a-z]{2})|(\\d{4}-\\d\\d-\\d\\d)) (\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)"
  + "(?: from (\\d{4}-\\d\\d-\\d\\d))?(?: until (\\d{4}-\\d\\d-\\d\\d))?( in term time)?(?: called \"([^\"]+)\")?(?: at (.+?))?(?: ([-+])([\\d,]*))?$");
const HOURS = /^(\d\d:\d\d)-(\d\d:\d\d)$/;
const PARTS = [[0, 720], [720, 1020], [1020, 1440]]; // morning, afternoon, evening in minutes
const LONGEST_LOOK = 400; // days
const DAY_MS = 86_400_000;

/** A date as `2026-03-17`, by the clock on the wall. @param {Date} on */
export function isoDay(on) {
  const two = (number) => String(number).padStart(2, "0");
  return `${on.getFullYear()}-${two(on.getMonth() + 1)}-${two(on.getDate())}`;
}

const weekday = (on) => (on.getDay() + 6) % 7;
const dayNumber = (on) => Math.round(Date.UTC(on.getFullYear(), on.getMonth(), on.getDate()) / DAY_MS);
const minutesOf = (clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

function parse(text) {
  const match = RULE.exec(text);
  if (!match) return null;
  const [, nth, day, date, opens, closes, from, until, inTerms, name = "", at = "", sign, listed] = match;
  const numbers = new Set(listed ? listed.split(",").map(Number) : []);
  const weekdays = date ? [weekday(new Date(`${date}T12:00`))] : daysOf(day, sign, numbers);
  const days = weekdays.map((number) => DAYS[number]);
  const [start, end] = [minutesOf(opens), minutesOf(closes)];
  const isWithin = (iso) => (!from || from <= iso) && (!until || iso <= until);
  const falls = (on) => (date ? isoDay(on) === date : days.includes(DAYS[weekday(on)]) && isNth(on, nth) && isWithin(isoDay(on)));
  const isOn = (on) => (sign === "+" ? numbers.has(dayNumber(on)) : falls(on) && !numbers.has(dayNumber(on)));
  const slots = weekdays.reduce((bits, number) => bits | slotsOf(number, start, end), 0);
  return { isOn, falls, date, days, start, end, name, at, inTerms: Boolean(inTerms), slots };
}

/** The weekdays (0 is Monday) of a rule: those of the days that are listed, where it has no others. */
function daysOf(day, sign, numbers) {
  const named = DAYS.indexOf(day.toLowerCase());
  const listed = [...numbers].map((number) => (number + 3) % 7); // 1 January 1970 was a Thursday
  return sign === "+" ? [...new Set([named, ...listed])] : [named];
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

/** The rules of the hours of its door: entries of their own, or the places of some of its times. */
const doorRulesOf = (listing) => (listing.op ?? []).map((each) => parse(typeof each === "number" ? listing.r[each] : each)).filter(Boolean);

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

/** Whether the last of its dates, or its closing date, was before today. */
export const isFinished = (listing, now) => Boolean(listing.en && listing.en < isoDay(now));

/** What to know before anything else: that it has finished or closed, closed for now, not open yet, or on holiday. */
export function noticeWords(listing, about) {
  if (isFinished(listing, about.now)) return listing.ec ? "Has closed" : "Has finished";
  if (listing.pl && listing.pl[0] < isoDay(about.now)) return listing.pl[1];
  return listing.no || (isOnHoliday(listing, about) ? listing.tt : "");
}

/**
 * The session now on, or the next one; none while it is closed for now or on holiday.
 * @param {object} listing @param {{pack: object, now: Date}} about
 * @param {(rule: object) => boolean} [suits] which of its times count
 * @returns {{start: Date, end: Date, at: string, name: string, unsure: string} | null} where, if not as always; the
 *   bank holiday on which it may not be on
 */
export function nextSession(listing, about, suits = () => true) {
  if (listing.off || isOnHoliday(listing, about)) return null;
  const found = rulesOf(listing).filter(suits).map((rule) => nextOf(rule, listing, about)).filter(Boolean);
  return found.sort((a, b) => a.start - b.start || a.end - b.end)[0] ?? null;
}

function nextOf(rule, listing, { pack, now }) {
  for (let ahead = -1; ahead < LONGEST_LOOK; ahead++) {
    const session = sessionOn(rule, dayAfter(now, ahead), listing, pack);
    if (session && session.end > now) return session;
  }
  return null;
}

const dayAfter = (now, days) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);

/** The session by a rule of a listing that begins on a day, or null; dates that stand by themselves are meant. */
export function sessionOn(rule, on, listing, pack) {
  if (!rule.isOn(on)) return null;
  const iso = isoDay(on);
  const holiday = rule.date ? "" : pack.holidays?.[iso] ?? "";
  const isTaught = rule.inTerms || (listing.tt && !rule.date);
  if ((!rule.date && (listing.x ?? []).includes(iso)) || (isTaught && !isInTerm(on, pack))) return null;
  if (holiday && listing.bh === "closed") return null;
  const [, opens, closes] = (holiday && HOURS.exec(listing.bh ?? "")) || [];
  const [start, end] = opens ? [minutesOf(opens), minutesOf(closes)] : [rule.start, rule.end];
  const at = (day, minutes) => new Date(on.getFullYear(), on.getMonth(), on.getDate() + day, 0, minutes);
  const unsure = holiday && !listing.bh ? holiday : "";
  return { start: at(0, start), end: at(end <= start ? 1 : 0, end), at: rule.at, name: rule.name, unsure };
}

/**
 * How its door stands: `Open now until 4pm`, `Closed now. Opens tomorrow at 9am`; null without hours.
 * @returns {{words: string, until?: Date, opens?: Date, isUnsure?: boolean} | null}
 */
export function opening(listing, { pack, now }) {
  const rules = listing.off ? [] : doorRulesOf(listing);
  if (!rules.length) return null;
  const on = (day) => rules.map((rule) => sessionOn(rule, day, listing, pack)).filter(Boolean);
  const found = [];
  const isKnown = ({ unsure, start }) => !unsure && start > now;
  for (let ahead = -1; ahead < LONGEST_LOOK && (ahead <= 8 || !found.some(isKnown)); ahead++) found.push(...on(dayAfter(now, ahead)));
  found.sort((a, b) => a.start - b.start);
  const open = found.find(({ start, end, unsure }) => !unsure && start <= now && now < end);
  if (open) {
    const until = found.reduce((end, each) => (!each.unsure && each.start <= end && end < each.end ? each.end : end), open.end);
    return { words: openWords(until, now), until };
  }
  const opens = found.find(isKnown)?.start;
  if (on(now).some(({ unsure }) => unsure)) {
    return { words: `Bank holiday: ${listing.ph ? "ring to ask" : "ask"} whether it is open`, opens, isUnsure: true };
  }
  if (on(now).length || !rules.some((rule) => rule.falls(now))) return { words: `Closed now${opensWords(opens, now)}`, opens };
  const why = listing.oc?.[isoDay(now)] ?? (listing.bh === "closed" ? pack.holidays?.[isoDay(now)] : "");
  return { words: `Closed today${why ? `: ${why}` : ""}${opensWords(opens, now, true)}`, opens };
}

/** The hours of its door and then its times, as it says them: `Open: Monday to Friday, 9am to 4pm`. */
export const usualLines = (listing) => [...(listing.opening_hours ?? []).map((words) => `Open: ${words}`), ...(listing.t ?? [])];

/** That nobody knows yet when it is on next, since it goes by school terms that are not set; else empty. */
export function termWords(listing, next, { pack, now }) {
  const rules = rulesOf(listing);
  if (next || listing.off || isFinished(listing, now) || !rules.length) return "";
  const known = (pack.terms ?? []).some(([, last]) => isoDay(now) <= last);
  const isKnown = listing.tt ? known && !isInTerm(now, pack) : !rules.some(({ inTerms }) => inTerms);
  return isKnown ? "" : "Term dates not known yet";
}

/** Whether its next time is none but that of its door, of which there is a line already. */
export function isOfDoor(door, next, listing) {
  if (!door) return false;
  if (!next) return !listing.t?.length;
  return Boolean(door.isUnsure && next.unsure) || +next.end === +(door.until ?? NaN) || +next.start === +(door.opens ?? NaN);
}

const openWords = (until, now) => (until >= dayAfter(now, 2) ? "Open now, day and night" : `Open now until ${clockWords(until)}`);

function opensWords(opens, now, inFull = false) {
  if (!opens) return "";
  const isTomorrow = isoDay(opens) === isoDay(dayAfter(now, 1)) && !inFull;
  const day = isoDay(opens) === isoDay(now) ? "today" : isTomorrow ? "tomorrow" : dateWords(opens, now);
  return `. Opens ${day} at ${clockWords(opens)}`;
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

/** `Tomorrow, Tuesday 17 March, 12 noon to 2pm at The Annexe`, or that it is on now. */
export function sessionWords(session, now) {
  if (session.start <= now) return `On now until ${clockWords(session.end)}${besides(session)}`;
  const day = isoDay(session.start);
  const soon = day === isoDay(now) ? "Today, " : day === isoDay(dayAfter(now, 1)) ? "Tomorrow, " : "";
  return soon + datedWords(session, now);
}

/** `Tuesday 17 March, 12 noon to 2pm`: as it stays true on paper. */
export function datedWords(session, now) {
  return `${dateWords(session.start, now)}, ${clockWords(session.start)} to ${clockWords(session.end)}${besides(session)}`;
}

/** Where it is, if not as always, what it is called, and that nobody has said whether it is on. */
const besides = ({ at, name, unsure }) => (at ? ` at ${at}` : "") + (name ? ` (${name})` : "") + (unsure ? ` (${unsure}: check that it is on)` : "");

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
