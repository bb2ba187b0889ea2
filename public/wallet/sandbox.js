/** What the SIMULATED wallet has kept of its owner: an address, one with another tax, one where nothing is sent, and one without a street. */
const OWNER = { name: "Ada Lovelace", email: "ada@example.com" };
const ADDRESSES = [
  { line_one: "1 Main Street", city: "New York", state: "NY", postal_code: "10001", country: "US" },
  { line_one: "500 Congress Avenue", city: "Austin", state: "TX", postal_code: "78701", country: "US" },
  { line_one: "Hut Point Road", city: "McMurdo Station", state: "", postal_code: "", country: "AQ" },
  { line_one: "", city: "New York", state: "NY", postal_code: "10001", country: "US" },
];

/** A SIMULATED wallet: its sheet is in the page, and each card gives one of the sandbox bank's test tokens. */
export async function open(_slot, _parameters, press) {
  const [button, sheet] = ["sandbox-wallet", "sandbox-wallet-sheet"].map((id) => document.getElementById(id));
  const ended = new AbortController();
  const on = (element, type, listener) => element.addEventListener(type, listener, { signal: ended.signal });
  const details = press.asks === "address" ? deliveryIn(sheet, press, on) : null;
  if (press.asks !== "nothing")
    document.getElementById("sandbox-wallet-owner").textContent = `${OWNER.name}, ${OWNER.email}`;
  let shown = null;
  on(button, "click", () => {
    shown = press.begin();
    if (shown === null) return;
    sheet.showModal();
    details?.begin();
  });
  on(sheet, "click", ({ target }) => {
    const pressed = target.closest("button");
    if (pressed === null) return;
    sheet.close();
    const { card } = pressed.dataset;
    if (card === undefined) return;
    const given = press.asks === "nothing" ? {} : { ...OWNER, ...details?.given() };
    void press.send(`tok_sandbox_${card}_${unique()}`, details?.shown() ?? shown, given);
  });
  return { follow: () => undefined, closed: () => undefined, end: () => ended.abort() };
}

/** Each press has a token of its own, as a wallet's has. */
const unique = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Each part keeps its own direction, by the isolates of Unicode: else "US$ 6.42" falls apart between Arabic words. */
export const deliveryLine = ({ title, detail, price }) =>
  [title, detail, price]
    .filter(Boolean)
    .map((part) => `\u2068${part}\u2069`)
    .join(" · ");

/** The part of the sheet that asks where and how. As in a real one, the page learns the street only with the press. */
function deliveryIn(sheet, press, on) {
  const [addresses, rates] = ["address", "delivery"].map(listIn);
  const amount = document.getElementById("sandbox-wallet-amount");
  addresses.fill(ADDRESSES.map((address, index) => [String(index), Object.values(address).filter(Boolean).join(", ")]));
  let shown = null;
  let turns = 0;
  const say = (words, isPayable) => {
    amount.textContent = words;
    for (const card of sheet.querySelectorAll("[data-card]")) card.disabled = !isPayable;
  };
  const address = () => ADDRESSES[Number(addresses.value())];
  async function show(delivery) {
    turns += 1;
    const turn = turns;
    say(amount.dataset.working, false);
    const { line_one: _street, ...part } = address();
    const answer = await press.preview(part, delivery);
    if (answer.kind === "changed") return sheet.close();
    if (turn !== turns) return;
    if (delivery === "")
      rates.fill(
        (answer.kind === "offered" ? answer.rates : []).map((rate) => [rate.id, deliveryLine(rate)]),
      );
    if (answer.kind !== "offered")
      return say(answer.kind === "refused" ? amount.dataset.undelivered : press.unanswered, false);
    shown = answer.shown;
    say(amount.dataset.amount.replace("{total}", answer.total), true);
  }
  on(addresses.place, "change", () => void show(""));
  on(rates.place, "change", () => void show(rates.value()));
  return {
    begin: () => void show(""),
    shown: () => shown,
    given: () => ({ ...address(), delivery: rates.value() }),
  };
}

/** A list of the sheet of which one is chosen, at first the first; each choice has as many lines as it needs. */
function listIn(part) {
  const place = document.getElementById(`sandbox-wallet-${part}`);
  const choice = ([value, text], index) => {
    const [label, radio, line, words] = ["label", "input", "span", "bdi"].map((name) => document.createElement(name));
    Object.assign(radio, { type: "radio", name: place.id, value, checked: index === 0 });
    words.textContent = text;
    // Its lines begin at the radio on a page that is read from the right, too.
    line.append(words);
    label.append(radio, line);
    return label;
  };
  return {
    place,
    fill(choices) {
      place.replaceChildren(...choices.map(choice));
      place.parentElement.hidden = choices.length === 0;
    },
    value: () => place.querySelector(":checked")?.value ?? "",
  };
}
