/* How names are read with what is typed, shortly after the last key. */

import { Looking } from "./looking.js";

const form = document.getElementById("readings");
const looking = new Looking(form);

form.addEventListener("input", () => looking.soon());
document.getElementById("problems")?.focus();
