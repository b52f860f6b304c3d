// Everything that helps to write: loaded only by pages with a field to write in, a form that saves itself, or a file to send.
import { createAutosaves } from "./autosave.js"
import { createCount } from "./counting.js"
import { createPasting } from "./pasting.js"
import { createPreview } from "./preview.js"
import { createSuggested } from "./suggesting.js"
import { createToolbar } from "./toolbar.js"
import { createUnsaved } from "./unsaved.js"
import { createUploads } from "./uploading.js"
import { createWarnings } from "./warning.js"

for (const group of document.querySelectorAll("[data-writing]")) {
  const area = group.querySelector("textarea")
  const label = area?.labels[0]?.innerText.trim() ?? ""
  if (!area) continue
  createToolbar(area, label, group.dataset.preview ? [createPreview(area, group, label)] : [])
  createCount(area, Number(group.dataset.words ?? 0))
  createPasting(area)
}
for (const group of document.querySelectorAll("[data-count]")) {
  createCount(group.querySelector("textarea"), Number(group.dataset.count))
}
createSuggested()
createWarnings()
createAutosaves()
createUnsaved()
createUploads()
