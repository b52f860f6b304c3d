// What the buttons of the toolbar do: each puts its marks around the selected words or before their lines, and takes them
// away where they are.
import { lines, replace } from "./editing.js"

const PART = /^(\s*(?:(?:#{1,6}|>|[-*+]|\d+[.)]) )?)(.*?)(\s*)$/

/** Marks on both sides of words, in each line for itself; those that are there already are taken away. */
function around(mark, example) {
  const size = mark.length
  return (area) => {
    const { selectionStart: start, selectionEnd: end, value } = area
    const selected = value.slice(start, end)
    const parts = selected.split("\n").map((line) => PART.exec(line).slice(1))
    const filled = parts.filter(([, words]) => words)
    if (!filled.length) return begin(area, mark, example)
    if (standsBetween(value.slice(0, start), value.slice(end), mark)) {
      return replace(area, { start: start - size, end: end + size, words: selected, from: start - size, to: end - size })
    }
    const has = filled.every(([, words]) => marked(words, mark))
    const change = (words) => (has ? words.slice(size, -size) : mark + words + mark)
    const words = parts.map(([lead, inner, trail]) => lead + (inner && change(inner)) + trail).join("\n")
    const [lead, , trail] = parts[0]
    const one = parts.length === 1
    const from = start + (one ? lead.length + (has ? 0 : size) : 0)
    const to = start + words.length - (one ? trail.length + (has ? 0 : size) : 0)
    return replace(area, { start, end, words, from, to })
  }
}

/** Begins marked words where none are selected; at the end of such words it goes on behind them. */
function begin(area, mark, example) {
  const { selectionStart: start, selectionEnd: end, value } = area
  const [run] = stars(value.slice(end))
  if (start === end && isMark(run, mark) && /\S/.test(value[end - 1] ?? "")) {
    return area.setSelectionRange(end + mark.length, end + mark.length)
  }
  const from = start + mark.length
  return replace(area, { start, end, words: mark + example + mark, from, to: from + example.length })
}

/** How many stars a text begins and ends with. */
function stars(text) {
  return [/^\**/.exec(text)[0].length, /\**$/.exec(text)[0].length]
}

/** Whether so many stars are this mark, alone or together with the other one. */
function isMark(number, mark) {
  return number === mark.length || number === 3
}

function marked(words, mark) {
  return words.length > 2 * mark.length && stars(words).every((number) => isMark(number, mark))
}

function standsBetween(before, after, mark) {
  return isMark(stars(before)[1], mark) && isMark(stars(after)[0], mark)
}

const ANY = /^(?:#{1,6} |> ?|[-*+] |\d+[.)] )/

/** Marks before each line; those that are there are taken away, and others make place. */
function before(which, mark, example) {
  return (area) => {
    const place = lines(area)
    const old = area.value.slice(place.start, place.end).split("\n")
    const filled = old.filter((line) => line.trim())
    const has = filled.length > 0 && filled.every((line) => which.test(line))
    let number = 0
    const next = old.map((line) => {
      if (!line.trim() && filled.length) return line
      number += 1
      const bare = line.replace(ANY, "")
      return has ? bare : mark(number) + (bare || example)
    })
    const apart = has ? "" : gap(area.value.slice(0, place.start))
    const words = apart + next.join("\n") + (has ? "" : gapBelow(area.value.slice(place.end)))
    const from = place.start + apart.length
    const only = old.length === 1
    const first = only && !filled.length ? from + mark(1).length : from
    const close = from + next.join("\n").length
    return replace(area, { ...place, words, from: only && filled.length ? close : first, to: close })
  }
}

/** The empty line that has to stand between what is above and a list, a heading or a quotation. */
function gap(above) {
  if (!above.trim() || above.endsWith("\n\n")) return ""
  const line = above.trimEnd().split("\n").at(-1)
  return ANY.test(line.trim()) ? "" : "\n"
}

function gapBelow(below) {
  const line = below.split("\n")[1] ?? ""
  return !line.trim() || ANY.test(line) ? "" : "\n"
}

/** A link around the selected words; an address that was selected is taken for one. */
function link(area) {
  const { selectionStart: start, selectionEnd: end, value } = area
  const selected = value.slice(start, end).trim()
  const isAddress = /^https?:\/\/\S+$/.test(selected)
  const [words, address] = isAddress ? ["words of the link", selected] : [selected || "words of the link", "https://"]
  const made = `[${words}](${address})`
  const from = isAddress || !selected ? start + 1 : start + words.length + 3
  replace(area, { start, end, words: made, from, to: from + (isAddress || !selected ? words : address).length })
}

export const MARKS = [
  { name: "Bold", keys: "b", act: around("**", "bold words") },
  { name: "Italic", keys: "i", act: around("*", "words in italics") },
  { name: "Heading", act: before(/^#{1,6} /, () => "### ", "Heading") },
  { name: "Bulleted list", act: before(/^[-*+] /, () => "- ", "Item") },
  { name: "Numbered list", act: before(/^\d+[.)] /, (number) => `${number}. `, "Item") },
  { name: "Quote", act: before(/^> ?/, () => "> ", "Quotation") },
  { name: "Link", keys: "k", act: link }
]

const ITEM = /^(\s*)([-*+]|\d+([.)]))(\s+)(.*)$/

/** Enter in a list begins the next item; in an empty item it ends the list. Returns whether it did something. */
export function nextItem(area) {
  if (area.selectionStart !== area.selectionEnd) return false
  const at = area.selectionStart
  const place = lines(area)
  const found = ITEM.exec(area.value.slice(place.start, place.end))
  if (!found || at < place.start + found[1].length + found[2].length + found[4].length) return false
  const [, indent, sign, close, space, words] = found
  if (!words.trim()) {
    // Out of a list within a list into the one around it, and from there out of all.
    const outer = indent.length >= 4 ? `${indent.slice(4)}${close ? `1${close}` : sign}${space}` : ""
    replace(area, { ...place, words: outer })
    return true
  }
  const next = close ? `${Number(sign.slice(0, -1)) + 1}${close}` : sign
  replace(area, { start: at, end: at, words: `\n${indent}${next}${space}` })
  return true
}
