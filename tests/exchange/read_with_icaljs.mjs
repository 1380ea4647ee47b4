// Lists every date of a calendar on standard input up to a day, as JSON on standard output.
// Arguments: the address of ical.js, the day.

const [, , library, until] = process.argv;
const { default: ICAL } = await import(library);

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const calendar = new ICAL.Component(ICAL.parse(Buffer.concat(chunks).toString("utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const series = new Map();
const exceptions = new Map();
for (const component of calendar.getAllSubcomponents("vevent")) {
  const uid = component.getFirstPropertyValue("uid");
  if (component.hasProperty("recurrence-id")) exceptions.set(uid, [...(exceptions.get(uid) ?? []), component]);
  else if (series.has(uid)) throw new Error(`two series are called ${uid}`);
  else series.set(uid, component);
}
for (const uid of exceptions.keys()) if (!series.has(uid)) throw new Error(`${uid} is an exception to nothing`);

const last = ICAL.Time.fromDateString(until);
const found = [];
const add = (uid, details, item) =>
  found.push([
    uid,
    details.startDate.toString(),
    details.endDate.toString(),
    item.component.getFirstPropertyValue("status") === "CANCELLED",
  ]);

for (const [uid, component] of series) {
  const event = new ICAL.Event(component, { exceptions: exceptions.get(uid) ?? [], strictExceptions: true });
  if (!event.isRecurring()) {
    add(uid, event, event);
    continue;
  }
  const dates = event.iterator();
  for (let next = dates.next(); next && next.compare(last) < 0; next = dates.next()) {
    const details = event.getOccurrenceDetails(next);
    add(uid, details, details.item);
  }
}
process.stdout.write(JSON.stringify(found));
