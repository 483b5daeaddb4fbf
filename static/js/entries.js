/* Entries of the list, made from the data as the server makes them; every word is the template's. */

import { LIMITED, NOT_FOR_DROPPING_IN, PAUSED, MAYBE, UNKNOWN, conditionOf } from "./matching.js";
import { plain, writeName } from "./ruby.js";

const ASKED_BY_WORD = ["free", "booking", "alone", "takeout"]; // their reasons go by the word, others by its value

const ASK_DATES = 16; // of the flags

const fillIn = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);

/* template: the page's; options: sprite, labels (of the categories) and address (of a place by its key).
   Gives entry(i, shown) → li; label(i, shown) → [when, name] or null, for beside its marker; and next(element, i, shown),
   which fills in the next opening, or takes the element away where there is none.
   shown: {matched, now, asked (anything at all), parts (each {word, value, question}), ways (of walking.js, or null)}. */
export function entryMaker(template, data, options) {
  const pattern = template.content.querySelector("li");
  const say = new Words(template.dataset, data.raw.first);
  const entry = (i, shown) => {
    const entry = pattern.cloneNode(true);
    const place = read(data, i);
    const slots = slotsOf(entry);
    for (const element of entry.querySelectorAll("[data-flag]")) keep(element, place.flags & Number(element.dataset.flag));
    entry.dataset.key = place.key;
    entry.dataset.fit = shown.matched.fit[i] === MAYBE ? "unknown" : "fits";
    writePlace(slots, place, options, shown.matched.fit[i]);
    if (shown.ways) writeWay(slots.walk, shown.ways.to(i), template.dataset);
    else slots.walk?.remove();
    const dated = writeNext(slots, shown, data.columns.calendar[i], say);
    keep(slots.askDates, !dated && place.when && place.flags & ASK_DATES);
    writeReasons(slots, place, i, shown);
    writeWhere(slots, place, shown.asked || !(place.flags & NOT_FOR_DROPPING_IN));
    return entry;
  };
  const next = (element, i, shown) => writeNext({ ...slotsOf(element), next: element }, shown, data.columns.calendar[i], say);
  return { entry, next, label: (i, shown) => labelOf(data, i, shown, say) };
}

const slotsOf = (root) =>
  Object.fromEntries([...root.querySelectorAll("[data-slot]")].map((element) => [element.dataset.slot, element]));

/* of an opening that is sure, and begins or ends at a known hour */
function labelOf({ columns }, i, { matched, now }, say) {
  const calendar = columns.calendar[i];
  const [state, opens, closes] = matched.soonest.opening[calendar] || [];
  if (state !== "o" || (opens === null && closes === null)) return null;
  const when = opens === null ? say.hours(opens, closes) : clock(opens);
  return [`${say.dayInShort(matched.soonest.day[calendar], now)} ${when}`, plain(columns.name[i])];
}

function read({ raw, columns }, i) {
  const text = (name) => (columns[name][i] >= 0 ? raw.texts[columns[name][i]] : "");
  const said = ["venue", "when", "who", "fee", "day", "where", "phone", "reasons"];
  return {
    key: columns.key[i],
    name: columns.name[i],
    category: raw.categories[columns.categories[i].charCodeAt(0) - 97],
    flags: columns.flags[i],
    located: columns.lat[i] !== null,
    radius: columns.radius_m[i],
    ...Object.fromEntries(said.map((name) => [name, text(name)])),
  };
}

const keep = (element, condition) => condition || element.remove();

function write(element, text) {
  if (text) writeName(element, text);
  else element.remove();
}

function writePlace(slots, place, { sprite, labels, address }, fit) {
  const state = place.flags & PAUSED ? "-paused" : fit === MAYBE ? "-unknown" : "";
  slots.sign.setAttribute("href", `${sprite}#${place.category}${state}`);
  slots.category.textContent = labels[place.category];
  slots.link.href = address(place.key);
  for (const name of ["name", "venue", "when", "day"]) write(slots[name], place[name]);
  keep(slots.unsaid, !place.when);
  keep(slots.persons, place.fee || place.who);
  for (const name of ["fee", "who"]) write(slots[name], place[name]);
}

/* ---- the next opening ---- */

/* whether there is one */
function writeNext(slots, { matched, now }, calendar, say) {
  const opening = matched.soonest.opening[calendar];
  if (!opening) {
    slots.next.remove();
    return false;
  }
  const [state, opens, closes, audience] = opening;
  const day = matched.soonest.day[calendar];
  slots.plate.textContent = say.day(day, now);
  slots.plate.classList.toggle("today", day === now.day);
  slots.plate.classList.toggle("maybe", state !== "o");
  write(slots.hours, say.hours(opens, closes));
  write(slots.audience, say.stages(audience));
  keep(slots.perhaps, state !== "o");
  return true;
}

class Words {
  constructor(words, first) {
    this.words = words;
    this.first = Date.parse(first);
  }

  day(number, now) {
    const date = new Date(this.first + number * 864e5);
    const form = { "-1": "yesterday", 0: "today", 1: "tomorrow" }[number - now.day] || "later";
    const weekday = this.words.weekdays[date.getUTCDay()];
    return fillIn(this.words[form], { month: date.getUTCMonth() + 1, day: date.getUTCDate(), weekday });
  }

  dayInShort(number, now) {
    return this.words[{ 0: "shortToday", 1: "shortTomorrow" }[number - now.day]] || this.day(number, now);
  }

  hours(opens, closes) {
    if (opens === null && closes === null) return "";
    const form = closes === null ? "opens" : opens === null ? "closes" : "both";
    return fillIn(this.words[form], { opens: clock(opens), closes: clock(closes) });
  }

  stages(letters) {
    return [...letters].map((letter) => this.words[letter]).join(this.words.join);
  }
}

const clock = (minute) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;

/* ---- what it answers, and what to ask ---- */

function writeReasons(slots, place, i, { matched, parts }) {
  const said = new Map(place.reasons.split("\n").map((line) => line.split("\t")));
  const answers = new Map(matched.conditions.map(({ name, column, answers }) => [name, answers[column[i]]]));
  const reasons = [];
  const questions = [];
  for (const { word, value, question } of parts) {
    const answer = answers.get(conditionOf(word, value));
    if (word === "free" ? answer === LIMITED : answer <= LIMITED) reasons.push(said.get(ASKED_BY_WORD.includes(word) ? word : value));
    else if (answer === UNKNOWN) questions.push(question);
  }
  writeList(slots.reasons, reasons);
  const asks = writeList(slots.questions, questions);
  keep(slots.how, asks);
  if (!asks) return;
  keep(slots.call, place.phone);
  keep(slots.ask, !place.phone);
  slots.call.href = `tel:${place.phone.replace(/[^\d+]/g, "")}`;
  write(slots.phone, place.phone);
  slots.ask.href = `${slots.link.getAttribute("href")}#asking`;
}

function writeList(list, texts) {
  const said = [...new Set(texts.filter(Boolean))];
  for (const text of said) list.appendChild(document.createElement("li")).textContent = text;
  keep(list, said.length);
  return said.length > 0;
}

/* ---- where ---- */

function writeWay(element, { minutes, km }, words) {
  const number = minutes ?? km;
  if (number === undefined) {
    const unknown = element.appendChild(document.createElement("span"));
    unknown.className = "unknown";
    unknown.textContent = words.walkUnknown;
    return;
  }
  const [before, after] = (minutes ? words.walkMinutes : words.walkAcross).split("{number}");
  const large = document.createElement("b");
  large.textContent = number;
  element.append(before, large, after);
}

function writeWhere({ show, where }, place, onMap) {
  keep(show, place.located && onMap);
  show.setAttribute("aria-label", fillIn(show.dataset.named, { name: plain(place.name) }));
  const { withheld, unknown, tray } = where.dataset;
  const looks = { [withheld]: "withheld", [unknown]: "unknown" };
  where.className = looks[plain(place.where)] || (place.radius ? "about-there" : "somewhere");
  const inTray = place.where && place.located && !place.radius;
  write(where, inTray ? tray + place.where : place.where);
}
