"use strict";
// Small helps for pages that work without them. Nothing here makes markup out of words.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// --- A report: what belongs to one statement is lit together. ---

const ROLES = ["who", "cue", "said"];

function light(number) {
  for (const role of ROLES)
    for (const run of all(`[data-${role}]`))
      run.classList.toggle(`lit-${role}`, number !== null && run.dataset[role].split(" ").includes(number));
  for (const one of all(".line, a.n")) one.classList.toggle("lit", one.dataset.n === number);
}

function numberAt(target) {
  const holder = target.closest?.(".line, a.n, [data-said], [data-cue], [data-who]");
  if (!holder) return null;
  if (holder.dataset.n) return holder.dataset.n;
  // Of statements inside one another, the innermost.
  for (const role of ["cue", "who", "said"]) if (holder.dataset[role]) return holder.dataset[role].split(" ").at(-1);
  return null;
}

function lineOf(number) {
  return document.querySelector(`.line[data-n="${number}"]`);
}

function go(step) {
  const lines = all(".line");
  if (!lines.length) return;
  const at = lines.findIndex((line) => line.classList.contains("lit"));
  const next = lines[Math.min(Math.max(at + step, 0), lines.length - 1)];
  next.querySelector(".jump").focus();
  document.getElementById(`t-${next.id.slice(2)}`)?.scrollIntoView({ block: "center" });
}

function toText() {
  const lit = document.querySelector(".line.lit");
  if (lit) document.getElementById(`t-${lit.id.slice(2)}`)?.focus();
}

function addMissed() {
  const form = document.getElementById("add");
  form.open = true;
  const field = form.querySelector("input[name=content]");
  if (latest()) take(field);
  else field.focus();
}

function readable() {
  let kept = null;
  document.addEventListener("focusin", (event) => {
    const number = numberAt(event.target);
    if (number) light((kept = number));
  });
  document.addEventListener("mouseover", (event) => {
    const number = numberAt(event.target);
    light(number ?? kept);
  });
  document.querySelector(".text").addEventListener("click", (event) => {
    const number = numberAt(event.target);
    if (!number || !getSelection().isCollapsed) return;
    light((kept = number));
    lineOf(number)?.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const key = { j: () => go(1), k: () => go(-1), t: toText, a: addMissed }[event.key];
    if (key) { event.preventDefault(); key(); }
  });
  const shown = () => {
    const line = location.hash.startsWith("#s-") && document.getElementById(location.hash.slice(1));
    if (!line) return;
    light((kept = line.dataset.n));
    document.getElementById(`t-${line.id.slice(2)}`)?.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", shown);
  shown();
}

// --- Review: the place of what is selected, in characters of the report's text. ---

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  let start = Infinity, end = -1;
  for (const run of all("[data-o]")) {
    if (!range.intersectsNode(run)) continue;
    const words = run.firstChild;
    const from = range.startContainer === words ? range.startOffset : 0;
    const to = range.endContainer === words ? range.endOffset : words.length;
    if (from >= to) continue;
    // Characters of the report are code points; this language counts otherwise.
    const at = (offset) => Number(run.dataset.o) + [...words.data.slice(0, offset)].length;
    start = Math.min(start, at(from));
    end = Math.max(end, at(to));
  }
  return end > start ? { start, end, words: selection.toString() } : null;
}

// The browser tells of a selection a moment after it was made; who is quicker asks for it.
let last = null;
const latest = () => (last = selected() ?? last);
document.addEventListener("selectionchange", latest);

function take(field) {
  field.value = `${last.start}:${last.end}`;
  field.setAttribute("aria-description", last.words);
  field.closest("label").querySelector(".taken").textContent = `“${last.words}”`;
  field.focus();
}

document.addEventListener("click", (event) => {
  const taking = event.target.closest("[data-take]");
  if (!taking) return;
  if (latest()) take(taking.parentElement.querySelector("input"));
  else taking.closest("label").querySelector(".taken").textContent = "Nothing is selected in the text yet.";
});
for (const button of all("[data-take]")) button.hidden = false;

if (document.querySelector(".text")) readable();

// --- Adding: files are dropped on their field; progress is looked at again while it goes on. ---

for (const drop of all(".drop")) {
  const field = drop.querySelector("input");
  for (const name of ["dragover", "dragleave", "drop"])
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
      if (name === "drop") field.files = event.dataTransfer.files;
    });
}

async function poll() {
  const shown = document.querySelector("[data-poll]");
  if (!shown) return;
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(shown.id);
  if (fresh) shown.replaceWith(document.adoptNode(fresh));
  setTimeout(poll, 1000);
}
if (document.querySelector("[data-poll]")) setTimeout(poll, 700);

// --- Where a link leads into what is folded, it is unfolded. ---

function unfold() {
  const aim = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let one = aim && aim.parentElement; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
  if (aim && aim.closest("details")) aim.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", unfold);
unfold();

// --- The board: which cards are tied to the one that is looked at. ---

function tie(card) {
  const others = card ? card.dataset.ties.split(" ").filter(Boolean) : [];
  for (const one of all("[data-card]")) one.classList.toggle("tied", others.includes(one.dataset.card));
}

const ties = document.querySelector("[data-ties-toggle]");
if (ties) {
  for (const name of ["focusin", "mouseover"])
    document.addEventListener(name, (event) => tie(ties.checked ? event.target.closest?.("[data-card]") : null));
}
