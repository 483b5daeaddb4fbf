/* Words of the page that a filter fills in, shows and takes away. */

const find = (id) => document.getElementById(id);

/* 2026-12-06 as the form says a day: 「12月6日（日）」 */
export function dayInWords(value, said, weekdays) {
  const day = new Date(value);
  const words = { month: day.getUTCMonth() + 1, day: day.getUTCDate(), weekday: weekdays[day.getUTCDay()] };
  return said.replace(/{(\w+)}/g, (_, name) => words[name]);
}

export function writePart(button, { word, value, said }) {
  button.value = `${word}=${value}`;
  button.querySelector('[data-slot="said"]').textContent = said;
}

/* a notice with what belongs into its words; none: it is taken away */
export function tell(id, words) {
  const element = find(id);
  if (!element) return;
  element.hidden = !words;
  if (words) element.textContent = element.dataset.words.replace(/{(\w+)}/g, (_, name) => words[name]);
}

export function hide(id, hidden) {
  const element = find(id);
  if (element) element.hidden = Boolean(hidden);
}
