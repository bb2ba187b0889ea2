// The place of wallets above Pay. A module that bears the provider's name makes the buttons; until it has some, and where it
// never does, the place has no height.
import { isBusy } from "../checkout.js";
import { withinPatience } from "../payment/waiting.js";

const LOOK_MS = 100;

/** The place that was begun, and its buttons once there are some. */
let begun = null;
let wallet = null;
/** What stood on the page (data-shown) when the buttons got the amount that they have; null while they get another one. */
let followed = null;
let turns = 0;
let isPressed = false;
/** Ends the wait of a press whose answer is on the screen. */
let endPress = null;

/** Shows the wallets of the page as it is now, or follows what has changed on it. */
export async function showWallets() {
  endPress?.();
  endPress = null;
  const place = document.getElementById("wallets");
  if (place === begun) return follow(place);
  begun = place;
  wallet = null;
  if (place !== null) await begin(place);
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
    await follow(place);
    slot.dataset.ready = "";
  } catch {
    slot.remove();
  }
}

/** An order that the buttons do not have yet, or could not get, is not paid by them: their sheet would show another total. */
async function follow(place) {
  if (wallet === null || place === null) return;
  turns += 1;
  const turn = turns;
  followed = null;
  const { parameters, shown } = place.dataset;
  await wallet.follow(JSON.parse(parameters));
  if (turn !== turns) return;
  followed = shown;
  if (said === "updating") say(place, "");
}

let said = "";
/** Says how far a press is, in the words of the page; "": nothing any more. It is read aloud too. */
function say(place, what) {
  said = what;
  place.querySelector("[aria-live]").replaceChildren(JSON.parse(place.dataset.says)[what] ?? "");
}

/** Says why a press opens no sheet. */
function refuse(place, why) {
  say(place, why);
  return null;
}

/** While a wallet is charged, the page says nothing else than that. */
function showPaying(place) {
  say(place, "paying");
  const pay = document.querySelector("[data-updating]");
  if (pay !== null) pay.ariaDisabled = "true";
  // Comes back with the answer, if that is shown on this page.
  document.getElementById("leave")?.toggleAttribute("hidden", true);
}

/**
 * What a wallet does with the page. `begin` says what is on the screen as its sheet opens, or null where that is not what the
 * sheet would show: an answer is on its way, or a code was typed, which is applied first, as Pay does. `payer` is who pays as
 * far as the page knows. `send` ends when the page has the answer, and never when the page leaves; without a token the answer
 * says that the wallet gave none. `isLate` says that a sheet could not wait for the answer, and gives its words.
 */
const press = (place) => ({
  begin() {
    if (isPressed) return refuse(place, "paying");
    if (isBusy() || followed !== place.dataset.shown) return refuse(place, "updating");
    say(place, "");
    const code = document.querySelector("[name=discount_code]");
    if ((code?.value.trim() ?? "") === "") return followed;
    code.form.requestSubmit(code.form.querySelector("[data-update]"));
    return refuse(place, "applying");
  },
  payer: () => JSON.parse(place.dataset.payer ?? "null"),
  isLate() {
    say(place, "slow");
    return JSON.parse(place.dataset.says).slow;
  },
  async send(token, shown) {
    isPressed = true;
    while (isBusy()) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const form = document.getElementById("wallet-form");
    // The step is gone, and the order with it that this sheet was about.
    if (form !== null) {
      const answered = new Promise((resolve) => {
        endPress = resolve;
      });
      form.elements.namedItem("shown").value = shown;
      form.elements.namedItem("wallet_token").value = token;
      showPaying(place);
      form.requestSubmit();
      await answered;
      say(place, "");
    }
    isPressed = false;
  },
});
