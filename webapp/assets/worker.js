// Answers when the network does not (docs/packs.md). Its strategies:
//
//   /static/…       files with a hash in their name: what was kept first, then the network
//   pages           the network first; where it fails, answers with a fault or takes more than 3 s: the saved pack, then the
//                   page as it was last seen (at most 30), then the page that lists the saved towns
//   …/qr.svg        like pages; without the network it is drawn here
//   /packs/…/search the search of a saved pack
//   anything else   the network alone: suggestions (/teil/…), packs, this file
//
// Keys are addresses as text, matched with ignoreVary. Every answer has status 200 and our security headers. Only answers of our
// own server are kept: a captive portal's page is not. The server puts SETTINGS before this file.
import { renderSVG } from "uqr";
import { unwoven } from "./unweave.js";

const LIMIT = 3000; // milliseconds that a page may take where another way is there
const MOST = { seen: 30, files: 60 };
const FOREIGN = /^\/(packs|sw\.js|robots\.txt|favicon\.ico)|\/teil\/|\.webmanifest$/;
const PICTURE = "/qr.svg";
const opened = new Map(); // The pages of packs by the names of their caches, as long as this worker lives.

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(file(event.request, pathname));
  else if (/^\/packs\/.*\/search$/.test(pathname)) event.respondWith(search(pathname));
  else if (!FOREIGN.test(pathname)) event.respondWith(page(event, pathname));
});

async function install() {
  await Promise.all(SETTINGS.files.map((path) => file(path, path)));
  for (const request of await (await caches.open("offline")).keys()) await keepOffline(new URL(request.url).pathname);
  await skipWaiting();
}

async function activate() {
  if (registration.navigationPreload) await registration.navigationPreload.enable();
  await clients.claim();
}

async function file(request, path) {
  const kept = await match(path);
  if (kept) return made(kept.body, kept.headers.get("Content-Type"));
  const answer = await fetch(request);
  if (answer.ok && isOurs(answer)) await keep("files", path, answer.clone());
  return answer;
}

async function page(event, path) {
  const network = fromNetwork(event).catch(() => null);
  const answer = await Promise.race([network, new Promise((resolve) => setTimeout(resolve, LIMIT))]);
  if (answer && isGood(answer)) {
    event.waitUntil(remember(event.request, answer.clone()));
    return answer;
  }
  const kept = async () => (await saved(path)) || lastSeen(path);
  return (await kept().catch(() => null)) || (await network) || offline(path);
}

/** The network's answer, null where there is none: a preload that fails is refused in Chromium, in Firefox it is an answer of type "error". */
async function fromNetwork(event) {
  const answer = (await event.preloadResponse) || (await fetch(event.request));
  return answer.type === "error" ? null : answer;
}

/** Keep a page as last seen, and the page for when the network fails in its language. What was typed is never kept. */
async function remember({ url }, answer) {
  const { pathname, search: typed } = new URL(url);
  const isPage = (answer.headers.get("Content-Type") || "").startsWith("text/html");
  if (!isPage || answer.status !== 200 || answer.redirected || typed || /no-store/.test(answer.headers.get("Cache-Control"))) return;
  await keep("seen", pathname, answer);
  const aside = `/${pathname.split("/")[1] || "de"}/gespeichert`;
  if (!(await match(aside, "offline"))) await keepOffline(aside);
}

async function keepOffline(path) {
  const answer = await fetch(path).catch(() => null);
  if (answer && answer.status === 200 && isOurs(answer)) await keep("offline", path, answer);
}

/** Keep an answer as the newest of its cache, and only as many as there may be. */
async function keep(name, path, answer) {
  const cache = await caches.open(name);
  await cache.delete(path, { ignoreVary: true });
  await cache.put(path, answer);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - (MOST[name] || Infinity))).map((key) => cache.delete(key)));
}

const match = (path, cacheName) => caches.match(path, { ignoreVary: true, ...(cacheName && { cacheName }) });
const isOurs = (answer) => answer.type === "opaqueredirect" || /trusted-types htmx amtslotse/.test(answer.headers.get("Content-Security-Policy"));
const isGood = (answer) => isOurs(answer) && answer.status < 500;

/** An answer of our own, with our headers. */
const made = (body, type) => new Response(body, { headers: { ...SETTINGS.headers, "Content-Type": type } });

/** A page of our own. `since` says to it how old it is: a date, or "none" where another was asked for. */
const pageSince = (html, since) => made(html.replace('<main id="main"', `<main id="main" data-kept="${since}"`), "text/html; charset=utf-8");

/** The manifests of saved packs: of a town in a language the one, of a page above the towns all of its language. */
async function manifests(language, town) {
  const keys = (await (await caches.open("packs")).keys()).map((request) => new URL(request.url).pathname);
  const isWanted = ([, , ownLanguage, ownTown]) => (!language || ownLanguage === language) && (!SETTINGS.towns.includes(town) || ownTown === town);
  const wanted = keys.filter((key) => isWanted(key.split("/")));
  return Promise.all(wanted.map(async (key) => (await match(key, "packs")).json()));
}

async function saved(path) {
  if (path.endsWith(PICTURE)) return made(renderSVG(SETTINGS.url + path.slice(0, -PICTURE.length), { border: 4, ecc: "M" }), "image/svg+xml");
  const [, language, town] = path.split("/");
  for (const { cache, as_of } of await manifests(language, town)) {
    const html = (await pagesOf(cache)).page(path);
    if (html) return pageSince(html, as_of);
  }
  return null;
}

/** The pages of a pack. Where its cache was damaged from outside there are none. */
async function pagesOf(cache) {
  if (!opened.has(cache)) {
    const entry = await match("/pages", cache);
    opened.set(cache, entry ? unwoven((await entry.json()).pages) : { page: () => null });
  }
  return opened.get(cache);
}

async function search(path) {
  const [, , language, town] = path.split("/");
  const [manifest] = await manifests(language, town);
  const entry = manifest && (await match("/search", manifest.cache));
  return entry ? made(entry.body, "application/json") : Response.error();
}

async function lastSeen(path) {
  const kept = await match(path, "seen");
  return kept && pageSince(await kept.text(), new Date(kept.headers.get("Date") || Date.now()).toISOString().slice(0, 10));
}

/** The page of saved towns, in the language of the address, else in any that was met. */
async function offline(path) {
  const any = async () => (await (await caches.open("offline")).matchAll())[0];
  const kept = (await match(`/${path.split("/")[1]}/gespeichert`, "offline")) || (await any());
  return kept ? pageSince(await kept.text(), "none") : Response.error();
}
