// Reads the weave of a pack: finds a page by its address and puts it together. What the parts mean stands in
// webapp/packs/weave.py and docs/packs.md.

const PARTS = ["blatt/zweisprachig", "blatt", "begleiten"];
const BLOCK = /<\ue004([^>])>/g;
const FIRST_BLOCK = 0xe100;
// The page's own path below the language, as it is and quoted, the service, a step before (its number follows), words.
const PLACES = /\ue003(\d)|[\ue000-\ue002\ue005-\ue007]/g;

/** Open the pages of a pack. `page(path)` is the HTML of the page at an address, or of the nearest one above it. */
export function unwoven(pack) {
  const columns = pack.columns.map(() => null);
  const column = (number) => (columns[number] = columns[number] || numbersOf(pack.columns[number]));
  const rows = rowsOf(pack.steps);
  const answers = answersOf(pack.steps);

  /** The text of a row of a node. */
  function tell(node, row) {
    if (typeof node === "string") return node;
    if (typeof node === "number") return tell(pack.shared[node], row);
    if (Array.isArray(node)) return node.map((part) => (Array.isArray(part) ? tell(part[1], column(part[0])[0][row]) : tell(part, 0))).join("");
    if (node.rows) return tell(node.rows[row], 0);
    if (node.of !== undefined) return column(node.list)[row].map((one) => tell(node.of, one)).join("");
    const kinds = column(node.kind)[0];
    return tell(node.either[kinds[row]], count(kinds, row));
  }

  const rowOf = (kind, row) => tell(pack.nodes[kind], column(pack.rows[kind])[0][row]);
  const withBlocks = (html) => html.replace(BLOCK, (found, sign) => rowOf("blocks", sign.charCodeAt(0) - FIRST_BLOCK));

  function stepAt(path) {
    const part = PARTS.find((name) => path.endsWith(`/${name}`)) || "";
    const step = part ? path.slice(0, -part.length - 1) : path;
    const found = rows.get(step.slice(pack.town.length));
    // Before the end there is nothing to take along: the question itself answers.
    return found && filled(withBlocks(rowOf(found.isEnd ? part : "question", found.row)), step);
  }

  /** Put back what only the address of a step and its service make different. */
  function filled(html, path) {
    const own = path.split("/").slice(2);
    const [, service, ...given] = own;
    const told = given.map((answer, place) => rowOf("answers", answers.get(`${service}/${answer}`)).replace("\ue003", `\ue003${place}`));
    const texts = [own.join("/"), own.join("/").replace(/=/g, "%3D"), service, "", "", ...pack.words[service]];
    const text = (sign, before) => (before ? own.slice(0, 2 + Number(before)).join("/") : texts[sign.charCodeAt(0) - 0xe000]);
    return html.replace("\ue008", () => told.join("")).replace(PLACES, text);
  }

  function page(path) {
    const menu = pack.menus.indexOf(path);
    if (menu >= 0) return withBlocks(rowOf("menu", menu));
    if (!path.startsWith(pack.town)) return null;
    const found = stepAt(path);
    if (found || !path.slice(pack.town.length).includes("/")) return found || null;
    return page(path.slice(0, path.lastIndexOf("/")));
  }

  return { page };
}

/** The rows of the steps by their paths: questions and ends are counted in the order of the tree. */
function rowsOf(tree) {
  const rows = new Map();
  const counts = { question: 0, end: 0 };
  (function walk(branch, before) {
    Object.keys(branch).forEach((segment) => {
      const isEnd = branch[segment] === 0;
      rows.set(before + segment, { isEnd, row: counts[isEnd ? "end" : "question"]++ });
      if (!isEnd) walk(branch[segment], `${before}${segment}/`);
    });
  })(tree, "");
  return rows;
}

/** The numbers of the answers: each of a service is counted once, in the order of the tree. */
function answersOf(steps) {
  const numbers = new Map();
  Object.keys(steps).forEach((service) => {
    (function walk(branch) {
      Object.keys(branch || {}).forEach((answer) => {
        const key = `${service}/${answer}`;
        if (!numbers.has(key)) numbers.set(key, numbers.size);
        walk(branch[answer]);
      });
    })(steps[service]);
  });
  return numbers;
}

/** The lists of numbers that a column says. */
function numbersOf(text) {
  const latest = [];
  const after = new Map();
  return text.split("\n").map((signs) => {
    let before = -1;
    return Array.from(signs, (sign) => {
      const number = numberOf(sign, latest, after.get(before));
      after.set(before, number);
      before = number;
      return number;
    });
  });
}

/** The number that a sign says, moved to the front of the latest ones. */
function numberOf(sign, latest, expected) {
  if (sign === "!") {
    latest.unshift(latest.length);
    return latest[0];
  }
  const code = sign.charCodeAt(0);
  const place = sign === "#" ? latest.indexOf(expected) : code < 0xe000 ? code - 0x30 : code - 0x1000;
  const [number] = latest.splice(place, 1);
  latest.unshift(number);
  return number;
}

/** How many rows before this one are of its kind. */
function count(kinds, row) {
  let found = 0;
  for (let place = 0; place < row; place++) if (kinds[place] === kinds[row]) found++;
  return found;
}
