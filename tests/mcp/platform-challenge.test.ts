import { expect, it } from "vitest";
import { challengeAnswer } from "#lib/http/platform-challenge.ts";

it("the challenge of the platform is the token alone, as plain text that nobody caches", async () => {
  const answer = challengeAnswer("a-token-of-the-platform");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await answer.text()).toBe("a-token-of-the-platform");
});

it("the challenge of the platform is not found while there is no token", () => {
  expect(challengeAnswer(null).status).toBe(404);
});
