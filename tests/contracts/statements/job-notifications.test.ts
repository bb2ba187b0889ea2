import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { jobNotifications } from "#lib/store/drizzle/jobs/claims.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A connection on which a queue listens; `notify` is what the database says. */
async function aListener() {
  const on = { notify: (_queue: string): void => undefined, reconnect: (): void => undefined };
  const connection = {
    async listen(_channel: string, notify: (queue: string) => void, reconnect: () => void) {
      [on.notify, on.reconnect] = [notify, reconnect];
      return { close: () => Promise.resolve() };
    },
  };
  jobNotifications(connection);
  const heard: string[] = [];
  await connection.listen(
    "jobs",
    (queue) => void heard.push(queue),
    () => void heard.push("all"),
  );
  return { heard, on };
}

it("notifications of a queue within 50 ms are one, of each queue, and none is lost", async () => {
  const { heard, on } = await aListener();
  for (const queue of ["send-mail", "send-mail", "sweep", "send-mail"]) on.notify(queue);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(50);
  expect(heard).toEqual(["send-mail", "sweep"]);
  on.notify("send-mail");
  vi.advanceTimersByTime(50);
  expect(heard).toEqual(["send-mail", "sweep", "send-mail"]);
});

it("a connection that is back has every queue looked at without waiting", async () => {
  const { heard, on } = await aListener();
  on.reconnect();
  expect(heard).toEqual(["all"]);
});
