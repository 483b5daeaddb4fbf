/* The key / leads to the search box, as long as nobody is writing anywhere. */

const box = document.querySelector("[data-slash]");
const key = document.querySelector("[data-slash] + kbd");

const isWriting = (one) => one.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(one.tagName);

if (key) key.hidden = false;

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!box || isWriting(event.target)) return;
  event.preventDefault();
  box.focus();
  box.select();
});
