/* The link is taken along by one press. Where a page may not write to the clipboard it stands there, chosen. */

const button = document.querySelector("[data-copies]");
const field = document.getElementById(button.dataset.copies);

async function copy() {
  field.select();
  await navigator.clipboard?.writeText(field.value);
  button.textContent = button.dataset.copied;
}

button.hidden = !navigator.clipboard;
button.addEventListener("click", () => copy().catch(() => {}));
field.addEventListener("focus", () => field.select());
