const PATIENCE_MS = 15_000;

/** Loads a script into the page. Rejects when it does not load. */
export async function loadScript(address: string): Promise<void> {
  const script = document.createElement("script");
  script.src = address;
  script.async = true;
  await new Promise<void>((resolve, reject) => {
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error("the payment provider's script did not load")));
    document.head.append(script);
  });
}

/** Rejects when the work has not ended after as long as a buyer waits for a form. */
export async function withinPatience<Value>(work: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const impatience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
  });
  return Promise.race([work, impatience]).finally(() => clearTimeout(timer));
}
