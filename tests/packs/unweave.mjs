// Answers lines of JSON with webapp/assets/unweave.js: {"open": pages} opens a pack, {"path": …} is answered with the page, and
// {"hash": …} with the SHA-256 of the page, each on a line of its own.
import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import { unwoven } from "../../webapp/assets/unweave.js";

let opened = null;
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  if (asked.open) opened = unwoven(asked.open);
  else if (asked.path) console.log(JSON.stringify(opened.page(asked.path)));
  else console.log(JSON.stringify(createHash("sha256").update(opened.page(asked.hash) || "").digest("hex")));
}
