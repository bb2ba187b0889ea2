// The place of wallets above Pay. A module that bears the provider's name makes the buttons; until it has some, and where it
// never does, the place has no height.
import { isBusy } from "../checkout.js";

const PATIENCE_MS = 15_000;
const LOOK_MS = 100;

/** The place that was begun, and its buttons once there are some. */
let begun = null;
let wallet = null;
/** Ends the wait of a press whose answer is on the screen. */
let endPress = null;

/** Shows the wallets of the page as it is now, or follows what has changed on it. */
export async function showWallets() {
  endPress?.();
  endPress = null;
  const place = document.getElementById("wallets");
  if (place !== begun) {
    begun = place;
    wallet = null;
    if (place !== null) await begin(place);
  } else wallet?.follow(JSON.parse(place.dataset.parameters));
}

async function begin(place) {
  const slot = document.createElement("div");
  place.querySelector("[data-keep]").replaceChildren(slot);
  try {
    const { open } = await import(place.dataset.module);
    const opened = await withinPatience(open(slot, JSON.parse(place.dataset.parameters), press(place)));
    // The page may have gone on meanwhile.
    if (begun !== place || opened === null) return slot.remove();
    wallet = opened;
    wallet.follow(JSON.parse(place.dataset.parameters));
    slot.dataset.ready = "";
  } catch {
    slot.remove();
  }
}

/** Rejects when the work has not ended after as long as a buyer waits for a form. */
function withinPatience(work) {
  let timer;
  const impatience = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
  });
  return Promise.race([work, impatience]).finally(() => clearTimeout(timer));
}

/**
 * What a wallet does with the page. `begin` says what is on the screen as its sheet opens, or null while an answer is on its
 * way: that sheet would show another order. `send` ends when the page has the answer, and never when the page leaves.
 */
const press = (place) => ({
  begin: () => (isBusy() || endPress !== null ? null : place.dataset.shown),
  async send(token, shown) {
    const answered = new Promise((resolve) => {
      endPress = resolve;
    });
    while (isBusy()) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const form = document.getElementById("wallet-form");
    // The step is gone, and the order with it that this sheet was about.
    if (form === null) return endPress?.();
    form.elements.namedItem("shown").value = shown;
    form.elements.namedItem("wallet_token").value = token;
    const pay = document.querySelector("[data-updating]");
    if (pay !== null) pay.ariaDisabled = "true";
    form.requestSubmit();
    return answered;
  },
});
