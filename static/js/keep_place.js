/* What a reader looks at in a list stays where it is while the list is written anew, and the keyboard where it was. */

/* box: what scrolls. Call before the list changes; the answer is to be called after it. */
export function keepPlace(box) {
  const top = box.getBoundingClientRect().top;
  const entries = [...box.querySelectorAll("li[data-key]")].filter((one) => one.checkVisibility());
  const first = box.scrollTop > 0 && entries.find((one) => one.getBoundingClientRect().bottom > top);
  const place = first && { key: first.dataset.key, at: first.getBoundingClientRect().top };
  const focused = document.activeElement.closest?.("li[data-key]");
  const focus = focused && box.contains(focused) && { key: focused.dataset.key, n: [...links(focused)].indexOf(document.activeElement) };
  return () => {
    const now = place && find(box, place);
    if (now) box.scrollTop += now.getBoundingClientRect().top - place.at;
    const next = focus && find(box, focus);
    if (next) (links(next)[focus.n] || links(next)[0]).focus({ preventScroll: true });
  };
}

const find = (box, { key }) => box.querySelector(`li[data-key="${CSS.escape(key)}"]`);
const links = (entry) => entry.querySelectorAll("a, button");
