// Bundles the front end into static/vendor/ (never committed). Run: node static/build.mjs
// Same input, same names and bytes: a file's name carries the hash of what is in it.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import subsetFont from "subset-font";

const STATIC = dirname(fileURLToPath(import.meta.url));
const VENDOR = join(STATIC, "vendor");
const KERN = join(STATIC, "..", "node_modules", "@kern-ux", "native", "dist");
const TARGET = ["chrome115", "firefox115", "safari16.4"];

const WEIGHTS = { Regular: 400, SemiBold: 600 };
const SETS = {
  german: "U+20-7E,U+A0-FF,U+2009,U+2011,U+2013-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+202F,U+20AC,U+2190,U+2192,U+2212,U+2713",
  others: "U+100-17F,U+18F,U+192,U+1A0-1A1,U+1AF-1B0,U+1CD-1DC,U+1E6-1E7,U+1EA-1EB,U+1FA-1FF,U+218-21B,U+259,U+2BB-2BC,U+2C6-2C7,U+2D8-2DD,U+300-304,U+306-30C,U+31B,U+323,U+1E00-1EFF,U+2020-2021,U+2030,U+2032-2033,U+2039-203A,U+2122,U+2191,U+2193,U+2248,U+2260,U+2264-2265",
};
const FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "calt", "tnum", "lnum", "case"];

async function main() {
  rmSync(VENDOR, { recursive: true, force: true });
  mkdirSync(join(VENDOR, "fonts"), { recursive: true });
  const manifest = {};
  const faces = await fonts(manifest);
  put(manifest, "app.css", await styles(faces));
  put(manifest, "app.js", await scripts());
  put(manifest, "favicon.svg", readFileSync(join(STATIC, "favicon.svg")));
  writeFileSync(join(VENDOR, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
}

async function fonts(manifest) {
  const faces = [];
  for (const [style, weight] of Object.entries(WEIGHTS)) {
    const whole = readFileSync(join(KERN, "fonts", "fira-sans", `FiraSans-${style}.woff2`));
    for (const [set, range] of Object.entries(SETS)) {
      const part = await subsetFont(whole, characters(range), {
        targetFormat: "woff2", keepFeatures: FEATURES, preserveNameIds: [0, 7, 13, 14], noHinting: true,
      });
      const name = put(manifest, `fonts/fira-sans-${weight}-${set}.woff2`, part);
      faces.push(`@font-face{font-family:"Fira Sans";font-weight:${weight};font-display:swap;` +
        `src:url("${name}") format("woff2");unicode-range:${range}}`);
    }
  }
  return faces.join("\n");
}

function characters(range) {
  return range.split(",").map((part) => {
    const [first, last = first] = part.replace("U+", "").split("-").map((hex) => parseInt(hex, 16));
    return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i));
  }).join("");
}

async function styles(faces) {
  const bundle = await build({
    entryPoints: [join(STATIC, "css", "app.css")], bundle: true, write: false, target: TARGET, logLevel: "warning",
  });
  const own = bundle.outputFiles[0].text;
  const whole = [faces, kernTokens(own), own].join("\n");
  return (await transform(whole, { loader: "css", minify: true, target: TARGET })).code;
}

// Of KERN only the tokens our own rules ask for, and what those rest on. Light is the ground,
// dark applies to screens alone, so paper is always printed light.
function kernTokens(own) {
  const kern = readFileSync(join(KERN, "kern.css"), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  const scopes = { "": {}, "(min-width: 768px)": {}, "screen and (prefers-color-scheme: dark)": {} };
  const blocks = /(?:@media ([^{]+)\{\s*)?:root\s*\{([^}]*)\}/g;
  for (const [, media = "", body] of kern.matchAll(blocks)) {
    const scope = media.includes("dark") ? "screen and (prefers-color-scheme: dark)" : media.includes("width") ? media.trim() : "";
    for (const [, name, value] of body.matchAll(/(--kern-[\w-]+):\s*([^;]+);/g)) scopes[scope][name] = value;
  }
  const wanted = new Set();
  const want = (text) => {
    for (const [, name] of text.matchAll(/var\((--kern-[\w-]+)/g)) {
      if (wanted.has(name)) continue;
      wanted.add(name);
      const values = Object.values(scopes).map((tokens) => tokens[name]).filter(Boolean);
      if (!values.length) throw new Error(`KERN has no token ${name}`);
      values.forEach(want);
    }
  };
  want(own);
  return Object.entries(scopes).map(([media, tokens]) => {
    const lines = Object.entries(tokens).filter(([name]) => wanted.has(name)).map(([name, value]) => `${name}:${value};`);
    const rule = lines.length ? `:root{${lines.join("")}}` : "";
    return media && rule ? `@media ${media}{${rule}}` : rule;
  }).join("\n");
}

async function scripts() {
  const bundle = await build({
    entryPoints: [join(STATIC, "js", "app.js")], bundle: true, minify: true, write: false, format: "iife",
    target: TARGET, legalComments: "none", logLevel: "warning",
  });
  return bundle.outputFiles[0].text;
}

function put(manifest, name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const hashed = name.replace(/(\.\w+)$/, `.${hash}$1`);
  const path = join(VENDOR, hashed);
  writeFileSync(path, bytes);
  if (!name.endsWith(".woff2")) {
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  }
  manifest[name] = hashed;
  return hashed;
}

await main();
