/* How the place would look: asked anew shortly after the last key, and put where it stands. */

const PAUSE = 250; // milliseconds

export class Looking {
  constructor(form) {
    this.form = form;
    this.shown = new Map();
    this.listeners = [];
  }

  /* Calls back whenever the pieces were renewed. */
  onRenewed(listener) {
    this.listeners.push(listener);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), PAUSE);
  }

  /* Asks now; `more` are names that are sent beside the form. */
  async now(more = {}) {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.asking = new AbortController();
    const body = new URLSearchParams(new FormData(this.form));
    for (const [name, text] of Object.entries(more)) body.set(name, text);
    try {
      const answer = await fetch(this.form.dataset.lookAt, { method: "POST", body, signal: this.asking.signal });
      if (answer.ok) this.put(new DOMParser().parseFromString(await answer.text(), "text/html"));
      this.tell(answer.ok);
    } catch (error) {
      if (error.name !== "AbortError") this.tell(false);
    }
  }

  /* Where nothing new comes, what stands there is said to be old. */
  tell(isNew) {
    this.form.querySelector("[data-stale]").hidden = isNew;
  }

  put(made) {
    const pieces = new Map([...made.querySelectorAll("[data-look]")].map((one) => [one.dataset.look, one]));
    for (const here of this.form.querySelectorAll("[data-look]")) {
      const name = here.dataset.look;
      const html = pieces.get(name)?.innerHTML ?? "";
      if (this.shown.get(name) === html) continue;
      this.shown.set(name, html);
      here.replaceChildren(...(pieces.get(name)?.childNodes ?? []));
    }
    for (const listener of this.listeners) listener();
  }
}
