"""The clipboard of another program, brought into a field as a browser brings it."""

from playwright.sync_api import Locator, Page

_PASTE = """(field, kinds) => {
  const data = new DataTransfer()
  for (const [kind, text] of Object.entries(kinds)) data.setData(kind, text)
  field.focus()
  return !field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))
}"""


def paste(field: Locator, **kinds: str) -> bool:
    """Paste text (`plain`, `html`); returns whether the page has done it, and not left it to the browser."""
    return bool(field.evaluate(_PASTE, {f"text/{kind}": text for kind, text in kinds.items()}))


def copy(page: Page, **kinds: str) -> None:
    """Put text (`plain`, `html`) on the clipboard of the machine."""
    page.evaluate(
        "kinds => navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(kinds).map("
        "([kind, text]) => [kind, new Blob([text], {type: kind})])))])",
        {f"text/{kind}": text for kind, text in kinds.items()},
    )
