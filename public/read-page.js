/**
 * Reads a page of ours. Null when it did not come or is none. `url` is where it was found, which is elsewhere after a
 * redirect.
 */
export async function readPage(address) {
  try {
    const response = await fetch(address, { headers: { accept: "text/html" } });
    if (!response.ok) return null;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return { page, url: new URL(response.url) };
  } catch {
    return null;
  }
}
