// Changes of the text in a field in a way that the browser's own "undo" takes back.

/** Puts words in the place of those from `start` to `end`, and selects what is from `from` to `to` afterwards. */
export function replace(area, { start, end, words, from, to = from }) {
  area.focus()
  area.setSelectionRange(start, end)
  // The one way that "undo" knows of. It is called old, but nothing has come in its place.
  const done = words ? document.execCommand("insertText", false, words) : start === end || document.execCommand("delete")
  if (!done) {
    area.setRangeText(words, start, end, "end")
    area.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }))
  }
  area.setSelectionRange(from ?? start + words.length, to ?? start + words.length)
}

/** Where the lines begin and end in which something is selected. */
export function lines(area) {
  const { selectionStart: start, selectionEnd: end, value } = area
  const last = end > start && value[end - 1] === "\n" ? end - 1 : end
  const close = value.indexOf("\n", last)
  return { start: value.lastIndexOf("\n", start - 1) + 1, end: close === -1 ? value.length : close }
}
