// Asks the server again while an answer is open, for a minute at most. The page is loaded anew when there is one.
import { readPage } from "./read-page.js";

const WAITS = "[data-look-again]";
const EVERY_MS = 2000;
const MAX_LOOKS = 30;
let isLooking = false;

export async function lookAgain() {
  if (isLooking) return;
  isLooking = true;
  for (let looks = 0; looks < MAX_LOOKS && document.querySelector(WAITS) !== null; looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    const read = await readPage(location.href);
    if (read === null) continue;
    if (read.url.pathname !== location.pathname) return location.replace(read.url);
    if (read.page.querySelector(WAITS) === null) return location.reload();
  }
  isLooking = false;
}

void lookAgain();
