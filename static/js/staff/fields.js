/* What stands in a field of the form, beside what is kept. */

const DATES = "dates";

export const controlsOf = (field) =>
  [...field.querySelectorAll("input[name], select[name], textarea[name]")].filter(
    (one) => one.name !== "shown",
  );

/* Whether it says something else than what is kept. */
export const isChanged = (field) => asText(said(field, true)) !== asText(kept(field));

/* Makes it say again what is kept. */
export function giveBack(field) {
  const stored = field.dataset.stored && spread(JSON.parse(field.dataset.stored));
  for (const one of controlsOf(field)) {
    if (stored) set(one, stored[one.name] ?? usual(one));
    else reset(one);
  }
}

/* Sets a control to one of these texts, or ticks it when its value is among them. */
export function set(control, texts) {
  if (isTicked(control)) control.checked = texts.includes(control.value);
  else control.value = texts[0] ?? "";
}

const isTicked = (one) => one.type === "radio" || one.type === "checkbox";
const usual = (one) => (one.name.endsWith(":visibility") ? ["public"] : [""]);

function reset(one) {
  if (isTicked(one)) one.checked = one.defaultChecked;
  else if (one.options) one.value = textOf(one, false);
  else one.value = one.defaultValue;
}

function kept(field) {
  return field.dataset.stored ? spread(JSON.parse(field.dataset.stored)) : said(field, false);
}

/* The texts by name, as they stand now or as the page brought them. */
function said(field, now) {
  const found = {};
  for (const one of controlsOf(field)) {
    if (isTicked(one) && !(now ? one.checked : one.defaultChecked)) continue;
    (found[one.name] ??= []).push(textOf(one, now));
  }
  return found;
}

function textOf(one, now) {
  if (isTicked(one)) return one.value;
  if (!one.options) return now ? one.value : one.defaultValue;
  const options = [...one.options];
  const chosen = now ? one.selectedOptions[0] : options.find((each) => each.defaultSelected);
  return (chosen ?? options[0])?.value ?? "";
}

/* A season of two days stands in three controls. */
function spread(stored) {
  const name = Object.keys(stored).find((one) => one.endsWith(":season"));
  const days = name && stored[name][0].split("/");
  if (days?.length !== 2) return stored;
  const [from, to] = days.map((day) => [day.replace("-", "/")]);
  const path = name.slice(0, -":season".length);
  return { ...stored, [name]: [DATES], [`${path}:from`]: from, [`${path}:to`]: to };
}

/* To compare: what is empty, or as usual, says nothing. */
function asText(found) {
  const rows = Object.entries(found)
    .map(([name, texts]) => [name, texts.filter(Boolean).map((text) => text.replaceAll("\r\n", "\n"))])
    .map(([name, texts]) => [name, name === "categories:value" ? [...new Set(texts)] : texts])
    .filter(([name, texts]) => texts.length && !(name.endsWith(":visibility") && texts[0] === "public"));
  return JSON.stringify(rows.sort(([one], [other]) => (one < other ? -1 : 1)));
}
