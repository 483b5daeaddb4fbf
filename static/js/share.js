/* 「おくる」: the phone's own sheet where there is one; else LINE, or the address to take along.
   What is sent is the page as it stands, without a question mark or what follows it. */

const address = () => location.origin + location.pathname;

export function offerToShare(details) {
  if (!details) return;
  if (navigator.share)
    details.querySelector("summary").addEventListener("click", (event) => {
      if (details.open) return;
      event.preventDefault();
      send(details);
    });
  details.querySelector("[data-copy]").addEventListener("click", ({ currentTarget }) => copy(currentTarget, details));
}

async function send(details) {
  try {
    await navigator.share({ title: document.title, text: details.dataset.share, url: address() });
  } catch (error) {
    if (error.name !== "AbortError") details.open = true; // a sheet that was closed is an answer
  }
}

async function copy(button, details) {
  try {
    await navigator.clipboard.writeText(address());
    button.textContent = button.dataset.done;
  } catch {
    getSelection().selectAllChildren(details.querySelector(".own-address"));
  }
}
