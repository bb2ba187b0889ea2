import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openMailFolder } from "#lib/mail/mail-folder.ts";
import { messageOf } from "#lib/mail/message.ts";
import { NOON } from "../fixtures/builders.ts";
import { aMail, CONTENTS, PUBLIC_URL, SENDER } from "./mail-cases.ts";

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), "mail-folder-"));
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

const message = messageOf(aMail(CONTENTS.order_placed), { publicUrl: PUBLIC_URL, sender: SENDER });

/** As a process leaves it that ends while it writes a message. */
function unfinished(name: string, minutesAgo: number): string {
  const file = join(path, `${name}.json.unfinished`);
  writeFileSync(file, JSON.stringify(message));
  const time = new Date(NOON.getTime() - minutesAgo * 60_000);
  utimesSync(file, time, time);
  return file;
}

it("what a crash left unfinished is removed with the next message and when old purchases are forgotten, and nothing that is being written", async () => {
  const folder = openMailFolder(path, () => NOON);
  for (const look of [() => folder.keep(message), () => folder.sessions()]) {
    const [old, fresh] = [unfinished("20260503T080000000Z-a", 11), unfinished("20260503T080000000Z-b", 1)];
    await look();
    expect([old, fresh].map((file) => existsSync(file))).toEqual([false, true]);
  }
  expect(await folder.list()).toHaveLength(1);
});

it("the latest 200 messages stay, give or take what came since the folder was last looked through", async () => {
  const folder = openMailFolder(path, () => NOON);
  for (let index = 0; index < 241; index += 1)
    await folder.keep({ ...message, date: new Date(NOON.getTime() + index), messageId: `${"a".repeat(40)}@shop` });
  const kept = await folder.list();
  expect(kept.length).toBeGreaterThanOrEqual(200);
  expect(kept.length).toBeLessThanOrEqual(220);
  expect(kept[0]?.date).toBe(new Date(NOON.getTime() + 240).toISOString());
});
