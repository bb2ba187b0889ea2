import { proveAgainstAttacks } from "./attacks.ts";
import { atStripe, openStripeForProof } from "./stripe-proof.ts";

proveAgainstAttacks("Stripe", async () => atStripe(await openStripeForProof()));
