import fc from "fast-check";
import { turn } from "./size.ts";

// A commit has the same cases wherever it is tested, and each day brings others.
fc.configureGlobal({ seed: turn });
