// Sends the forms of a checkout in place, so that neither focus nor scrolling nor what else was typed is lost. Without it,
// and whenever anything here fails, a browser sends them as it sends every form.
import { lookAgain } from "./look-again.js";
import { isTyped, morph } from "./morph.js";
import { readPage } from "./read-page.js";

const byId = (id) => document.getElementById(id);

/** One form at a time: what is on the screen is not what would be bought until the answer is there. */
let isSending = false;
/** A delivery option that was chosen meanwhile is sent afterwards. */
let nextChoice = null;
/** The id of the button beside an item that was pressed meanwhile. The answer has it with the quantity that follows. */
let nextPress = null;
let countriesAsked = 0;
/** What Pay said before the form that is on its way; null: none is. */
let shownWords = null;
/** Where the page was read from last, with its answer; null: at its address. */
let readFrom = null;
/** Forms that the browser is to send by itself. */
const handedOver = new WeakSet();

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (handedOver.has(form) || !new URL(form.action).pathname.startsWith("/checkout/")) return;
  event.preventDefault();
  if (!isSending) void send(form, submitter);
  else if (isChoice(submitter)) nextChoice = submitter;
  else if (/^(less|more|none)-/.test(submitter?.id ?? "")) nextPress = submitter.id;
});

document.addEventListener("change", ({ target }) => {
  if (/^delivery(-\d+)?$/.test(target.name)) {
    const update = target.form.querySelector("[data-update]");
    target.form.requestSubmit(update);
  }
  if (target.name === "country") void showCountry(target);
});

/** While a form is on its way, what is on the screen may not be what would be bought. */
export const isBusy = () => isSending;

/** Wallets have scripts of their own, which only a page that shows them loads. */
let hasWallets = false;
async function showWallets() {
  const later = await readWallets();
  hasWallets ||= byId("wallets") !== null;
  try {
    if (hasWallets) await (await import("./wallet/place.js")).showWallets();
  } catch {
    // Pay is there.
  }
  later?.remove();
}
void showWallets();

/**
 * A page that is long already comes without the wallets' place; it is read once more, with it. What stands for it, which is
 * returned, keeps its height until there are buttons, so that nothing below moves.
 */
async function readWallets() {
  const later = byId("wallets-later");
  const page = later === null ? null : (await readPage(withWallets(location.href)))?.page;
  const parts = ["wallets", "wallet-form"].map((id) => page?.getElementById(id) ?? null);
  if (!later?.isConnected || later.id !== "wallets-later") return null;
  // Another name, so that it is read once, and that no answer takes it for a part of its own.
  later.id = "wallets-coming";
  if (!parts.includes(null)) later.before(...parts.map((part) => document.importNode(part, true)));
  return later;
}
function withWallets(address) {
  const url = new URL(address);
  url.searchParams.set("wallets", "");
  return url;
}

/** So has the completion of addresses. */
async function completeAddresses() {
  if (byId("address-completion") === null) return;
  try {
    const { completeAddresses: complete } = await import("./address/complete.js");
    complete();
  } catch {
    // Typing by hand is there.
  }
}
void completeAddresses();

// A browser may show the page as it was left, with a form that was being sent.
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});

/** The answer to a payment leads to the bank or says why there is none; a choice made meanwhile is made again after it. */
const pays = (form, submitter) => form.id === "wallet-form" || submitter?.dataset.updating !== undefined;
const isChoice = (submitter) => submitter?.hasAttribute("data-update") ?? false;

async function send(form, submitter) {
  isSending = true;
  // The answer has the form as it is to be shown.
  countriesAsked += 1;
  const fields = new URLSearchParams(new FormData(form, submitter));
  shownWords ??= payWords();
  showBusy(form, submitter);
  const location = await post(form.action, fields);
  isSending = false;
  if (location === null) return handOver(form, submitter);
  const choice = pays(form, submitter) ? null : nextChoice;
  nextChoice = null;
  if (choice !== null) return send(choice.form, choice);
  isSending = true;
  if (!(await showAnswer(new URL(location, document.baseURI), form))) return;
  isSending = false;
  void showWallets();
  void completeAddresses();
  const pressed = nextPress === null ? null : byId(nextPress);
  nextPress = null;
  pressed?.form.requestSubmit(pressed);
}

/** Where the form leads to, or null when no answer came or none that says so. */
async function post(address, body) {
  try {
    const response = await fetch(address, { method: "POST", body, headers: { accept: "application/json" } });
    const { location } = response.ok ? await response.json() : {};
    return typeof location === "string" ? location : null;
  } catch {
    return null;
  }
}

function handOver(form, submitter) {
  handedOver.add(form);
  form.requestSubmit(submitter);
}

function showBusy(form, submitter) {
  for (const button of form.querySelectorAll("[data-busy], [data-updating]")) button.ariaDisabled = "true";
  if (submitter?.dataset.busy !== undefined) submitter.textContent = submitter.dataset.busy;
  const pay = isChoice(submitter) ? form.querySelector("[data-updating]") : null;
  if (pay !== null) pay.textContent = pay.dataset.updating;
  // Says the same words once more when they are the answer.
  for (const region of form.querySelectorAll("[aria-live]")) region.replaceChildren();
}

/** Shows the page that a form led to: in the place of this one, or by going there; false then. */
async function showAnswer(target, form) {
  const isHere = target.origin === location.origin && target.pathname === location.pathname;
  const read = isHere ? await readPage(withWallets(target)) : null;
  const next = read?.url.pathname === location.pathname ? read.page.getElementById("content") : null;
  if (next === null) {
    leaveTo(target);
    return false;
  }
  const before = stateOfPage();
  // Unless a wallet gave them: then the form below has those.
  const given = ["email", "wallet_token"].every((name) => form.elements.namedItem(name)?.value);
  const keepsTyped = form.id !== "wallet-form" || !given;
  morph(
    byId("content"),
    next,
    (field) => (isAsking(field.form) && keepsTyped) || (field.form !== form && !isAsking(field.form) && isTyped(field)),
  );
  document.title = read.page.title;
  readFrom = new URL(target);
  target.searchParams.delete("answer");
  history.replaceState(null, "", target.pathname + target.search);
  moveFocus(before);
  sayTotal(shownWords);
  shownWords = null;
  void lookAgain();
  return true;
}

/** An address that differs in its fragment alone would not be loaded. */
function leaveTo(target) {
  const isSame = target.href.split("#", 1)[0] === location.href.split("#", 1)[0];
  if (isSame) location.reload();
  else location.assign(target);
}

/** What was typed for the details stays, whatever else the page says. */
const isAsking = (form) => form?.id.startsWith("give-") ?? false;

/** Long enough to be read aloud; a screen reader that comes by later finds the amount on the button alone. */
const SAID_MS = 5000;
let unsaid;
function sayTotal(before) {
  const region = byId("new-total");
  const now = payWords();
  if (region === null || before === null || now === null || now === before) return;
  clearTimeout(unsaid);
  region.textContent = now;
  unsaid = setTimeout(() => region.replaceChildren(), SAID_MS);
}
const payWords = () => document.querySelector("[data-updating]")?.textContent ?? null;

const stateOfPage = () => ({
  step: byId("step")?.textContent,
  lines: document.querySelectorAll("[id^=more-]").length,
  focused: document.activeElement,
});

/** To what the buyer has to read next: what is wrong, the next step's heading, or the order that has a line less. */
function moveFocus(before) {
  const now = stateOfPage();
  const news = document.querySelector("[data-news]");
  if (news !== null) news.focus();
  else if (now.step !== before.step) byId("step")?.focus();
  else if (now.lines < before.lines) byId("summary")?.focus();
  else refocus(before.focused, byId("step"));
}

/** An element that was moved has lost the focus, and one in the place of another never had it. */
function refocus(focused, otherwise = null) {
  if (document.activeElement !== document.body) return;
  const now = focused.isConnected ? focused : (byId(focused.id) ?? otherwise);
  now?.focus({ preventScroll: now === focused });
}

/** Gives the form the fields of another country, with its regions. Without an answer the fields stay, and are taken as well. */
async function showCountry({ form, value }) {
  countriesAsked += 1;
  const asked = countriesAsked;
  const region = () => byId("field-state");
  const before = region()?.value;
  const address = new URL(readFrom ?? location.href);
  address.searchParams.set("country", value);
  const next = (await readPage(address))?.page.getElementById(form.id) ?? null;
  if (next === null || asked !== countriesAsked) return;
  const { activeElement } = document;
  // A region says nothing in another country than its own, unless it was written since.
  const now = region()?.value ?? "";
  const written = now === before ? "" : now;
  morph(form, next, ({ name }) => name !== "state");
  void completeAddresses();
  refocus(activeElement);
  if (written !== "" && region() !== null) writeRegion(region(), written);
}

function writeRegion(field, written) {
  const listed = [...(field.options ?? [])].find(({ value, text }) => value === written || text === written);
  if (field.options !== undefined && listed === undefined) field.add(new Option(written, written));
  field.value = listed?.value ?? written;
}
