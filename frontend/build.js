// Writes kb/web/static/: style sheet, scripts, fonts and the licences of what is not ours; and the fonts of PDF.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import { compile } from "sass"

const here = dirname(fileURLToPath(import.meta.url))
const packages = join(here, "node_modules")
const target = join(here, "..", "kb", "web", "static")
const face = join(packages, "@fontsource", "atkinson-hyperlegible-next")

const { css } = compile(join(here, "app.scss"), { style: "compressed", loadPaths: [here, packages], quietDeps: true })
for (const foreign of ["GDS Transport", "crest", "crown", "images/"]) {
  if (css.includes(foreign)) throw new Error(`The style sheet names "${foreign}", which is not ours to use`)
}

for (const folder of ["fonts", "licences", "writing"]) {
  rmSync(join(target, folder), { recursive: true, force: true })
  mkdirSync(join(target, folder), { recursive: true })
}
writeFileSync(join(target, "app.css"), `${css.trim()}\n`)
for (const ours of [
  "app.js", "announce.js", "back.js", "choose.js", "combobox.js", "making.js", "narrow.js", "ordering.js", "refresh.js", "writing/kept.js",
  "favicon.svg"
]) {
  copyFileSync(join(here, ours), join(target, ours))
}

// Turndown tries at once whether it may make a document of a string. Pages may not, and say so on the console; it is only
// ever given elements.
const trial = "new Parser().parseFromString('', 'text/html')"
const withoutTrial = {
  name: "without-trial",
  setup(build) {
    build.onLoad({ filter: /turndown\.browser\.es\.js$/ }, ({ path }) => {
      const contents = readFileSync(path, "utf8")
      if (!contents.includes(trial)) throw new Error("Turndown has changed: look again at what it tries")
      return { contents: contents.replace(trial, "false") }
    })
  }
}
// What helps to write is one file, with what is not ours in it. It shares with other pages what these load anyway.
await build({
  entryPoints: [join(here, "writing", "writing.js")],
  outfile: join(target, "writing", "writing.js"),
  external: ["../announce.js", "./kept.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2021",
  legalComments: "none",
  plugins: [withoutTrial],
  logLevel: "warning"
})

// Without the line that names the source map, which is not shipped.
const script = readFileSync(join(packages, "govuk-frontend", "dist", "govuk", "govuk-frontend.min.js"), "utf8")
writeFileSync(join(target, "govuk-frontend.min.js"), `${script.replace(/\/\/# sourceMappingURL=.*\s*$/, "").trim()}\n`)

for (const weight of [400, 700]) {
  for (const subset of ["latin", "latin-ext"]) {
    const name = `atkinson-hyperlegible-next-${subset}-${weight}-normal.woff2`
    copyFileSync(join(face, "files", name), join(target, "fonts", name))
  }
}
copyFileSync(join(face, "LICENSE"), join(target, "licences", "atkinson-hyperlegible-next.txt"))
for (const name of ["entities", "htmlparser2", "turndown"]) {
  copyFileSync(join(packages, name, "LICENSE"), join(target, "licences", `${name}.txt`))
}
copyFileSync(join(here, "licences", "govuk-frontend.txt"), join(target, "licences", "govuk-frontend.txt"))

// The same face for PDF: whole, and as TTF, which is what typst reads.
const printed = join(packages, "@expo-google-fonts", "atkinson-hyperlegible-next")
const documents = join(here, "..", "kb", "documents", "fonts")
for (const style of ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"]) {
  const name = `AtkinsonHyperlegibleNext_${style}.ttf`
  copyFileSync(join(printed, style, name), join(documents, name))
}
copyFileSync(join(printed, "LICENSE_FONT"), join(documents, "LICENSE"))
