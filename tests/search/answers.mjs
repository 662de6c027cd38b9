// Answers lines of JSON with the built search.js, whose address is the argument: {"open": pack} opens a pack, and
// {"typed": text} and {"fold": text} are answered with a line each.
import { createInterface } from "node:readline";

const { foldedWords, open } = await import(process.argv[2]);

let opened = null;
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  if (asked.open) opened = open(asked.open);
  else console.log(JSON.stringify("fold" in asked ? foldedWords(asked.fold) : opened.answer(asked.typed)));
}
