/* A text with readings: pieces of text, or pairs of a piece and its reading. A screen reader reads the text. */

export function writeName(element, name) {
  element.replaceChildren();
  for (const part of typeof name === "string" ? [name] : name) {
    if (typeof part === "string") {
      element.append(part);
      continue;
    }
    const ruby = document.createElement("ruby");
    const over = document.createElement("rt");
    over.textContent = part[1];
    over.setAttribute("aria-hidden", "true");
    ruby.append(part[0], over);
    element.append(ruby);
  }
}

export const plain = (name) =>
  typeof name === "string" ? name : name.map((part) => (typeof part === "string" ? part : part[0])).join("");
