/* The file of the places: as it came at first, and anew when it has changed since. */

const HEADERS = { Accept: "application/json" };

export class PlacesSource {
  constructor(url) {
    Object.assign(this, { url, tag: null });
  }

  /* throws when it cannot be had */
  async read(signal) {
    const answer = await fetch(this.url, { credentials: "same-origin", headers: HEADERS, signal });
    if (!answer.ok) throw new Error(`${answer.status} ${this.url}`);
    this.tag = answer.headers.get("ETag");
    return answer.json();
  }

  /* null when nothing has changed, or nobody answers; the browser asks with what it has, so that little travels */
  async readNew(signal) {
    try {
      const answer = await fetch(this.url, { credentials: "same-origin", headers: HEADERS, cache: "no-cache", signal });
      const tag = answer.headers.get("ETag");
      if (!answer.ok || !tag || tag === this.tag) return null;
      const raw = await answer.json();
      this.tag = tag;
      return raw;
    } catch {
      return null;
    }
  }
}
