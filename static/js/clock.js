/* Openings that go on by the clock: 「いま ひらいています・あと40分」「17:00から」「きょうは おわりました」.

   <span data-openings="2026-12-04T18:30/20:00 2026-12-05T11:30/">what is said without a script</span>
   Openings stand in their order, parted by blanks: the day, when it begins, when it ends; times of Asia/Tokyo wherever the
   phone is. An hour may be past 24 (it runs on after midnight); the end may be missing (it is not known).

   <template id="clock-words" data-open data-left data-hours data-minutes data-later data-soon data-over …> holds the
   words, made by `clock_words` of templates/parts/_clock.html. With `data-next`, `data-tomorrow`, `data-date` and
   `data-weekdays` the next day is told too when nothing more opens today. An element says `data-state` = open, later,
   over, next or none. On a day of which no opening is told it says again what it said at first, or, on a later day than
   that, nothing.

   <html data-now="2026-12-04T16:20"> fixes the clock, for tests and pictures. */

const HALF_A_MINUTE = 30000;
const TOKYO = 9 * 36e5;
const DAY = 864e5;
const MINUTE = 60000;

const dayOf = (moment) => Math.floor(moment / DAY);
const { dataset: words } = document.getElementById("clock-words") || { dataset: {} };
const elements = [...document.querySelectorAll("[data-openings]")].map((element) => ({
  element,
  first: element.textContent,
  openings: element.dataset.openings.split(" ").filter(Boolean).map(readOpening),
}));

/* Tokyo's moments are counted as if they were of Greenwich: there is no summer time in either. */
const now = () => {
  const fixed = document.documentElement.dataset.now;
  return fixed ? Date.parse(`${fixed.slice(0, 16)}Z`) : Date.now() + TOKYO;
};
const made = dayOf(now());

function readOpening(text) {
  const [date, hours] = text.split("T");
  const [opens, closes] = hours.split("/").map((time) => time && Date.parse(`${date}T00:00Z`) + minutes(time) * MINUTE);
  const midnight = Date.parse(`${date}T24:00Z`); // nobody knows its end: it is not told past its day
  return { day: dayOf(Date.parse(`${date}T00:00Z`)), opens, closes, over: closes || midnight, clock: hours.split("/")[0].replace(/^0/, "") };
}

function minutes(time) {
  const [hour, minute] = time.split(":").map(Number);
  return hour * 60 + minute;
}

const fill = (text, parts) => text.replace(/{(\w+)}/g, (_, name) => parts[name]);

/* what is left, never more than there is: 40分, and from an hour on 2時間 */
function left(until, moment) {
  const count = Math.ceil((until - moment) / MINUTE);
  return count <= 60 ? fill(words.minutes, { count }) : fill(words.hours, { count: Math.floor(count / 60) });
}

function say({ openings, first }, moment) {
  const today = dayOf(moment);
  const open = openings.filter(({ opens, over }) => opens <= moment && moment < over);
  if (open.length) {
    const closes = open.map((one) => one.closes);
    const end = closes.every(Boolean) && Math.max(...closes);
    return ["open", end ? fill(words.left, { open: words.open, left: left(end, moment) }) : words.open];
  }
  const next = openings.find(({ opens }) => opens > moment);
  if (next?.day === today) {
    const soon = next.opens - moment <= 60 * MINUTE;
    return ["later", fill(soon ? words.soon : words.later, { opens: next.clock, left: left(next.opens, moment) })];
  }
  if (next && words.next) return ["next", fill(words.next, { day: sayDay(next.day, today), opens: next.clock })];
  if (openings.some(({ day, over }) => day === today || dayOf(over - 1) === today)) return ["over", words.over];
  return ["none", today === made ? first : ""];
}

function sayDay(day, today) {
  const date = new Date(day * DAY);
  const parts = { month: date.getUTCMonth() + 1, day: date.getUTCDate(), weekday: words.weekdays[date.getUTCDay()] };
  return fill(day === today + 1 ? words.tomorrow : words.date, parts);
}

function tell() {
  const moment = now();
  for (const one of elements) {
    const [state, text] = say(one, moment);
    one.element.dataset.state = state;
    if (one.element.textContent !== text) one.element.textContent = text;
  }
}

if (elements.length && words.open) {
  tell();
  setInterval(tell, HALF_A_MINUTE);
  document.addEventListener("visibilitychange", tell);
  window.addEventListener("pageshow", tell);
}
