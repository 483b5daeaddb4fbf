/* The form over the map: what is asked, and at once its sentence, its counts, its list and its markers.
   Until something is tapped the server's list stands; without the places the form goes to the server. */

import { PAGE, loosen, pick } from "./answers.js";
import { entryMaker } from "./entries.js";
import { FITS, LEFT_OUT, MAYBE, match, nowIn, tokyo } from "./matching.js";
import { eachNeed, isEmpty, needsOfForm, partOf, writeNeeds } from "./needs.js";
import { dayInWords, hide, tell, writePart } from "./telling.js";

const AT_ONCE = 5; // entries that are made before the page is painted
const A_FRAME = 6; // entries that are made between two paintings after it

const find = (id) => document.getElementById(id);
const PATIENCE = 5000; // ms that a search may take
const A_WHILE = 60000; // ms after which a page that is looked at asks what time it is
const STALE = 10; // minutes after which what it says of now is old
const NEAREST = 5; // places that the map shows together with where one walks from
const NEAR = '[data-panel="near"]';
const REST = 40; // ms that a finger is answered before anything else goes on

const afterPaint = (then) => requestAnimationFrame(() => setTimeout(then, REST));

/* options: sprite, labels, address (of a place by its key), chosen (gives the key of the chosen place),
   walked (is told from where one walks, and the keys of the nearest) */
export class Filter {
  constructor(layer, container, options) {
    Object.assign(this, { layer, container, options });
    this.form = find("needs");
    this.search = find("q");
    this.said = find("said");
    this.lists = [
      { group: FITS, list: find("fits"), more: find("more-fits") },
      { group: MAYBE, list: document.querySelector("#unknown .places"), more: find("more-unknown") },
    ];
    this.turn = 0; // grows with every change, so that what is late is dropped
    this.found = { q: "", places: null };
    this.near = null; // near.js, loaded when somebody asks for what is near
    this.listen();
  }

  listen() {
    this.form.addEventListener("change", async ({ target }) => {
      if (target.name === "open") this.keepOneOpen(target);
      if (target.closest(NEAR)) (await this.walks()).changed(target);
      this.update();
    });
    document.querySelector(NEAR)?.addEventListener("toggle", () => this.walks());
    for (const form of new Set([this.form, this.search.form])) form.addEventListener("submit", (event) => this.submit(event));
    this.search.addEventListener("input", () => {
      if (!this.search.value && this.found.q) this.update();
    });
    for (const { group, more } of this.lists) more.addEventListener("click", () => this.more(group));
    document.addEventListener("visibilitychange", () => this.goOn());
    window.addEventListener("pageshow", () => this.goOn());
    setInterval(() => this.goOn(), A_WHILE);
    const share = find("share");
    if (share) share.addEventListener("click", () => this.share(share));
  }

  /* the places have come: the map shows what the form says, the list too where the form is not the server's any more */
  async start(data) {
    this.read(data);
    this.form.dataset.ready = "";
    const go = this.form.querySelector(".needs-go");
    if (go) go.hidden = true;
    if (document.querySelector(`${NEAR} :checked`)) await this.walks();
    if (this.isTouched()) await this.update();
    else await this.begin();
  }

  async walks() {
    const { Near } = await import("./near.js");
    return (this.near ??= new Near(this.form, () => this.update(), () => Object.values(this.data.raw.origins || {})));
  }

  read(data) {
    const { sprite, labels, address } = this.options;
    this.make = entryMaker(find("entry-template"), data, { sprite, labels, address });
    this.data = data;
  }

  /* The places have come anew: who reads on keeps what is asked, and the place in the list. */
  async renew(data) {
    this.read(data);
    this.found = { q: "", places: null };
    const { keepPlace } = await import("./keep_place.js");
    const turn = await this.ask();
    if (!turn || turn !== this.turn) return;
    const back = keepPlace(document.querySelector(".sheet-body"));
    this.show({ whole: true });
    back();
  }

  /* the map as the server's list */
  async begin() {
    this.told = this.time();
    const whole = this.search.value && !document.querySelector(".pages"); // what was found stands in the list
    if (this.search.value) this.layer.show(this.listed());
    if (!(await this.ask())) return;
    this.walk();
    if (!this.shown.asked) return;
    if (!whole && (!this.search.value || this.found.places)) this.showOnMap();
    if (this.shown.needs.support.length) this.writeAddress(); // from here on a topic stands in no address
  }

  /* what stands in the server's list, as the layer shows it */
  listed() {
    const entries = [...document.querySelectorAll("li[data-key]")];
    const number = new Map(entries.map(({ dataset }, at) => [dataset.key, at]));
    const { key } = this.data.columns;
    const fitOf = (one) => (!number.has(one) ? LEFT_OUT : entries[number.get(one)].dataset.fit === "unknown" ? MAYBE : FITS);
    return { fit: Uint8Array.from(key, fitOf), rank: Int32Array.from(key, (one) => number.get(one) ?? entries.length) };
  }

  /* changed before the places came, or kept by the browser over a reload */
  isTouched() {
    const touched = ({ type, checked, defaultChecked, value, defaultValue }) =>
      type === "checkbox" ? checked !== defaultChecked : type === "date" && value !== defaultValue;
    return [...this.form.elements].some(touched) || this.search.value !== this.search.defaultValue;
  }

  /* what stands beside the marker of a place */
  label(i) {
    return this.shown && this.make.label(i, this.shown);
  }

  needs() {
    return needsOfForm(this.form, this.search, this.time().date);
  }

  time() {
    return tokyo(this.container.dataset.now);
  }

  /* ---- what is asked ---- */

  keepOneOpen(chosen) {
    for (const input of this.fields("open")) if (input !== chosen) clear(input);
  }

  fields(word) {
    return [...this.form.elements].filter(({ name }) => name === word);
  }

  submit(event) {
    if (!this.data) return;
    event.preventDefault();
    const button = event.submitter;
    if (button && button.name === "without") this.drop(partOf(button.value));
    this.update();
  }

  drop([word, value]) {
    if (this.near?.drop([word, value])) return;
    if (word === "q") this.search.value = "";
    for (const input of this.fields(word)) if (input.value === value) clear(input);
  }

  /* Matches; 0 when something newer is asked by the time the server has searched, else the turn. */
  async ask() {
    const turn = ++this.turn;
    const needs = this.needs();
    if (needs.q !== this.found.q) {
      const places = needs.q ? await this.look(needs.q) : null;
      if (turn !== this.turn) return 0;
      this.found = { q: places || !needs.q ? needs.q : null, places }; // null: to be searched again
    }
    this.match(needs);
    return turn;
  }

  /* 1 for each place that the server's search finds; null when it cannot be reached */
  async look(q) {
    try {
      const url = new URL(`search.json?${new URLSearchParams({ q })}`, this.search.form.action);
      const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
      const keys = new Set((await answer.json()).keys);
      return Uint8Array.from(this.data.columns.key, (key) => keys.has(key));
    } catch {
      return null;
    }
  }

  match(needs) {
    const now = nowIn(this.data.raw, this.time());
    const matched = match(this.data, needs, now, this.found.places);
    const ways = this.near?.ways(this.data);
    if (ways) matched.rank = ways.nearestFirst(matched.rank, this.data.columns.flags);
    this.shown = { now, matched, needs, ways, parts: this.parts(needs), asked: !isEmpty(needs) };
  }

  /* the asked parts with the words that the form has for them */
  parts(needs) {
    const inputs = new Map([...this.form.elements].map((input) => [`${input.name}=${input.value}`, input]));
    return [...eachNeed(needs)].map(([word, value]) => {
      const { said = "", question = "" } = (word === "q" ? this.search : inputs.get(`${word}=${value}`) || this.form).dataset;
      return { word, value, said: word === "open" ? sayDay(value, said) : said.replace("{q}", () => value), question };
    });

    function sayDay(value, said) {
      const input = inputs.get(`open=${value}`);
      return input?.type === "date" ? dayInWords(value, said, input.dataset.weekdays) : said;
    }
  }

  /* ---- what is shown ---- */

  async update() {
    const turn = this.data && (await this.ask());
    if (turn && turn === this.turn) this.show();
  }

  /* a page that was left open says what is so now; who reads on loses no place in a list that stays as it is */
  async goOn() {
    const { told } = this;
    const now = this.time();
    const newDay = told && now.date !== told.date;
    if (!told || document.visibilityState !== "visible" || !(newDay || now.minute - told.minute >= STALE)) return;
    const before = this.shown?.matched;
    const turn = await this.ask();
    if (!turn || turn !== this.turn) return;
    this.told = now;
    if (newDay || !before || isOther(before, this.shown.matched)) this.show();
  }

  /* whole: all that is shown of the lists at once */
  show({ whole = false } = {}) {
    this.waiting = [];
    this.told = this.time();
    find("shared").textContent = "";
    this.sayParts();
    this.count();
    this.near?.say();
    this.list(this.lists[FITS], whole);
    this.showOnMap();
    this.walk();
    const turn = this.turn;
    if (whole) this.finish();
    afterPaint(() => {
      if (turn !== this.turn) return;
      if (!whole) this.list(this.lists[MAYBE]);
      this.writeAddress();
      this.hint();
      this.listOn(turn);
    });
  }

  showOnMap() {
    const { asked, matched } = this.shown;
    this.layer.show(asked ? { fit: matched.fit, rank: listOrder(matched) } : null); // nothing asked: all that a child may visit by itself
    this.options.shown?.();
  }

  /* all that was to come after the page is painted */
  finish() {
    this.list(this.lists[MAYBE], true);
    for (const [list, places] of this.waiting.splice(0)) list.append(...places.map((i) => this.entry(i)));
  }

  /* the map shows from where one walks, and who is near */
  walk() {
    if (!this.near) return;
    const origin = this.near.origin(this.data);
    const first = origin ? pick(this.shown.matched, FITS, -1, NEAREST) : [];
    const near = first.filter((i) => "minutes" in this.shown.ways.to(i));
    this.options.walked?.(origin, near.map((i) => this.data.columns.key[i]));
  }

  sayParts() {
    const buttons = [...this.said.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    const pattern = find("part-template").content.querySelector("li");
    const parts = [...this.shown.parts, ...(this.near?.parts() || [])].map((part) => {
      const item = pattern.cloneNode(true);
      writePart(item.querySelector("button"), part);
      return item;
    });
    this.said.replaceChildren(...parts);
    this.said.hidden = !parts.length;
    if (at >= 0) (parts.length ? parts[Math.min(at, parts.length - 1)].querySelector("button") : find("list")).focus({ preventScroll: true });
  }

  count() {
    const { counts, soonest } = this.shown.matched;
    for (const element of document.querySelectorAll(".count-fits b")) element.textContent = counts[FITS];
    for (const element of document.querySelectorAll(".count-unknown b, #unknown summary b")) element.textContent = counts[MAYBE];
    for (const element of document.querySelectorAll(".count-unknown, #unknown")) element.hidden = !counts[MAYBE];
    if (document.activeElement.closest("#none")) find("list").focus({ preventScroll: true }); // its button goes
    this.tellOfPast();
    const { q } = this.shown.needs;
    tell("unsearched", q && !this.found.places && { q });
    hide("too-far", !soonest.beyond);
    hide("care", !this.shown.needs.support.includes("medical_care"));
    for (const one of document.querySelectorAll("[data-topic]")) one.hidden = !this.shown.needs.support.includes(one.dataset.topic);
    hide("none", counts[FITS]);
    hide("ask-these", !counts[MAYBE]);
    for (const button of document.querySelectorAll("[data-see]")) button.textContent = button.dataset.words.replace("{count}", counts[FITS]);
    hide("loosen", true);
    document.querySelector(".pages")?.remove();
  }

  /* a day that was asked for passes while the page stands open */
  tellOfPast() {
    const past = this.fields("open").find(({ type, value }) => type === "date" && value && value !== this.shown.needs.open);
    tell("ignored", past && { words: past.value });
    if (past) past.value = "";
  }

  hint() {
    const { matched, needs, now, parts } = this.shown;
    const best = !matched.counts[FITS] && loosen(this.data, needs, now, this.found.places);
    if (!best) return;
    const button = find("loosen").querySelector("button");
    const part = parts.find(({ word, value }) => word === best.part[0] && value === best.part[1]);
    writePart(button, part.word === "q" ? { ...part, said: part.value } : part);
    for (const element of find("loosen").querySelectorAll('[data-slot="count"]')) element.textContent = best.count;
    hide("loosen", false);
  }

  /* ---- the lists ---- */

  list(one, whole = false) {
    const places = pick(this.shown.matched, one.group, -1, whole ? Math.max(PAGE, one.list.childElementCount) : PAGE);
    const now = one.group === FITS ? places.splice(0, AT_ONCE) : [];
    one.last = places.at(-1) ?? now.at(-1) ?? -1;
    one.left = this.shown.matched.counts[one.group] - now.length - places.length;
    one.list.replaceChildren(...now.map((i) => this.entry(i)));
    this.sayMore(one);
    this.wait(one, places);
  }

  /* what a card says of the next opening */
  next(element, key) {
    if (this.shown) this.make.next(element, this.data.columns.key.indexOf(key), this.shown);
    else element.remove();
  }

  entry(i) {
    const entry = this.make.entry(i, this.shown);
    if (entry.dataset.key === this.options.chosen()) entry.setAttribute("aria-current", "true");
    return entry;
  }

  wait({ list }, places) {
    while (places.length) this.waiting.push([list, places.splice(0, A_FRAME)]);
  }

  listOn(turn) {
    if (turn !== this.turn || !this.waiting.length) return;
    const [list, places] = this.waiting.shift();
    list.append(...places.map((i) => this.entry(i)));
    afterPaint(() => this.listOn(turn));
  }

  more(group) {
    const one = this.lists[group];
    for (const [list, late] of this.waiting.splice(0)) list.append(...late.map((i) => this.entry(i)));
    const places = pick(this.shown.matched, group, one.last);
    one.last = places.at(-1) ?? one.last;
    one.left -= places.length;
    const first = this.entry(places.shift());
    one.list.append(first);
    first.querySelector("a").focus({ preventScroll: true });
    this.sayMore(one);
    this.wait(one, places);
    this.listOn(this.turn);
  }

  sayMore({ left, more }) {
    more.hidden = !left;
    more.querySelector("b").textContent = Math.min(left, PAGE);
  }

  /* ---- the address ---- */

  query(needs, how) {
    const near = new URLSearchParams(this.near?.query() || []);
    return [writeNeeds(needs, how), `${near}`].filter(Boolean).join("&");
  }

  writeAddress() {
    const query = this.query(this.shown.needs);
    history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);
  }

  /* only here topics enter an address: the family itself hands it on */
  async share(button) {
    const query = this.query(this.needs(), { topics: true });
    const url = `${location.origin}${location.pathname}${query && `?${query}`}`;
    const told = find("shared");
    try {
      if (navigator.share) await navigator.share({ title: document.title, url });
      else {
        await navigator.clipboard.writeText(url);
        told.textContent = button.dataset.copied;
      }
    } catch (error) {
      if (error.name !== "AbortError") told.textContent = url; // to be copied by hand
    }
  }
}

/* whether another place fits, or one stands elsewhere in the list */
const isOther = (one, other) => ["fit", "rank"].some((name) => one[name].some((value, i) => value !== other[name][i]));

/* the list's own order: who fits first */
function listOrder({ fit, rank }) {
  const groups = rank.reduce((most, one) => Math.max(most, one), 0) + 1;
  return rank.map((one, i) => one + fit[i] * groups);
}

/* a checkbox, a hidden value without a box, or a date */
function clear(input) {
  if (input.type === "hidden") input.remove();
  else if (input.type === "checkbox") input.checked = false;
  else input.value = "";
}
