import { proveEveryCell } from "./every-cell.ts";
import { atStripe, openStripeForProof } from "./stripe-proof.ts";

proveEveryCell("Stripe", async () => atStripe(await openStripeForProof()));
