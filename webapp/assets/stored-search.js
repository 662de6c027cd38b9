// The search without a network: fills the stored search page (pages/search/stored.html) from the pack's index. All words and
// lists stand in the page; here is decided only what of it is seen, as webapp/rendering/search_view.py does.
import { cleaned, foldedWords, open } from "./search.js";

export { foldedWords, open };

const SHORTEST = 2; // letters; one letter alone says nothing
const searches = new Map();

/** Search for what stands in the address, and show it in the place. */
export async function fill(place) {
  const typed = cleaned(new URLSearchParams(location.search).get("q") || "");
  const index = place.dataset.index;
  if (!searches.has(index)) searches.set(index, open((await (await fetch(index)).json()).search));
  const answer = searches.get(index).answer(typed);
  const alarms = answer.emergencies.map(([id, languages]) => alarm(place, id, languages));
  const shown = withoutCovered(alarms);
  const isShort = foldedWords(typed).join("").length < SHORTEST;
  const [event] = answer.events;
  const comesFirst = event && answer.hits.length && answer.hits[0].entry.endsWith(`/${event}`);

  const refill = (selector, children) => {
    place.querySelector(selector).textContent = "";
    place.querySelector(selector).append(...children);
  };
  refill("[data-alarms]", shown);
  refill("[data-hits]", answer.services.map((id) => hit(place, id, answer, typed)));
  refill("[data-first]", comesFirst ? [stored(place, `[data-event="${event}"]`)] : []);
  refill("[data-last]", event && !comesFirst ? [stored(place, `[data-event="${event}"]`)] : []);
  for (const part of place.querySelectorAll('[data-fill="typed"]')) part.textContent = typed;
  for (const part of place.querySelectorAll('[data-fill="number"]')) part.textContent = answer.number;
  place.querySelector("input").value = typed;

  const count = answer.services.length;
  const cases = new Set([
    shown.length ? "alarm" : count ? `hits-${count}` : isShort ? "short" : answer.number ? "number" : event ? "event" : "nothing",
    shown.length ? count && "more" : "calm",
    count && answer.number && "numbered",
    answer.town && `town-${answer.town}`,
    count && event && !comesFirst && "list",
    !count && !shown.length && "empty",
  ]);
  for (const part of place.querySelectorAll("[data-case]")) part.hidden = !cases.has(part.dataset.case);
  const heading = place.querySelector("h1");
  const shownTitle = heading.querySelector("[data-case]:not([hidden])");
  document.title = `${shownTitle.textContent.trim()} – ${place.dataset.title}`;
  heading.blur();
  heading.focus({ preventScroll: true });
}

const stored = (place, selector) => place.querySelector("template").content.querySelector(selector).cloneNode(true);

function alarm(place, id, languages) {
  const box = stored(place, `[data-emergency="${id}"]`);
  const [, ...others] = box.querySelectorAll("strong");
  for (const other of others) if (!languages.includes(other.lang)) other.parentNode.remove();
  return box;
}

/** The emergencies, but none whose numbers another one shows already. */
function withoutCovered(alarms) {
  const numbers = (box) => [...box.querySelectorAll("a")].map((link) => link.href);
  const covers = (other, one) => numbers(other).length > numbers(one).length && numbers(one).every((number) => numbers(other).includes(number));
  return alarms.filter((one) => !alarms.some((other) => covers(other, one)));
}

/** A hit; where neither title nor summary shows what was typed, it names the words that it answers. */
function hit(place, id, answer, typed) {
  const item = stored(place, `[data-hit="${id}"]`);
  const text = item.querySelector("span");
  const words = (answer.hits.find((one) => one.entry === id) || { words: [] }).words;
  const shown = foldedWords(text.textContent).join("");
  const hidden = words.some((word) => shown.includes(word)) ? [] : words;
  const pieces = typed
    .split(/\s+/)
    .filter((piece) => foldedWords(piece).some((part) => hidden.some((word) => word.includes(part))))
    .map((piece) => piece.replace(/^[.,;:!?"'()„“]+|[.,;:!?"'()„“]+$/g, ""));
  if (pieces.length) {
    const note = stored(place, "[data-words]");
    note.querySelector("[data-fill]").textContent = pieces.join(" … ");
    text.append(note);
  }
  return item;
}
