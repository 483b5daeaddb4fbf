/* The way out: by its button, or by Shift three times. The page is empty at once; what the browser keeps of us goes, but
   for the language and the readings; another page takes this one's place, so that Back does not lead here. A page cannot
   touch the browser's own history: /ja/help says so. Without this script the button is a link to /leave. */

const TIMES = 3;
const WITHIN = 1500; // ms for all of them
const KEPT = ["language", "ruby"];
const PATHS = ["/", "/ja/"]; // of our cookies

const way = document.querySelector("[data-elsewhere]");

/* nothing that goes wrong may stop it */
function attempt(act) {
  try {
    act();
  } catch {}
}

function empty() {
  document.title = " ";
  document.body.replaceChildren();
  document.body.className = "";
}

function forget() {
  attempt(() => sessionStorage.clear());
  attempt(() => {
    for (const key of Object.keys(localStorage)) if (!KEPT.includes(key)) localStorage.removeItem(key);
  });
  attempt(() => {
    for (const cookie of document.cookie.split("; ")) {
      for (const path of PATHS) document.cookie = `${cookie.split("=")[0]}=; Max-Age=0; Path=${path}`;
    }
  });
}

/* the other page is not told from where one comes */
function tellNobody() {
  const policy = document.createElement("meta");
  policy.name = "referrer";
  policy.content = "no-referrer";
  document.head.append(policy);
}

function leave() {
  const elsewhere = way.dataset.elsewhere;
  attempt(empty);
  forget();
  attempt(tellNobody);
  location.replace(navigator.onLine ? elsewhere : "about:blank");
}

way.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

/* Also in a field. Each press counts when it is let go: until then it may be one for a capital letter, another key or a
   click, which is none. */
let presses = [];
let isAlone = false;

const isShift = ({ key, ctrlKey, altKey, metaKey }) => key === "Shift" && !ctrlKey && !altKey && !metaKey;

function notAlone() {
  isAlone = false;
  presses = [];
}

document.addEventListener("keydown", (event) => {
  if (!isShift(event)) notAlone();
  else if (!event.repeat) isAlone = true;
}, true);

document.addEventListener("keyup", (event) => {
  if (!isAlone || event.key !== "Shift") return;
  isAlone = false;
  presses = [...presses.filter((one) => event.timeStamp - one < WITHIN), event.timeStamp];
  if (presses.length >= TIMES) leave();
}, true);

document.addEventListener("pointerdown", notAlone, true);
