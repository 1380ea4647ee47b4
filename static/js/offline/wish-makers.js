/** What the words of a wish mean, by the names that the server's rules give: see wish_rules.py. */

import { Clock, numberOf } from "./clock-words.js";
import { clockWords, dateWords, dayName, DAYS, isoDay } from "./times.js";

const NOON = 12;
const EVENING_FROM = 17; // o'clock
const LIKELY_FROM = 8;
const OLDEST = 110; // years
const UP_TO_5 = 500; // pence

const weekday = (on) => (on.getDay() + 6) % 7;
const later = (on, days) => new Date(on.getFullYear(), on.getMonth(), on.getDate() + days);
const first = (match) => match.slice(1).find(Boolean).toLowerCase();
const numberOfDay = (said) => DAYS.findIndex((slug) => said.toLowerCase().startsWith(slug));

/** Minutes since midnight as people say them. */
const minuteWords = (minutes) => clockWords(new Date(2000, 0, 1, 0, minutes));

function dated(dates) {
  // The year is never said: a wish is for days that are near.
  return { values: [DAYS[weekday(dates[0])]], label: dates.map((on) => dateWords(on, on)).join(" or "), dates: dates.map(isoDay) };
}

/** Hours, and what they are called: `Between 10am and 2pm`. */
export function span(earliest, latest) {
  const [start, end] = [earliest, latest].map((at) => (at === null ? "" : minuteWords(at)));
  const label = start && end ? `Between ${start} and ${end}` : start ? `After ${start}` : `Before ${end}`;
  return { values: [], label, ...(start && { earliest }), ...(end && { latest }) };
}

/** @param {object} rules `wishes` of the pack @param {Date} today */
export function makersOf(rules, today) {
  const clock = new Clock(rules);
  const partOf = (hour) => (hour >= EVENING_FROM ? "evening" : hour >= NOON ? "afternoon" : "morning");

  function hourOf({ groups: { half, half_day: said, hour, point, colon } }) {
    const figures = hour ?? point ?? colon;
    const number = half ? numberOf(half.toLowerCase(), clock.hours) : Number(figures);
    if (number > NOON || figures?.startsWith("0")) return number;
    const isLater = said?.toLowerCase() === "p" || (!said && number % NOON < LIKELY_FROM);
    return (number % NOON) + (isLater ? NOON : 0);
  }

  function weekend({ groups }) {
    const which = (groups.which ?? "").toLowerCase();
    const values = DAYS.slice(5);
    if (!which) return { values, label: "At the weekend" };
    const saturday = later(today, 5 - weekday(today));
    const coming = [saturday, later(saturday, 1)].filter((on) => isoDay(on) >= isoDay(today));
    if (which !== "next") return { values, label: "This weekend", dates: coming.map(isoDay) };
    return { values, label: "Next weekend", dates: [...coming, ...coming.map((on) => later(on, 7))].map(isoDay) };
  }

  function nextDay({ groups: { day, which } }) {
    const number = numberOfDay(day);
    const soonest = later(today, (number - weekday(today) + 7) % 7);
    if (which.toLowerCase() !== "next") return dated([soonest]);
    const coming = isoDay(soonest) > isoDay(today) ? soonest : later(soonest, 7);
    const inNextWeek = later(today, 7 - weekday(today) + number);
    return dated(isoDay(coming) === isoDay(inNextWeek) ? [coming] : [coming, inNextWeek]);
  }

  function two(match) {
    const [from, to] = match.groups.between ? ["at", "to"] : ["first", "last"];
    if (!match.groups.between && !clock.isSure(match, to)) return null;
    let end = clock.bound(match, to);
    let start = end === null ? null : clock.read(match, from, true);
    if (start === null || end === null) return null;
    if (start >= end && clock.isOpen(match, to)) end = (end + 720) % 1440;
    if (start >= end && clock.isOpen(match, from)) start = (start + 720) % 1440;
    return start < end ? span(start, end) : null;
  }

  function price({ groups: { slang, pence, number, pounds, or_less: orLess } }) {
    const most = slang ? rules.slang[slang.toLowerCase()]
      : pence ? Number(pence)
        : number ? 100 * numberOf(number.toLowerCase(), clock.hours)
          : Math.round(100 * Number(pounds ?? orLess));
    if (most === UP_TO_5) return { values: ["upto5"], label: "Free or up to £5" };
    if (!(most > 0 && most <= rules.prices_to)) return null;
    const figure = most % 100 ? (most / 100).toFixed(2) : String(most / 100);
    return { values: [], label: `Free or up to £${figure}`, most };
  }

  function age(match) {
    const said = first(match);
    const known = numberOf(said, clock.hours) || rules.decades[said];
    const years = known + (/^in(?:to)? /i.test(match[0]) ? 5 : 0);
    return years <= OLDEST ? { values: [String(years)], label: `About age ${years}` } : null;
  }

  function time({ groups }) {
    const said = groups.time.toLowerCase().replace(/s$/, "");
    const part = rules.same_part[said] ?? said;
    const label = ["night", "after work"].includes(part) ? "In the evening" : `In the ${part}`;
    return { values: rules.parts_of_day[part], label };
  }

  return {
    day: (match) => { const number = numberOfDay(first(match)); return { values: [DAYS[number]], label: dayName(number) }; },
    otherDays: (match) => {
      const said = match.slice(1).filter(Boolean).map((each) => each.toLowerCase());
      const named = [...new Set(said.filter((each) => !each.startsWith("weekend")).map(numberOfDay))].sort();
      const isWeekend = said.some((each) => each.startsWith("weekend"));
      const refused = isWeekend ? [...named, 5, 6] : named;
      const names = [named.length > 0 && `on ${named.map(dayName).join(" or ")}`, isWeekend && "at the weekend"].filter(Boolean);
      return { values: DAYS.filter((_, number) => !refused.includes(number)), label: `Not ${names.join(" or ")}` };
    },
    dayToDay: ({ groups }) => {
      const [from, to] = [groups.first, groups.last].map(numberOfDay);
      const values = [...Array(((to - from + 7) % 7) + 1).keys()].map((more) => DAYS[(from + more) % 7]);
      return { values, label: `${dayName(from)} to ${dayName(to)}` };
    },
    date: ([said]) => dated([later(today, Number(/tomorrow/i.test(said)) + Number(/day after/i.test(said)))]),
    nextDay,
    weekend,
    time,
    clock: (match) => { const part = partOf(hourOf(match)); return { values: rules.parts_of_day[part], label: `In the ${part}` }; },
    earliest: (match) => { const at = clock.bound(match, match.groups.off_hour ? "off" : "at"); return at === null ? null : span(at, null); },
    latest: (match) => { const at = clock.bound(match, "at"); return at === null ? null : span(null, at); },
    two,
    price,
    age,
    kin: (match) => ({ values: [], label: `For your ${first(match)}` }),
  };
}
