// Builds the front end into webapp/static: one stylesheet on KERN's design tokens, our scripts, htmx as it is published, and
// the pictures of the app on a home screen.
// Every file carries a hash of its content in its name; manifest.json says which name stands for which file.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { transform as transformCss } from "lightningcss";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";
import { png } from "./pictures.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static");
const packages = createRequire(import.meta.url);
// Browsers that cannot parse htmx still get the pages in full: Chrome 80, Firefox 78, Safari 13.
const targets = { chrome: 80 << 16, firefox: 78 << 16, safari: 13 << 16 };

// Of KERN only the tokens are taken: the rules for :root.
function tokens() {
  const root = postcss.parse(readFileSync(packages.resolve("@kern-ux/native/dist/kern.css"), "utf8"));
  root.walkComments((comment) => comment.remove());
  root.walkRules((rule) => {
    if (rule.selector !== ":root") rule.remove();
  });
  root.walkAtRules((rule) => {
    if (rule.name === "charset" || (rule.nodes && rule.nodes.length === 0)) rule.remove();
  });
  return root.toString();
}

// What is said once for dark applies by the system, unless a person chose light, and by choice. What KERN says for light is
// the ground that dark stands on.
function withChoice(css) {
  const root = postcss.parse(css);
  root.walkAtRules("media", (media) => {
    const rules = media.nodes.filter((node) => node.selector === ":root");
    if (media.params.includes("prefers-color-scheme: light")) {
      root.prepend(rules);
      media.remove();
    } else if (media.params.includes("prefers-color-scheme: dark")) {
      for (const rule of rules) {
        media.after(rule.clone({ selector: ':root[data-theme="dark"]' }));
        rule.selector = ':root:not([data-theme="light"])';
      }
    }
  });
  return root.toString();
}

async function stylesheet() {
  const css = withChoice(tokens() + readFileSync(join(here, "style.css"), "utf8"));
  const [purged] = await new PurgeCSS().purge({
    content: [join(here, "..", "templates", "**", "*.html"), join(here, "*.js")],
    css: [{ raw: css }],
    variables: true,
    dynamicAttributes: ["dir", "data-size", "data-theme", "data-quiet", "data-offline"],
    safelist: { greedy: [/^js$/, /^qr$/, /^icon$/, /^turns$/, /^is-read$/] },
  });
  return transformCss({ filename: "style.css", code: Buffer.from(purged.css), minify: true, targets }).code;
}

// The icons that templates and topics may name (icons.txt), as one file of symbols: drawn in each page they would take a
// quarter of its bytes.
function icons() {
  const names = readFileSync(join(here, "icons.txt"), "utf8").trim().split("\n");
  const symbols = names.map((name) => {
    const svg = readFileSync(packages.resolve(`lucide-static/icons/${name}.svg`), "utf8");
    const drawing = svg.replace(/<!--.*?-->/s, "").replace(/^\s*<svg[^>]*>|<\/svg>\s*$/g, "").replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

function script(name, format) {
  const options = { minify: true, target: ["chrome80", "firefox78", "safari13"], legalComments: "none", format, supported: { destructuring: true } };
  return buildSync({ ...options, entryPoints: [join(here, name)], bundle: true, write: false }).outputFiles[0].contents;
}

const icon = readFileSync(join(here, "icon.svg"));
const files = {
  "style.css": await stylesheet(),
  "amtslotse.js": script("amtslotse.js", "iife"),
  "read-aloud.js": script("read-aloud.js", "esm"),
  "packs.js": script("packs.js", "esm"),
  "search.js": script("stored-search.js", "esm"),
  "worker.js": script("worker.js", "iife"),
  "htmx.js": readFileSync(join(dirname(packages.resolve("htmx.org")), "htmx.min.js")),
  "icons.svg": icons(),
  "icon.svg": icon,
  "icon-192.png": png(icon, 192),
  "icon-512.png": png(icon, 512),
  "icon-maskable-512.png": png(readFileSync(join(here, "icon-maskable.svg")), 512),
  "screenshot-narrow.webp": readFileSync(join(here, "screenshot-narrow.webp")),
  "screenshot-wide.webp": readFileSync(join(here, "screenshot-wide.webp")),
  "licences.txt": readFileSync(join(here, "licences.txt")),
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const manifest = {};
for (const [name, content] of Object.entries(files)) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  manifest[name] = `${basename(name, extname(name))}-${hash}${extname(name)}`;
  writeFileSync(join(out, manifest[name]), content);
}
writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest, null, 1));
