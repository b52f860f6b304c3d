// Formatted text as Markdown, as our renderer reads it: four spaces for what stands within an item, three marks and more
// for headings, and no mark where a sign in the text means only itself.
import Turndown from "turndown"
import { clean } from "./cleaning.js"
import { writeTables } from "./tables.js"
import { tree } from "./tree.js"

const ESCAPES = [
  [/\\(?=[\\`*_{}[\]()#+.!>-])/g, "\\\\"],
  [/\*(?=\S)|(?<=\S)\*/g, "\\*"],
  [/(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}_])/gu, "\\_"],
  [/`/g, "\\`"],
  [/\[(?=[^\]]*\][([:])/g, "\\["],
  [/&(?=#?[a-z0-9]+;)/gi, "&amp;"],
  [/<(?=[a-z/!?])/gi, "&lt;"],
  [/^(\s*)([-+]|#{1,6})(?=\s)/, "$1\\$2"],
  [/^(\s*)>/, "$1\\>"],
  [/^(\s*\d+)\.(?=\s)/, "$1\\."],
  [/^(-{2,}|={2,})\s*$/, "\\$1"]
]

/** What stands within an item, on lines that begin where its words do. */
function within(words) {
  return words.replace(/\n(?!\n)/g, "\n    ")
}

const RULES = {
  item: {
    filter: "li",
    replacement(content, item) {
      const list = item.parentNode
      const number = Number(list.getAttribute("start") || 1) + [...list.children].indexOf(item)
      // A list within follows at once the words of the item, but not a second paragraph: there it would go on with it.
      const words = content.trim().replace(/^([^\n]+(?: {2}\n[^\n]+)*)\n{2,}(?=(?:-|\d+\.) )/, "$1\n")
      const after = item.nextSibling ? (words.includes("\n\n") ? "\n\n" : "\n") : ""
      return `${list.nodeName === "OL" ? `${number}.` : "-"} ${within(words)}${after}`
    }
  },
  link: {
    filter: (node) => node.nodeName === "A" && node.getAttribute("href"),
    replacement: (content, link) => `[${content.replace(/\s*\n\s*/g, " ").trim()}](${link.getAttribute("href")})`
  },
  made: {
    filter: "pre",
    replacement: (_content, made) => `\n\n${made.textContent}\n\n`
  }
}

const writer = new Turndown({ bulletListMarker: "-", emDelimiter: "*", headingStyle: "atx", hr: "---" })
writer.escape = (text) => ESCAPES.reduce((escaped, [sign, instead]) => escaped.replace(sign, instead), text)
for (const [name, rule] of Object.entries(RULES)) writer.addRule(name, rule)

/** Lines that end where their paragraph ends, and one empty line between two paragraphs. */
function tidy(markdown) {
  return markdown
    .replace(/(?: {2}\n[ \t]*){2,}/g, "\n\n")
    .replace(/[ \t]+(?=\n[ \t]*\n|$)/g, "")
    .replace(/^[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
}

export function toMarkdown(html) {
  const root = tree(html)
  clean(root)
  writeTables(root, (cell) => tidy(writer.turndown(cell)))
  return tidy(writer.turndown(root))
}
