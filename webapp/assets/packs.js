// Saving towns on this device, and what pages do without a network (docs/packs.md). Loaded when a page needs it: amtslotse.js
// calls `arrange` for each page and `refresh` when saved towns may have changed.
//
// A pack lies in a cache of its own, named by its content. One entry in the cache "packs" points to it; it is written last, so a
// download that stops, or comes damaged, changes nothing. Texts come from the page: this file knows no language.

const DAY = 24 * 60 * 60 * 1000;
const POINTERS = "packs";

/** What can go wrong while saving, by the names of the texts for it. */
class Failure extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

// --- The device's memory ---

const pointer = (language, town) => `/packs/${language}/${town}/saved`;

async function savedPacks() {
  if (!window.caches) return [];
  const cache = await caches.open(POINTERS);
  const answers = await Promise.all((await cache.keys()).map((key) => cache.match(key)));
  return Promise.all(answers.map((answer) => answer.json()));
}

async function savedPack(language, town) {
  const answer = window.caches && (await caches.match(pointer(language, town), { cacheName: POINTERS }));
  return answer ? answer.json() : null;
}

/** Delete the caches of packs that nothing points to: of earlier versions, and of downloads that stopped. */
async function tidy() {
  const used = (await savedPacks()).map((pack) => pack.cache);
  const names = (await caches.keys()).filter((name) => name.startsWith("pack-") && !used.includes(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

// --- Loading a pack ---

async function answered(url, options) {
  const answer = await fetch(url, options).catch(() => null);
  if (!answer) throw new Failure("network");
  if (!answer.ok || !/trusted-types htmx amtslotse/.test(answer.headers.get("Content-Security-Policy"))) throw new Failure("server");
  return answer;
}

/** One at a time over all tabs; without locks (Safari before 15.4) as it comes, which only costs a second download. */
function alone(name, act) {
  return navigator.locks ? navigator.locks.request(name, act) : act();
}

/** Load a pack, check it, and point to it. `onProgress` hears the share that is there, from 0 to 1. */
async function load(address, onProgress) {
  const manifest = await (await answered(address, { cache: "no-cache" })).json();
  const { language, town, hash } = manifest;
  const earlier = await savedPack(language, town);
  if (earlier && earlier.hash === hash) return earlier;
  const pack = { ...manifest, address, cache: `pack-${language}-${town}-${hash}`, saved: new Date().toISOString() };
  try {
    await Promise.all(pack.files.map((path) => storeFile(pack.cache, path)));
    const digests = await store(pack, onProgress);
    const whole = hex(await digestOf(joined(digests)));
    if (digests.length !== manifest.entries || whole !== hash) throw new Failure("broken");
    await put(POINTERS, pointer(language, town), JSON.stringify(pack));
  } catch (error) {
    await caches.delete(pack.cache);
    throw error;
  }
  await tidy();
  return pack;
}

/** Put the lines of a bundle into the pack's cache as they come. The answer is the SHA-256 of each. */
async function store(pack, onProgress) {
  // It is stored here; a second copy in the browser's own store would only take room, and stay when it came damaged.
  const reader = (await answered(pack.bundle, { cache: "no-store" })).body.getReader();
  const digests = [];
  let pieces = [];
  let received = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new Failure("network");
    });
    if (done) break;
    received += value.length;
    onProgress(Math.min(1, received / pack.bytes));
    let rest = value;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const line = joined([...pieces, rest.subarray(0, end + 1)]);
      digests.push(await digestOf(line));
      await storeLine(pack.cache, line);
      pieces = [];
      rest = rest.subarray(end + 1);
    }
    pieces.push(rest);
  }
  return digests;
}

async function storeLine(cache, line) {
  let entry;
  try {
    entry = JSON.parse(new TextDecoder().decode(line));
  } catch (error) {
    throw new Failure("broken");
  }
  return put(cache, `/${Object.keys(entry)[0]}`, line);
}

/** Put a file to the pack, mostly from the browser's own store. Its name says the SHA-256 of its content. */
async function storeFile(cache, path, options = {}) {
  const answer = await answered(path, options);
  const bytes = await answer.arrayBuffer().catch(() => {
    throw new Failure("network");
  });
  const [, hash] = path.match(/-([0-9a-f]+)\.[a-z]+$/);
  const isRight = hex(await digestOf(bytes)).startsWith(hash);
  if (isRight) return put(cache, path, bytes, answer.headers.get("Content-Type"));
  if (options.cache) throw new Failure("broken");
  return storeFile(cache, path, { cache: "reload" });
}

async function put(cache, path, body, type = "application/json") {
  try {
    await (await caches.open(cache)).put(path, new Response(body, { headers: { "Content-Type": type } }));
  } catch (error) {
    throw new Failure(error.name === "QuotaExceededError" ? "full" : "private");
  }
}

const digestOf = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function joined(pieces) {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let place = 0;
  for (const piece of pieces) {
    whole.set(piece, place);
    place += piece.length;
  }
  return whole;
}

// --- Saving and removing, as people see it ---

/** Save the town of a place on the page, and show there how it goes. */
async function save(place, tools) {
  const { address, language, town } = place.dataset;
  show(place, "saving");
  tools.status(said(place, "saving"), true);
  const bar = place.querySelector("progress");
  // Without a value the bar moves by itself, as long as the server makes the pack and nothing comes yet.
  bar.removeAttribute("value");
  try {
    if (!window.caches || !window.crypto.subtle) throw new Failure("private");
    const pack = await alone("packs", () => load(address, (share) => (bar.value = share)));
    tools.stored("packs", new Date().toISOString());
    fill(place, pack);
    show(place, "saved");
    // Only now that something is worth keeping is the browser asked to keep it. Firefox asks the person, who may never answer.
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
    const list = document.querySelector("[data-saved-towns]");
    if (list) await arrangeList(list, tools);
  } catch (error) {
    const known = error instanceof Failure;
    if (!known) console.error(error);
    place.querySelector("[data-earlier]").hidden = !(await savedPack(language, town).catch(() => null));
    show(place, "failed", known ? error.kind : "private");
  }
  // The button that was pressed may be gone; then the focus goes to what came of it.
  if (document.activeElement === document.body) place.querySelector('[data-say="saved"]:not([hidden]), [data-pack-save]').focus();
  tools.status(said(place, place.dataset.packState), true);
}

async function remove(language, town) {
  await (await caches.open(POINTERS)).delete(pointer(language, town));
  await tidy();
}

/** Show what belongs to a state: none, saving, saved or failed, and why it failed. */
function show(place, state, reason = "") {
  place.dataset.packState = state;
  for (const part of place.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(state);
  for (const part of place.querySelectorAll("[data-why]")) part.hidden = part.dataset.why !== reason;
}

function said(place, state) {
  const parts = [...place.querySelectorAll(`[data-say~="${state}"]`)];
  return parts
    .filter((part) => part.offsetParent)
    .map((part) => part.textContent.trim())
    .join(" ");
}

/** Write into a place what is known of a pack: size and dates, in the words of the page's language. */
function fill(place, pack) {
  const size = new Intl.NumberFormat(locale(), { style: "unit", unit: "megabyte", unitDisplay: "long", maximumFractionDigits: 1 });
  const texts = { name: pack.name, language: pack.language_name, size: size.format(pack.download / 1e6), as_of: day(pack.as_of), saved: day(pack.saved) };
  for (const part of place.querySelectorAll("[data-fill]")) part.textContent = texts[part.dataset.fill];
}

const locale = () => `${document.documentElement.lang}-u-nu-latn`;

function day(iso) {
  const written = new Intl.DateTimeFormat(locale(), { dateStyle: "long" }).format(new Date(iso));
  // Russian, Ukrainian and Bulgarian write "year" behind it, with a full stop; the site's own dates leave it out.
  return written.replace(/\s*[гр]\.$/, "");
}

/** Put elements in the place of what an element holds; `replaceChildren` is younger than some browsers here. */
function refill(element, children) {
  element.textContent = "";
  element.append(...children);
}

// --- Keeping packs up to date ---

/** Look at most daily whether saved towns have changed, load what is new, and say so quietly. */
export async function refresh(tools) {
  // Without a date everything was deleted while this script was loading.
  const last = tools.stored("packs");
  if (!last || Date.now() - Date.parse(last) < DAY) return;
  // An attempt counts, also one that fails: a server in trouble must not be asked again by every page.
  tools.stored("packs", new Date().toISOString());
  const packs = await savedPacks();
  const changed = [];
  for (const pack of packs) {
    const fresh = await alone("packs", () => load(pack.address, () => {}));
    if (fresh.hash !== pack.hash) changed.push(fresh);
  }
  if (changed.length) arrange(tools);
}

// --- Pages ---

/** Prepare the page that is shown: the place for saving, the list of saved towns, and what is different without a network. */
export function arrange(tools) {
  arrangeOffline(tools);
  for (const place of document.querySelectorAll("[data-pack-state]")) arrangePlace(place, tools);
  const list = document.querySelector("[data-saved-towns]");
  if (list) arrangeList(list, tools);
}

async function arrangePlace(place, tools) {
  place.hidden = false;
  const button = place.querySelector("[data-pack-save]");
  button.onclick = () => save(place, tools);
  if (place.dataset.packState === "saving") return;
  const { language, town } = place.dataset;
  const pack = await savedPack(language, town).catch(() => null);
  if (pack) fill(place, pack);
  if (place.dataset.packState !== "failed") show(place, pack ? "saved" : "none");
}

async function arrangeList(list, tools) {
  const packs = await savedPacks();
  const isAsked = location.pathname.endsWith("/gespeichert");
  for (const part of document.querySelectorAll("[data-not-saved]")) part.hidden = isAsked;
  document.querySelector("h1 [data-saved]").hidden = !isAsked;
  refill(list, packs.map((pack) => row(list, pack, tools)));
  list.hidden = !packs.length;
  document.querySelector("[data-none-saved]").hidden = packs.length > 0;
  arrangeLater();
}

function row(list, pack, tools) {
  const item = document.getElementById("stadt-vorlage").content.firstElementChild.cloneNode(true);
  fill(item, pack);
  const link = item.querySelector("a");
  link.href = `/${pack.language}/${pack.town}/`;
  link.querySelector('[data-fill="language"]').lang = pack.lang;
  const button = item.querySelector("button");
  button.onclick = async () => {
    if (!confirm(button.dataset.ask)) return;
    await remove(pack.language, pack.town);
    tools.status(button.dataset.done);
    arrange(tools);
    document.querySelector("h1").focus();
  };
  return item;
}

// --- Without a network ---

function arrangeOffline(tools) {
  const main = document.getElementById("main");
  const since = main.dataset.kept;
  const isOffline = Boolean(since) || !navigator.onLine;
  const note = document.getElementById("kept-text");
  const isOld = Boolean(since) && since !== "none";
  document.documentElement.toggleAttribute("data-offline", isOffline);
  note.hidden = !isOld;
  if (isOld) note.querySelector("[data-day]").textContent = day(since);
  // It is said once, and shown as long as it lasts.
  if (isOld && !tools.tab("offline")) tools.status(note.textContent, true);
  tools.tab("offline", isOffline ? "said" : "");
  for (const button of document.querySelectorAll("[data-later]")) button.onclick = () => keepForLater(button, tools);
  // Without any network the browser's own error page would come, in words that nobody asked for.
  for (const link of document.querySelectorAll('main a[rel="noopener"]')) link.onclick = () => navigator.onLine || tools.sayOffline();
}

function laterList() {
  try {
    return JSON.parse(localStorage.getItem("spaeter")) || [];
  } catch (error) {
    return [];
  }
}

/** Remember a page of another site for when there is a network again; it stays on this device. */
function keepForLater(button, tools) {
  const { later, title } = button.dataset;
  const others = laterList().filter((entry) => entry.address !== later);
  tools.stored("spaeter", JSON.stringify([...others, { address: later, title, from: location.pathname }]));
  button.textContent = button.dataset.done;
  tools.status(button.dataset.done, true);
}

function arrangeLater() {
  const list = document.querySelector("[data-later-list]");
  const entries = laterList();
  list.closest("section").hidden = !entries.length;
  refill(
    list,
    entries.map((entry) => {
      const item = document.getElementById("spaeter-vorlage").content.firstElementChild.cloneNode(true);
      const [out, from] = item.querySelectorAll("a");
      out.href = entry.address;
      out.querySelector("span").textContent = entry.title;
      from.href = entry.from;
      item.querySelector("button").onclick = () => {
        localStorage.setItem("spaeter", JSON.stringify(laterList().filter((other) => other.address !== entry.address)));
        arrangeLater();
        document.querySelector("h1").focus();
      };
      return item;
    })
  );
}
