import { withinPatience } from "../payment/waiting.js";

/**
 * Asks the server what an order costs at a place (`PreviewAnswer`). Of kind "unanswered" where it did not say, or not in time:
 * that is nothing against the place, and it may be asked again.
 */
export async function askPreview(address, body) {
  try {
    const asking = fetch(address, { method: "POST", body, headers: { accept: "application/json" } });
    return await withinPatience(asking.then((response) => (response.ok ? response.json() : UNANSWERED)));
  } catch {
    return UNANSWERED;
  }
}
const UNANSWERED = { kind: "unanswered" };
