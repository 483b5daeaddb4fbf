/* What is asked for: the words of an address, and the same words in the form. */

const LONGEST = 100; // characters of a search text that are read
const words = (text) => text.split(" ");

/* every word with the values it may have, in the order in which an address names them; null: any text */
export const VALUES = {
  category: words("kodomo_shokudo ibasho yagawa_plus jidokan free_school kyoiku_shien asobiba soudan hattatsu"),
  age: Array.from({ length: 100 }, (_, age) => `${age}`),
  grade: words("es1 es2 es3 es4 es5 es6 jhs1 jhs2 jhs3 hs"),
  band: words("0-2 3-5 es1-3 es4-6 jhs hs parents"),
  weekday: words("mon tue wed thu fri sat sun"),
  time: words("morning afternoon evening"),
  open: null,
  access: words("step_free elevator wheelchair_toilet changing_table nursing_room stroller parking quiet_room written"),
  support: words("developmental medical_care not_at_school food_allergy family_care foreign_roots learning"),
  free: "1",
  booking: "none",
  alone: "1",
  takeout: "1",
  q: null,
};

const isMark = (word) => typeof VALUES[word] === "string"; // it is asked or not, and has no choice of values

/* params: URLSearchParams; today: YYYY-MM-DD. Lists of values, true or false for a word with one value only,
   a text for `open` and `q`. What cannot be understood is left out. */
export function readNeeds(params, today) {
  const needs = {};
  for (const [word, values] of Object.entries(VALUES)) {
    const asked = params.getAll(word);
    if (Array.isArray(values)) needs[word] = values.filter((value) => asked.includes(value));
    else if (isMark(word)) needs[word] = asked.includes(values);
    else if (word === "open") needs.open = asked.find((value) => isOpen(value, today)) || "";
    else needs.q = [...(asked[0] || "").trim().replace(/\s+/g, " ")].slice(0, LONGEST).join("").trimEnd();
  }
  return needs;
}

function isOpen(value, today) {
  if (["today", "tomorrow", "week"].includes(value)) return true;
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || value < today) return false;
  const day = new Date(`${value}T00:00Z`);
  return !Number.isNaN(+day) && day.toISOString().startsWith(value); // no 31st of February
}

/* what the form asks for (values without a box stand in hidden inputs), with the text of the search form */
export function needsOfForm(form, search, today) {
  const params = new URLSearchParams(new FormData(form));
  if (search) params.set("q", search.value);
  return readNeeds(params, today);
}

/* all that is asked, as pairs of word and value in the order of an address */
export function* eachNeed(needs) {
  for (const word of Object.keys(VALUES)) {
    const asked = needs[word];
    if (Array.isArray(asked)) for (const value of asked) yield [word, value];
    else if (asked) yield [word, isMark(word) ? VALUES[word] : asked];
  }
}

/* the query string; topics: also what a family would not want to find in an address */
export function writeNeeds(needs, { topics = false } = {}) {
  return `${new URLSearchParams([...eachNeed(needs)].filter(([word]) => topics || word !== "support"))}`;
}

/* a part of what is asked, as a button names it: "access=elevator" as its word and its value */
export function partOf(text) {
  const end = text.indexOf("=");
  return [text.slice(0, end), text.slice(end + 1)];
}

/* the needs without one part of them */
export function without(needs, [word, value]) {
  const asked = needs[word];
  return { ...needs, [word]: Array.isArray(asked) ? asked.filter((one) => one !== value) : isMark(word) ? false : "" };
}

export const isEmpty = (needs) => eachNeed(needs).next().done;
