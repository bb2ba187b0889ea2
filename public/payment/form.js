// The place of a payment form on our page. A module that bears the provider's name makes the form; when it can't, the page
// says where else to pay.
import { withinPatience } from "./waiting.js";

async function show(place) {
  const { open } = await import(place.dataset.module);
  const parameters = JSON.parse(place.querySelector("script").textContent);
  const form = await withinPatience(open(parameters));
  place.querySelector("output").remove();
  form.mount(place.querySelector("div"));
}

const place = document.getElementById("payment-form");
try {
  await show(place);
} catch {
  place.querySelector("output")?.remove();
  document.getElementById("payment-form-failed").hidden = false;
} finally {
  place.ariaBusy = "false";
}
