/* Places × needs × now → fits, unknown or does not fit; the twin of webmap/places/matching.
   The server's answers are compared once for each of their patterns, and then one look-up for each place does. */

import { VALUES, eachNeed } from "./needs.js";

/* The four answers, the worse the higher; of several that must all hold the worst counts, of several openings the best. */
export const YES = 0;
export const LIMITED = 1;
export const UNKNOWN = 2;
export const NO = 3;
export const ANSWERS = ["yes", "limited", "unknown", "no"];

export const FITS = 0;
export const MAYBE = 1;
export const LEFT_OUT = 2;

export const PAUSED = 1;
export const NOT_FOR_DROPPING_IN = 2;
const BY_APPOINTMENT = 32;

const LETTERS = { y: YES, l: LIMITED, u: UNKNOWN, n: NO };
const CHILDREN = ["free.preschool", "free.elementary", "free.junior_high", "free.high"];
const [P, E, J, H] = CHILDREN;
const CLASSES = { p: P, e: E, j: J, h: H }; // stage → by which a child may pay
const TIMES = { morning: [0, 720], afternoon: [720, 1020], evening: [1020, Infinity] };
const AHEAD = 34; // days after today that are looked at
const DAY = 1440; // minutes
const MINUTES = 65536; // more than the calendars have
const WHEN = ["open", "weekday", "time"];
const STATED = { access: "value", support: "value", booking: "word", alone: "word", takeout: "word" }; // what raw.asked calls it

/* ---- the clock ---- */

/* Tokyo's date and minute of the day; `fixed` (2026-12-04T16:20) in place of the clock */
export function tokyo(fixed = new Date(Date.now() + 9 * 36e5).toISOString()) {
  return { date: fixed.slice(0, 10), minute: Number(fixed.slice(11, 13)) * 60 + Number(fixed.slice(14, 16)) };
}

/* the same as the calendars count: {day (since raw.first), minute} */
export const nowIn = (raw, { date, minute }) => ({ day: dayOf(raw, date), minute });

const dayOf = (raw, date) => (Date.parse(date) - Date.parse(raw.first)) / 864e5;

/* ---- the whole ---- */

/* now: {day, minute}; found: null, or 1 for each place that the server's search found.
   fit: FITS, MAYBE or LEFT_OUT; rank: from 0, the smaller comes first, equal ones by their number; counts: by fit;
   soonest: the next opening of each calendar; conditions: what `why` reads. */
export function match(data, needs, now, found = null) {
  const columns = columnsOf(data);
  const soonest = readCalendars(data.raw, needs, now);
  const conditions = conditionsOf(data.raw, columns, needs, soonest, found);
  const worst = new Uint8Array(data.count);
  for (const [column, answers] of tables(conditions)) makeWorse(worst, column, answers);
  return { ...sortOut(columns.sort, worst, soonest), soonest, conditions };
}

/* the answer of place `i` to each asked condition, by name */
export function why({ conditions }, i) {
  return Object.fromEntries(conditions.map(({ name, column, answers }) => [name, ANSWERS[answers[column[i]]]]));
}

/* the name of the condition that a word and its value belong to */
export function conditionOf(word, value) {
  return WHEN.includes(word) ? "when" : word === "category" ? word : `${word}=${value}`;
}

/* what comes first of all: dropping in, by appointment, not for dropping in */
export const turnOf = (flag) => (flag & NOT_FOR_DROPPING_IN ? 2 : flag & BY_APPOINTMENT ? 1 : 0);

/* the numbers that the comparing reads, made once */
const made = new WeakMap();

function columnsOf(data) {
  if (!made.has(data)) made.set(data, readColumns(data.columns));
  return made.get(data);
}

function readColumns({ answers, audience, calendar, categories, flags }) {
  const sets = [...new Set(categories)];
  const number = new Map(sets.map((set, s) => [set, s]));
  return {
    answers: new Int32Array(answers),
    audience: new Int32Array(audience),
    calendar: new Int32Array(calendar),
    category: new Int32Array(categories.map((set) => number.get(set))),
    sets,
    sort: new Int32Array(calendar.map((c, i) => c * 6 + turnOf(flags[i]) * 2)), // what the order depends on; +1: limited
  };
}

/* conditions that read the same column become one table */
function tables(conditions) {
  const merged = new Map();
  for (const { column, answers } of conditions) {
    const known = merged.get(column);
    merged.set(column, known ? known.map((answer, p) => Math.max(answer, answers[p])) : answers);
  }
  return merged;
}

function makeWorse(worst, column, answers) {
  for (let i = 0; i < worst.length; i++) {
    const answer = answers[column[i]];
    if (answer > worst[i]) worst[i] = answer;
  }
}

/* Turns the worst answers into `fit`. Places that are alike in turn, soonest opening and limit have one rank. */
function sortOut(sort, fit, { state, minute }) {
  const counts = [0, 0, 0];
  const rank = new Int32Array(fit.length);
  const present = new Uint8Array(state.length * 6);
  for (let i = 0; i < fit.length; i++) {
    const answer = fit[i];
    const own = answer === LIMITED ? sort[i] + 1 : sort[i];
    fit[i] = answer > LIMITED ? answer - 1 : FITS;
    rank[i] = own;
    present[own] = 1;
    counts[fit[i]]++;
  }
  const rankOf = rankAll(present, state, minute);
  for (let i = 0; i < rank.length; i++) rank[i] = rankOf[rank[i]];
  return { fit, counts, rank };
}

function rankAll(present, state, minute) {
  const found = [];
  for (let own = 0; own < present.length; own++) {
    if (!present[own]) continue;
    const c = Math.floor(own / 6);
    const late = ((own % 6) >> 1) * 4 + state[c];
    found.push(((late * MINUTES + minute[c]) * 2 + (own & 1)) * present.length + own);
  }
  const rankOf = new Int32Array(present.length);
  let rank = -1;
  let last = -1;
  for (const one of Float64Array.from(found).sort()) {
    const order = Math.floor(one / present.length);
    if (order !== last) rank++;
    last = order;
    rankOf[one % present.length] = rank;
  }
  return rankOf;
}

/* ---- the conditions ---- */

/* {name, column (place → pattern), answers (pattern → answer)} of all that is asked */
function conditionsOf(raw, columns, needs, soonest, found) {
  const conditions = [];
  const add = (name, column, patterns, answer) => conditions.push({ name, column, answers: Uint8Array.from(patterns, answer) });
  const told = (letters, asked) => LETTERS[letters[raw.asked.indexOf(asked)]] ?? UNKNOWN;
  if (needs.category.length) {
    const letters = needs.category.map((key) => letterOf(raw, key));
    add("category", columns.category, columns.sets, (set) => (letters.some((letter) => set.includes(letter)) ? YES : NO));
  }
  if (WHEN.some((word) => needs[word].length)) add("when", columns.calendar, soonest.answer, (answer) => answer);
  for (const [word, value, at] of personsOf(needs)) {
    add(`${word}=${value}`, columns.audience, raw.audiences, (audience) => LETTERS[atEnd(audience[word], at)]);
  }
  for (const [word, value] of eachNeed(needs)) {
    const asked = STATED[word] && (STATED[word] === "value" ? value : word);
    if (asked) add(`${word}=${value}`, columns.answers, raw.answers, (letters) => told(letters, asked));
  }
  if (needs.free) {
    const persons = personsOf(needs).map((person) => classesOf(raw, person));
    add("free=1", columns.answers, raw.answers, (letters) => freeFor(persons, (one) => told(letters, one)));
  }
  if (needs.q && found) add(`q=${needs.q}`, found, [NO, YES], (answer) => answer);
  return conditions;
}

const letterOf = (raw, category) => String.fromCharCode(97 + raw.categories.indexOf(category));

/* ---- persons ---- */

/* who is asked about: [word, value, its number in the server's tables] */
const personsOf = (needs) =>
  ["age", "grade", "band"].flatMap((word) => needs[word].map((value) => [word, value, VALUES[word].indexOf(value)]));

const atEnd = (list, at) => list[Math.min(at, list.length - 1)];

const stagesOf = (raw, [word, , at]) => [...atEnd(raw.stages[word], at)];

/* the classes by which a person may pay; none of who is grown up */
const classesOf = (raw, person) => stagesOf(raw, person).flatMap((stage) => CLASSES[stage] || []);

/* persons: the classes of each; told: class → answer. Where no child is named, for some child. */
function freeFor(persons, told) {
  const children = persons.filter((classes) => classes.length);
  if (children.length) return Math.max(...children.map((classes) => freeForOne(classes.map(told))));
  const answers = CHILDREN.map(told);
  if (answers.every((answer) => answer === YES)) return YES;
  const best = Math.min(...answers);
  return best === YES ? LIMITED : best;
}

function freeForOne(answers) {
  if (answers.every((answer) => answer === answers[0])) return answers[0];
  return answers.every((answer) => answer <= LIMITED) ? LIMITED : UNKNOWN;
}

/* ---- openings ---- */

/* Of each calendar: `answer` to the asked days and times, and the soonest opening that meets them: `state` 0 for sure,
   1 perhaps, 2 none; `minute` since the first day's midnight; `day`; `opening` as it stands in the calendar.
   beyond: the asked day lies after all that are known. */
function readCalendars(raw, needs, now) {
  const days = daysAsked(raw, needs, now);
  const stages = personsOf(needs).map((person) => stagesOf(raw, person));
  const audiences = new Map();
  const fits = (audience) => {
    if (!audiences.has(audience)) audiences.set(audience, forWhom(audience, stages));
    return audiences.get(audience);
  };
  const count = raw.calendars.length;
  const soonest = {
    beyond: !days,
    answer: new Uint8Array(count).fill(UNKNOWN),
    state: new Uint8Array(count).fill(2),
    minute: new Int32Array(count),
    day: new Int32Array(count),
    opening: new Array(count).fill(null),
  };
  if (days) for (let c = 0; c < count; c++) look(soonest, c, raw.calendars[c], days, needs.time, fits, now);
  return soonest;
}

/* 1 for each day that is asked; null past the last one. An opening of yesterday may still run today. */
function daysAsked(raw, { open, weekday }, { day: today }) {
  const last = Math.min(today + AHEAD, raw.days - 1);
  const spans = { "": [today, last], today: [today, today], tomorrow: [today + 1, today + 1], week: [today, today + 6] };
  const [from, to] = spans[open] || [dayOf(raw, open), dayOf(raw, open)];
  if (from > last) return null;
  const asked = new Uint8Array(raw.days);
  for (let d = Math.max(from === today ? today - 1 : from, 0); d <= Math.min(to, last); d++) {
    asked[d] = !weekday.length || weekday.includes(weekdayOf(raw, d));
  }
  return asked;
}

const weekdayOf = (raw, day) => VALUES.weekday[(new Date(raw.first).getUTCDay() + 6 + day) % 7];

/* writes the soonest of a calendar's openings into its place `c` of each column */
function look(soonest, c, openings, asked, times, fits, now) {
  let best = NO;
  let first = Infinity;
  for (const opening of openings) {
    const [opens, closes, days] = [opening[1], opening[2], opening[4]];
    const rest = Math.max(opening[0] === "o" ? YES : UNKNOWN, fits(opening[3]));
    for (let d = 0; rest < NO && d < days.length; d++) {
      const day = days[d];
      if (!asked[day]) continue;
      const gone = (now.day - day) * DAY + now.minute;
      const answer = Math.max(rest, notOver(opens, closes, gone), atTimes(times, opens, closes, gone));
      best = Math.min(best, answer);
      const order = answer === NO || opening[0] === "u" ? Infinity : orderOf(answer, day, opens, closes, now);
      if (order < first) keep(soonest, c, (first = order), day, opening);
      if (gone < 0) break; // a later day is no better
    }
  }
  soonest.answer[c] = best;
}

/* one number: sure or perhaps, the minute from which on one may come, for everybody first, then as the server lists openings */
function orderOf(answer, day, opens, closes, now) {
  const minute = Math.max(day * DAY + (opens ?? (closes ?? 1) - 1), now.day * DAY + now.minute);
  const when = (answer < UNKNOWN ? 0 : MINUTES) + minute;
  return (((when * 2 + (answer === LIMITED)) * 64 + day) * 4096 + (opens ?? -1) + 1) * 4096 + (closes ?? -1) + 1;
}

function keep(soonest, c, order, day, opening) {
  const when = Math.floor(order / (2 * 64 * 4096 * 4096));
  soonest.state[c] = when >= MINUTES ? 1 : 0;
  soonest.minute[c] = when % MINUTES;
  soonest.day[c] = day;
  soonest.opening[c] = opening;
}

function forWhom(audience, stages) {
  if (!audience) return YES;
  if (!stages.length) return LIMITED;
  const inside = (stage) => audience.includes(stage);
  return Math.max(...stages.map((possible) => (possible.every(inside) ? YES : possible.some(inside) ? UNKNOWN : NO)));
}

/* minutes of the opening's day, null where not known; gone: those that are over */
const atTimes = (times, opens, closes, gone) =>
  times.length ? Math.min(...times.map((time) => atTime(TIMES[time], opens, closes, gone))) : YES;

function atTime([from, to], opens, closes, gone) {
  const begin = Math.max(from, gone);
  const knowsOpens = opens !== null;
  const knowsCloses = closes !== null;
  if (begin >= to || (knowsOpens && opens >= to) || (knowsCloses && closes <= begin)) return NO;
  return (knowsOpens && (knowsCloses || opens >= begin)) || (knowsCloses && closes <= to) ? YES : UNKNOWN;
}

function notOver(opens, closes, gone) {
  if (gone < 0) return YES;
  if (closes !== null) return closes > gone ? YES : NO;
  if (gone >= DAY) return NO; // of yesterday, and not known to run past midnight
  return opens > gone ? YES : UNKNOWN;
}
