// Turns our own SVG drawings into the PNG pictures that home screens want. It is the renderer as WebAssembly, so that every
// platform makes the same bytes and nothing has to be compiled at set-up.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Resvg, initWasm } from "@resvg/resvg-wasm";

await initWasm(readFileSync(createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm")));

// The bytes of a PNG picture, as wide in pixels as asked for. The drawings hold no text, so no font is needed.
export function png(svg, width) {
  return new Resvg(svg, { fitTo: { mode: "width", value: width } }).render().asPng();
}
