/** A SIMULATED wallet: its sheet is in the page, and each card gives one of the sandbox bank's test tokens. */
export async function open(_slot, _parameters, press) {
  const [button, sheet] = ["sandbox-wallet", "sandbox-wallet-sheet"].map((id) => document.getElementById(id));
  let shown = null;
  button.addEventListener("click", () => {
    shown = press.begin();
    if (shown !== null) sheet.showModal();
  });
  sheet.addEventListener("click", ({ target }) => {
    const pressed = target.closest("button");
    if (pressed === null) return;
    sheet.close();
    const { card } = pressed.dataset;
    if (card !== undefined) void press.send(`tok_sandbox_${card}_${unique()}`, shown);
  });
  return { follow: () => undefined };
}

/** Each press has a token of its own, as a wallet's has. */
const unique = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
