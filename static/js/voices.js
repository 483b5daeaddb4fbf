/* 聞いてほしい without leaving the page. Where it cannot be taken, the form is sent as without a script: the page says why. */

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".wish")) return;
  event.preventDefault();
  wish(event.target);
});

async function wish(form) {
  const button = form.querySelector("button");
  if (button.ariaDisabled) return;
  button.ariaDisabled = "true";
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true });
    // whoever is led back to the page was heard
    if (answer.type !== "opaqueredirect") return form.submit();
    button.classList.add("is-told");
    say(button, button.dataset.told);
  } catch {
    button.ariaDisabled = null;
    say(button, button.dataset.failed);
  }
}

function say(button, word) {
  button.querySelector("[data-word]").textContent = word;
}
