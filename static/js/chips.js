/* A row of choices that is wider than the phone begins with the chosen one in view. */
const chosen = document.querySelector(".chips [aria-current]");
const row = chosen && chosen.closest("ul");
if (row) row.scrollLeft = chosen.offsetLeft - row.offsetLeft - (row.clientWidth - chosen.offsetWidth) / 2;
