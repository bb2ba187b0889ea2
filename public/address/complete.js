// Suggests addresses while the first line of one is typed: a combobox with a list
// (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). The server asks the service; without an answer typing goes on by hand.

const WAIT_MS = 250;
const MIN_LETTERS = 3;
const byId = (id) => document.getElementById(id);

/** The field that is listened to; a page that is made like a newer one may bring another. */
let field = null;
/** The questions about one address have a name in common, which the service counts them by. */
let session = null;
let suggestions = [];
let active = -1;
let turns = 0;
let timer;
/** What a choice wrote where, so that the next one leaves nothing of it. */
const filled = new Map();

/** Makes the field of the page as it is now a combobox. */
export function completeAddresses() {
  const now = byId("address-completion") === null ? null : byId("field-line_one");
  close();
  if (now !== field) {
    field = now;
    if (field === null) return;
    field.addEventListener("input", typed);
    field.addEventListener("keydown", pressed);
    field.addEventListener("blur", close);
  }
  listenTo(byId("address-list"));
  if (field === null) return;
  field.role = "combobox";
  field.ariaAutoComplete = "list";
  field.setAttribute("aria-controls", "address-list");
  showExpanded();
}

/** Lists that are listened to already. */
const heard = new WeakSet();
function listenTo(list) {
  if (list === null || heard.has(list)) return;
  heard.add(list);
  list.role = "listbox";
  // The field keeps the focus, so that the list stays until the press is over.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const option = target.closest("[role=option]");
    if (option !== null) void choose(Number(option.dataset.index));
  });
}

const isOpen = () => suggestions.length > 0;
function showExpanded() {
  if (field === null) return;
  field.ariaExpanded = String(isOpen());
  const option = active === -1 ? null : `address-option-${active}`;
  if (option === null) field.removeAttribute("aria-activedescendant");
  else field.setAttribute("aria-activedescendant", option);
}

function typed() {
  turns += 1;
  close();
  say("");
  if (field.value.trim().length >= MIN_LETTERS) timer = setTimeout(suggest, WAIT_MS);
}

async function suggest() {
  // A browser that fills the form in types as well, and nobody asked for addresses.
  if (field === null || document.activeElement !== field) return;
  const turn = turns;
  const answer = await ask({ text: field.value });
  if (turn !== turns || document.activeElement !== field) return;
  show(answer?.suggestions ?? []);
}

function show(found) {
  suggestions = found;
  active = -1;
  byId("address-list").replaceChildren(
    ...found.map(({ text }, index) => {
      const option = document.createElement("li");
      option.role = "option";
      option.id = `address-option-${index}`;
      option.dataset.index = index;
      option.ariaSelected = "false";
      option.textContent = text;
      return option;
    }),
  );
  byId("address-suggestions").hidden = found.length === 0;
  showExpanded();
  if (found.length > 0) say(words().found[found.length - 1] ?? "");
}

function close() {
  clearTimeout(timer);
  suggestions = [];
  active = -1;
  const box = byId("address-suggestions");
  if (box !== null) box.hidden = true;
  showExpanded();
}

function pressed(event) {
  // The keys of an input method choose what it offers. https://www.w3.org/TR/uievents/#determine-keydown-keyup-keyCode
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "Escape" && isOpen()) event.preventDefault();
  if (event.key === "Escape" || event.key === "Tab") return close();
  if (!isOpen()) return;
  if (event.key === "Enter" && active !== -1) {
    event.preventDefault();
    return void choose(active);
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  // Beyond either end is the field itself, with what was typed.
  const places = suggestions.length + 1;
  active = ((active + 1 + step + places) % places) - 1;
  for (const [index, option] of [...byId("address-list").children].entries())
    option.ariaSelected = String(index === active);
  showExpanded();
}

async function choose(index) {
  const { id } = suggestions[index];
  const { form } = field;
  turns += 1;
  const turn = turns;
  close();
  const answer = await ask({ id });
  session = null;
  if (turn !== turns || field?.form !== form) return;
  if (answer?.fields === undefined) return say(words().failed);
  for (const [part, value] of filled) if (part.value === value) part.value = "";
  filled.clear();
  for (const [name, value] of Object.entries(answer.fields)) write(form.elements.namedItem(name), value);
  say(words().filled);
}

/** A part that the form does not ask for, or whose list does not have it, stays the buyer's to give. */
function write(part, value) {
  if (part === null || value === "") return;
  if (part.localName === "select" && ![...part.options].some((option) => option.value === value)) return;
  part.value = value;
  filled.set(part, value);
}

async function ask(question) {
  const { address } = byId("address-completion").dataset;
  session ??= Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const country = field.form.elements.namedItem("country")?.value ?? "";
  if (country === "") return null;
  try {
    const body = new URLSearchParams({ ...question, country, session });
    const response = await fetch(address, { method: "POST", body, headers: { accept: "application/json" } });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

const words = () => JSON.parse(byId("address-completion").dataset.words);
function say(text) {
  byId("address-says")?.replaceChildren(text);
}
