/* A text with readings, in Unicode's interlinear annotation: U+FFF9 text U+FFFA reading U+FFFB. A screen reader reads the text. */

const READ = /\uFFF9([^\uFFFA\uFFFB]*)\uFFFA([^\uFFFB]*)\uFFFB/;

export function writeName(element, text) {
  element.replaceChildren();
  const pieces = text.split(READ); // bare, text, reading, bare, …
  for (let i = 0; i < pieces.length; i += 3) {
    element.append(pieces[i]);
    if (i + 1 < pieces.length) element.append(ruby(pieces[i + 1], pieces[i + 2]));
  }
}

function ruby(text, reading) {
  const element = document.createElement("ruby");
  const over = document.createElement("rt");
  over.textContent = reading;
  over.setAttribute("aria-hidden", "true");
  element.append(text, over);
  return element;
}

export const plain = (text) => text.replace(/\uFFFA[^\uFFFB]*\uFFFB|\uFFF9/g, "");
