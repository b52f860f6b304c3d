// Tables as Markdown has them: one row of headings, one line a row. A cell that reaches over several rows is said in each.
import { rename, unwrap } from "./office.js"

const ENDS = /[.,;:!?…]$/

/** What one cell says on one line, its paragraphs and items after one another. */
function line(cell, inline) {
  const parts = inline(cell).split(/\n+/).map((part) => part.replace(/^(?:[-#>]+|\d+\.) /, "").trim()).filter(Boolean)
  return parts
    .reduce((text, part) => text + (!text ? "" : ENDS.test(text) ? " " : "; ") + part, "")
    .replaceAll("|", "\\|")
}

/** The rows of a table, each with a text for every column. */
function grid(table, inline) {
  const rows = [...table.rows].map(() => [])
  ;[...table.rows].forEach((row, down) => {
    let across = 0
    for (const cell of row.cells) {
      while (rows[down][across] !== undefined) across += 1
      const text = line(cell, inline)
      for (let below = down; below < Math.min(rows.length, down + (cell.rowSpan || rows.length)); below += 1) {
        for (let right = 0; right < Math.min(cell.colSpan, 100); right += 1) rows[below][across + right] = right ? "" : text
      }
      across += Math.min(cell.colSpan, 100)
    }
  })
  return filled(rows)
}

/** The same without rows and columns that are empty, and with as many cells in each row. */
function filled(rows) {
  const wide = Math.max(0, ...rows.map((row) => row.length))
  const columns = [...Array(wide).keys()].filter((column) => rows.some((row) => row[column]))
  return rows.map((row) => columns.map((column) => row[column] ?? "")).filter((row) => row.some(Boolean))
}

/** Whether a table only puts things beside each other, as in messages and on old pages. */
function isLayout(table) {
  return table.querySelector("table") || ![...table.rows].some((row) => row.cells.length > 1)
}

/** Its cells one after another, and whatever stands between them. */
function asParagraphs(table) {
  const own = [...table.querySelectorAll("*")].filter((part) => part.parentNode.closest("table") === table)
  for (const part of own) {
    if (["caption", "td", "th"].includes(part.localName)) rename(part, "div")
    else if (["tbody", "tfoot", "thead", "tr"].includes(part.localName)) unwrap(part)
  }
  unwrap(table)
}

/** What a cell of the first row says: bold as it stands, as are all its like. */
function headed(text) {
  return text.replace(/^\*\*([^*]*)\*\*$/, "$1")
}

function captionBefore(table) {
  const caption = table.querySelector("caption")
  if (!caption) return
  const paragraph = table.ownerDocument.createElement("p")
  paragraph.append(...caption.childNodes)
  table.before(paragraph)
}

/** Puts a `pre` with its Markdown in the place of each table. `inline` gives the Markdown of what a cell holds. */
export function writeTables(root, inline) {
  for (const table of [...root.querySelectorAll("table")].filter(isLayout)) asParagraphs(table)
  for (const table of [...root.querySelectorAll("table")]) {
    const [head, ...rows] = grid(table, inline)
    if (!head) {
      table.remove()
      continue
    }
    captionBefore(table)
    const lines = [head.map(headed), head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`)
    const made = table.ownerDocument.createElement("pre")
    made.textContent = lines.map((text) => text.replace(/ {2,}/g, " ")).join("\n")
    table.replaceWith(made)
  }
}
