import { proveAgainstAttacks } from "./attacks.ts";

proveAgainstAttacks("the sandbox bank", async () => null);
