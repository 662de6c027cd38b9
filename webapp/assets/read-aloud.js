// Reads a page aloud with a voice of this device, sentence by sentence, and marks the sentence being read (R53).
// Loaded only when a person presses the button; it stops at any key, at another press, and when the page changes.

const SKIPPED = "script, noscript, svg, button, [aria-hidden], [hidden], .hidden, .help, .tongues";
const BLOCKS = ".count, h1, h2, h3, p, li, dt, dd, label, summary, small, div, section";
const main = () => document.getElementById("main");
let reading = null;

/** Start reading the page, or stop when it is being read. `button` shows which of the two a press will do. */
export function toggle(button) {
  if (reading) return stop();
  reading = { button, sentences: sentencesOf(main()), next: 0 };
  show(button, true);
  document.addEventListener("keydown", stop, true);
  window.addEventListener("pagehide", stop);
  document.addEventListener("htmx:before:swap", stop);
  readNext();
}

function stop() {
  if (!reading) return;
  const { button } = reading;
  reading = null;
  speechSynthesis.cancel();
  mark(null);
  show(button, false);
  document.removeEventListener("keydown", stop, true);
  window.removeEventListener("pagehide", stop);
  document.removeEventListener("htmx:before:swap", stop);
}

function show(button, isReading) {
  for (const part of button.querySelectorAll("[data-while]")) part.hidden = (part.dataset.while === "reading") !== isReading;
}

function readNext() {
  const now = reading;
  if (!now) return;
  const sentence = now.sentences[now.next++];
  if (!sentence) return stop();
  const utterance = new SpeechSynthesisUtterance(sentence.text);
  utterance.lang = sentence.lang;
  utterance.voice = voiceFor(sentence.lang) || voiceFor(document.documentElement.lang);
  utterance.onend = utterance.onerror = () => reading === now && readNext();
  mark(sentence);
  speechSynthesis.speak(utterance);
}

/** A voice that lives on this device, so that nothing of the page is sent anywhere. */
function voiceFor(lang) {
  return speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.slice(0, 2) === lang.slice(0, 2)) || null;
}

function mark(sentence) {
  for (const block of document.querySelectorAll(".is-read")) block.classList.remove("is-read");
  if (window.CSS && CSS.highlights) CSS.highlights.delete("gelesen");
  if (!sentence) return;
  if (window.CSS && CSS.highlights) CSS.highlights.set("gelesen", new Highlight(sentence.range));
  else sentence.block.classList.add("is-read");
  sentence.block.scrollIntoView({ block: "nearest" });
}

/** All sentences that can be seen, in order, each with its language and its place on the page. */
function sentencesOf(root) {
  return groupsOf(root).flatMap((group) => {
    const whole = group.nodes.map((node) => node.data).join("");
    return split(whole).map(([from, to]) => ({
      text: whole.slice(from, to).replace(/\s+/g, " ").trim(),
      lang: group.lang,
      block: group.block,
      range: rangeOf(group.nodes, from, to),
    }));
  });
}

/** Neighbouring pieces of text of one block and one language. */
function groupsOf(root) {
  const groups = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (parent.closest(SKIPPED) || !parent.getClientRects().length) continue;
    const block = parent.closest(BLOCKS) || root;
    const lang = parent.closest("[lang]").lang;
    const last = groups[groups.length - 1];
    if (last && last.block === block && last.lang === lang) last.nodes.push(node);
    else if (node.data.trim()) groups.push({ block, lang, nodes: [node] });
  }
  return groups;
}

/** Where sentences begin and end. A number with a point ("3. Stock", "02365 99-0") does not end one. */
function split(text) {
  const places = [];
  const sentence = /\S[^]*?(?:[.!?…؟](?=\s+[^\s\d])|$)/g;
  for (let found; (found = sentence.exec(text)) && found[0]; ) places.push([found.index, found.index + found[0].length]);
  return places;
}

function rangeOf(nodes, from, to) {
  const range = document.createRange();
  let before = 0;
  for (const node of nodes) {
    const after = before + node.data.length;
    if (from >= before && from < after) range.setStart(node, from - before);
    if (to > before && to <= after) range.setEnd(node, to - before);
    before = after;
  }
  return range;
}
