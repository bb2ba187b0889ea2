import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openControlSocket } from "#lib/operator/control-socket.ts";
import { operatorVerbs } from "#lib/operator/operator-verbs.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { paidOrder } from "../../purchase/orders/paid-order.ts";

const folder = mkdtempSync(join(tmpdir(), "consent-"));
let shop: TestShop;
let socket: Awaited<ReturnType<typeof openControlSocket>>;
beforeAll(async () => {
  shop = await openTestShop();
  const { verbs: operator, jobs } = shop;
  socket = await openControlSocket(folder, operatorVerbs({ operator, jobs, publicUrl: "https://shop.example.com" }));
});
afterAll(async () => {
  await socket.close();
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
});

type Said = { readonly code: number; readonly output: string; readonly errors: string };
const run = (words: readonly string[], input = ""): Promise<Said> =>
  new Promise((ended) => {
    const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: "" };
    const child = execFile(process.execPath, words, { env }, (error, output, errors) =>
      ended({ code: error === null ? 0 : Number(error.code), output, errors }),
    );
    child.stdin?.end(input);
  });
/** As a script runs it: with no terminal to ask at. */
const refund = (...options: readonly string[]) => run(["scripts/refund.ts", ...options]);
/** As at a terminal, with what is typed there. */
const refundAtTerminal = (typed: string, ...options: readonly string[]) => {
  const isTerminal = "data:text/javascript,process.stdin.isTTY = true; process.stderr.isTTY = true;";
  return run(["--import", isTerminal, "scripts/refund.ts", ...options], typed);
};

// Each run loads the whole product, which takes seconds on a busy machine.
it(
  "npm run refund gives nothing that nobody said yes to, and then says what it gave",
  { timeout: 400_000 },
  async () => {
    const order = await paidOrder(shop);
    const given = async () => (await shop.context.store.refunds("sandbox", order.paymentReference)).length;
    const about = ["--order", order.number, "--why", "a test"];
    expect(await refund(...about)).toEqual({
      code: 2,
      output: "",
      errors: "--all, --amount or --line: say what is given back. --help lists the options.\n",
    });
    expect(await refund(...about, "--all")).toEqual({
      code: 2,
      output: "",
      errors:
        "--yes: there is no terminal to ask at. Add --yes to do it, or --dry-run to see what it would do. --help lists the options.\n",
    });
    expect(await refund(...about, "--all", "--dry-run")).toEqual({
      code: 0,
      output: `Gives back $32.66 of $32.66, order ${order.number} of Fernweh (Ada L.).\nNothing was changed.\n`,
      errors: "",
    });
    expect(await given()).toBe(0);
    const { output, ...rest } = await refund(...about, "--all", "--yes");
    expect(rest).toEqual({ code: 0, errors: "" });
    expect(output).toContain(
      `Gave back $32.66 of $32.66, order ${order.number} of Fernweh (Ada L.); the order is now refunded.`,
    );
    expect(await given()).toBe(1);
  },
);

it(
  "npm run refund says with --json what was not done on both outputs: why in words, and a line for programs",
  { timeout: 400_000 },
  async () => {
    const { number } = await paidOrder(shop);
    const all = ["--all", "--why", "a test", "--json"];
    const declined = await refundAtTerminal("n\n", "--order", number, ...all);
    expect(declined).toMatchObject({ code: 1, output: '{"error":"Nothing was changed."}\n' });
    expect(declined.errors).toMatch(/Go ahead\? \[y\/N\][^]*\nNothing was changed\.\n$/);
    const unknown = await refund("--order", "T-2345-6789", ...all, "--yes");
    expect(JSON.parse(unknown.output)).toMatchObject({ kind: "not_found" });
    expect(unknown).toMatchObject({ code: 1, errors: expect.stringMatching(/^.*T-2345-6789.*\n$/) as string });
  },
);
