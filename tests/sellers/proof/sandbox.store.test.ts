import { proveEveryCell } from "./every-cell.ts";

proveEveryCell("the sandbox bank", async () => null);
