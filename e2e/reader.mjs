// A virtual screen reader for the pages under test. e2e/reader.py bundles this file and puts it into a page, where it
// makes `reader`: `walk()` gives all that is heard from the top of the page to its end, line by line; between `listen()`
// and `announced()` the reader stays switched on while something happens.
import { virtual } from "@guidepup/virtual-screen-reader/browser.js";

const READ_AS_ONE = "a[href], button, summary, h1, h2, h3, h4, h5, h6"; // What they contain is their name.
const WORTH_AN_END = /^end of (banner|main|contentinfo|navigation|search|form|region|group|list)\b/;
const WRAPPERS = ["paragraph", "strong", "emphasis", "form", "group", "term", "definition"];
const NAMELESS_PICTURE = /^(image|img|graphics-\w+)$/; // Is heard as such inside a link, too.
const MOST = 5000; // steps; no page is that long, so the reader would be going round in circles

const element = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

// The virtual reader speaks what no real one does: closed details, and the text of noscript as markup.
function isSilent(node) {
  const here = element(node);
  if (here.closest("noscript") || here.localName === "details") return true;
  return here.closest("details:not([open])") !== null && here.closest("summary") === null;
}

// A real reader speaks a link, button or heading once and not its parts again, nor a label again beside its field.
function isSpokenAlready(node) {
  const whole = element(node).closest(READ_AS_ONE);
  if (whole && whole !== node) return true;
  return node.nodeType === Node.TEXT_NODE && Boolean(element(node).closest("label")?.control);
}

// The nearest ancestor that begins a line of its own: texts within it are read in one go.
function block(node) {
  let here = element(node);
  while (/^(inline|contents)/.test(getComputedStyle(here).display)) here = here.parentElement;
  return here;
}

// A piece of text with the voice it is spoken by.
function piece(text) {
  const here = element(text);
  return {
    text: text.data.trim().replace(/\s+/g, " "),
    voice: here.closest("[lang]").lang,
    direction: getComputedStyle(here).direction,
  };
}

function pieces(whole) {
  const found = [];
  const texts = document.createTreeWalker(whole, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const seen = element(text).checkVisibility() && !element(text).closest('[aria-hidden="true"]');
    if (seen && text.data.trim()) found.push(piece(text));
  }
  return found;
}

function elementLine(node, phrase) {
  const line = { role: phrase.split(",")[0], said: phrase, pieces: [] };
  if (node.localName === "summary") return { role: "details", said: `details, ${phrase}`, pieces: pieces(node) };
  if (node.matches(READ_AS_ONE)) line.pieces = pieces(node);
  if (node.matches("a[href]")) line.href = node.href;
  if (node.matches("input")) line.typed = node.value;
  return line;
}

function take(lines, node, phrase, opened) {
  if (isSilent(node) || (isSpokenAlready(node) && !NAMELESS_PICTURE.test(phrase))) return;
  if (node.nodeType === Node.TEXT_NODE) {
    const last = lines.at(-1);
    if (last?.block === block(node)) last.pieces.push(piece(node));
    else lines.push({ role: "text", block: block(node), pieces: [piece(node)] });
  } else if (opened.has(node)) {
    if (WORTH_AN_END.test(phrase) && !phrase.startsWith("end of listitem")) {
      lines.push({ role: phrase.split(",")[0], said: phrase, pieces: [] });
    }
  } else if (!WRAPPERS.includes(phrase)) {
    lines.push(elementLine(node, phrase));
  }
  opened.add(node);
}

async function walk() {
  const lines = [];
  const opened = new Set();
  await virtual.start({ container: document.body });
  let phrase = await virtual.lastSpokenPhrase();
  for (let steps = 0; phrase !== "end of document"; steps += 1) {
    if (steps > MOST) throw new Error("the reader does not come to the end of the page");
    take(lines, virtual.activeNode, phrase, opened);
    await virtual.next();
    phrase = await virtual.lastSpokenPhrase();
  }
  await virtual.stop();
  return lines.map(({ block: _, ...line }) => line);
}

async function listen() {
  await virtual.start({ container: document.body });
  await virtual.clearSpokenPhraseLog();
}

async function announced() {
  const phrases = await virtual.spokenPhraseLog();
  await virtual.stop();
  return phrases;
}

window.reader = { walk, listen, announced };
