const place = document.querySelector("[data-announcements]")

/** Says something to readers who do not see that it happened; an empty text says nothing. */
export function announce(text) {
  if (place) place.textContent = text
}
