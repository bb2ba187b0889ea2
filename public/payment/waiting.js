/** As long as a buyer waits for what a payment provider shows on our page. */
const PATIENCE_MS = 15_000;

/** Rejects when the work has not ended after that. */
export function withinPatience(work) {
  let timer;
  const impatience = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
  });
  return Promise.race([work, impatience]).finally(() => clearTimeout(timer));
}

/** Loads a payment provider's own script. Rejects when it does not load. */
export function loadScript(address) {
  const script = document.createElement("script");
  script.src = address;
  script.async = true;
  const loaded = new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error("the payment provider's script did not load")));
  });
  document.head.append(script);
  return loaded;
}
