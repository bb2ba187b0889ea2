// The place of wallets at the top of the page. A module that bears the provider's name makes the buttons; until it has some,
// and where it never does, the place has no height.
import { isBusy } from "../checkout.js";
import { withinPatience } from "../payment/waiting.js";
import { askPreview } from "./preview.js";

const LOOK_MS = 100;

/** The place that was begun, what its wallet is asked for, and its buttons once there are some. */
let begun = null;
let asked = null;
let wallet = null;
let beginnings = 0;
/** What stood on the page (data-shown) when the buttons got the amount that they have; null while they get another one. */
let followed = null;
let turns = 0;
let isPressed = false;
/** What stood on the page (data-shown) when the sheet was opened. */
let pressed = null;
let previews = 0;
/** Ends the wait of a press whose answer is on the screen. */
let endPress = null;

/** Shows the wallets of the page as it is now, or follows what has changed on it. */
export async function showWallets() {
  endPress?.();
  endPress = null;
  const place = document.getElementById("wallets");
  const asks = place?.dataset.asks ?? null;
  if (place === begun && asks === asked) return follow(place);
  begun = place;
  asked = asks;
  followed = null;
  beginnings += 1;
  const beginning = beginnings;
  const before = wallet;
  wallet = null;
  // A sheet is closed before its buttons go.
  await before?.closed();
  before?.end();
  if (place !== null && beginning === beginnings) await begin(place);
}

async function begin(place) {
  const slot = slotIn(place.querySelector("[data-keep]"));
  const beginning = beginnings;
  try {
    const { open } = await import(place.dataset.module);
    const opened = await withinPatience(open(slot, JSON.parse(place.dataset.parameters), press(place)));
    // The page may have gone on meanwhile.
    if (beginning !== beginnings || opened === null) {
      opened?.end();
      return slot.remove();
    }
    wallet = opened;
    await follow(place);
    slot.dataset.ready = "";
    slot.removeAttribute("style");
  } catch {
    slot.remove();
  }
}

/** Buttons that ask for something else come in the place of those that are there, which keeps its height until they can be pressed. */
function slotIn(holder) {
  const slot = document.createElement("div");
  const [old] = holder.children;
  if (old?.dataset.ready !== undefined) {
    slot.style.minHeight = `${old.offsetHeight}px`;
    slot.style.visibility = "hidden";
    slot.dataset.ready = "";
  }
  holder.replaceChildren(slot);
  return slot;
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
  place.querySelector("#wallet-says").replaceChildren(wordsOf(place)[what] ?? "");
}
const wordsOf = (place) => JSON.parse(place.dataset.says);

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

/** What the page says of an answer to a preview, by its kind; nothing of the others. */
const SAID_OF = { refused: "undelivered", unanswered: "unanswered" };

function fill(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(name);
    if (field !== null) field.value = value ?? "";
  }
  // As for details that are typed.
  const remember = form.elements.namedItem("remember");
  if (remember !== null) remember.disabled = document.querySelector("[id^=give-] [name=remember]")?.checked !== true;
}

/**
 * What a wallet does with the page. `asks` is what it has to give, and `countries` where; null: everywhere. `begin` says what
 * is on the screen as its sheet opens, or null where that is not what the sheet would show: an answer is on its way, or a code
 * was typed, which is applied first, as Pay does. `preview` says what its sheet has to show for a place, of which the server gets
 * as much as the wallet says. An answer of kind "changed" ends the sheet, and the page says why; of the kinds in SAID_OF the
 * page says what they mean, and `unanswered` are the words of one. `payer` is who pays as far as the page knows. `send` ends when
 * the page has the answer, and never when the page leaves; without a token the answer says what has changed on the page, or that
 * the wallet gave none. `isLate` says that a sheet could not wait for the answer, and gives its words.
 */
const press = (place) => ({
  asks: place.dataset.asks,
  countries: place.dataset.countries?.split(" ") ?? null,
  delivery: wordsOf(place).delivery,
  unanswered: wordsOf(place).unanswered,
  begin() {
    if (isPressed) return refuse(place, "paying");
    if (isBusy() || followed !== place.dataset.shown) return refuse(place, "updating");
    say(place, "");
    const code = document.querySelector("[name=discount_code]");
    pressed = followed;
    if ((code?.value.trim() ?? "") === "") return pressed;
    code.form.requestSubmit(code.form.querySelector("[data-update]"));
    return refuse(place, "applying");
  },
  async preview(where, delivery = "") {
    previews += 1;
    const own = previews;
    const body = new URLSearchParams({ ...where, delivery, shown: pressed });
    const answer = await askPreview(place.dataset.preview, body);
    // Sent without a token, the form is answered with the page as it is now, which says what is new.
    if (answer.kind === "changed" && !isPressed) void this.send("", pressed);
    // An answer about a place that was left comes late, and says nothing of the next one.
    if (own === previews) say(place, SAID_OF[answer.kind] ?? "");
    return answer;
  },
  /** A sheet that was closed leaves the buttons with the page's total again. */
  closed: () => void follow(place),
  payer: () => JSON.parse(place.dataset.payer ?? "null"),
  isLate() {
    say(place, "slow");
    return wordsOf(place).slow;
  },
  async send(token, shown, details = {}) {
    isPressed = true;
    while (isBusy()) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const form = document.getElementById("wallet-form");
    // The step is gone, and the order with it that this sheet was about.
    if (form !== null) {
      const answered = new Promise((resolve) => {
        endPress = resolve;
      });
      fill(form, { ...details, shown, wallet_token: token });
      if (token !== "") showPaying(place);
      form.requestSubmit();
      await answered;
      say(place, "");
    }
    isPressed = false;
  },
});
