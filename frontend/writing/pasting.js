// Text that comes with formatting, from Word, a message or a page, is written as Markdown. "Paste without formatting" of the
// browser brings words only, and is left alone.
import { announce } from "../announce.js"
import { replace } from "./editing.js"
import { toMarkdown } from "./markdown.js"

const BLOCK = /^(?:#{1,6} |> |- |\d+\. |\| )/

/** What has to stand between a text and a heading, a list or a paragraph that is put beside it. */
function apart(text, isBlock) {
  if (!isBlock || !text.trim() || text.endsWith("\n\n")) return ""
  return text.endsWith("\n") ? "\n" : "\n\n"
}

function paste(event) {
  const area = event.currentTarget
  const html = event.clipboardData?.getData("text/html")
  if (!html || area.readOnly || area.disabled) return
  const plain = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").trim()
  const markdown = written(html, plain)
  if (!markdown || markdown === plain) return
  event.preventDefault()
  const { selectionStart: start, selectionEnd: end, value } = area
  const isBlock = BLOCK.test(markdown) || markdown.includes("\n\n")
  const before = apart(value.slice(0, start), isBlock)
  const after = isBlock && value.slice(end).trim() ? "\n\n".slice(/^\n{0,2}/.exec(value.slice(end))[0].length) : ""
  replace(area, { start, end, words: before + markdown + after, from: start + before.length + markdown.length })
  announce("Pasted with its headings, lists, tables, links and emphasis")
}

/** The Markdown of what is pasted; its words alone where that fails. */
function written(html, plain) {
  try {
    return toMarkdown(html)
  } catch (problem) {
    reportError(problem)
    return plain
  }
}

export function createPasting(area) {
  area.addEventListener("paste", paste)
}
