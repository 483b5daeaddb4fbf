/* The menu at the top: closed by Escape, by a press elsewhere and when the focus leaves it. */

const menu = document.querySelector(".menu");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open || event.defaultPrevented) return;
  event.preventDefault();
  menu.open = false;
  menu.querySelector("summary").focus();
}, true);

for (const type of ["pointerdown", "focusin"]) {
  document.addEventListener(type, ({ target }) => {
    if (menu.open && !menu.contains(target)) menu.open = false;
  });
}
