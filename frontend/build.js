// Writes kb/web/static/: style sheet, scripts, fonts and the licences of what is not ours.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { compile } from "sass"

const here = dirname(fileURLToPath(import.meta.url))
const packages = join(here, "node_modules")
const target = join(here, "..", "kb", "web", "static")
const face = join(packages, "@fontsource", "atkinson-hyperlegible-next")

const { css } = compile(join(here, "app.scss"), { style: "compressed", loadPaths: [here, packages], quietDeps: true })
for (const foreign of ["GDS Transport", "crest", "crown", "images/"]) {
  if (css.includes(foreign)) throw new Error(`The style sheet names "${foreign}", which is not ours to use`)
}

for (const folder of ["fonts", "licences"]) {
  rmSync(join(target, folder), { recursive: true, force: true })
  mkdirSync(join(target, folder), { recursive: true })
}
writeFileSync(join(target, "app.css"), `${css.trim()}\n`)
for (const ours of ["app.js", "announce.js", "back.js", "choose.js", "combobox.js", "narrow.js", "refresh.js", "favicon.svg"]) {
  copyFileSync(join(here, ours), join(target, ours))
}

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
copyFileSync(join(here, "licences", "govuk-frontend.txt"), join(target, "licences", "govuk-frontend.txt"))
