import { describe, expect, it } from "vitest";
import { readConfig } from "#lib/config/config.ts";

const read = (env: Record<string, string>) => readConfig(env, "/srv/shop");
const problemsOf = (env: Record<string, string>) => {
  const outcome = read(env);
  return outcome.kind === "invalid" ? outcome.problems.map((problem) => problem.name) : [];
};
const SERVER = { UNLEASH_URL: "https://unleash.example.com/api/", UNLEASH_API_TOKEN: "default:production.abc" };

describe("the settings of the flag server", () => {
  it("are none by default, and ask every five seconds", () => {
    expect(read({})).toMatchObject({ config: { unleash: null } });
    expect(read(SERVER)).toMatchObject({
      config: {
        unleash: { url: "https://unleash.example.com/api", token: "default:production.abc", refreshMs: 5000 },
      },
    });
    expect(read({ ...SERVER, UNLEASH_REFRESH_SECONDS: "1" })).toMatchObject({
      config: { unleash: { refreshMs: 1000 } },
    });
  });

  it.each<[string, Record<string, string>]>([
    ["UNLEASH_URL", { ...SERVER, UNLEASH_URL: "unleash" }],
    ["UNLEASH_API_TOKEN", { UNLEASH_URL: SERVER.UNLEASH_URL }],
    ["UNLEASH_API_TOKEN", { ...SERVER, UNLEASH_API_TOKEN: "two words" }],
    ["UNLEASH_API_TOKEN", { UNLEASH_API_TOKEN: "t" }],
    ["UNLEASH_REFRESH_SECONDS", { UNLEASH_REFRESH_SECONDS: "5" }],
    ["UNLEASH_REFRESH_SECONDS", { ...SERVER, UNLEASH_REFRESH_SECONDS: "0" }],
    ["UNLEASH_REFRESH_SECONDS", { ...SERVER, UNLEASH_REFRESH_SECONDS: "1.5" }],
    ["UNLEASH_REFRESH_SECONDS", { ...SERVER, UNLEASH_REFRESH_SECONDS: "301" }],
  ])("%s is named when it is wrong: %j", (name, env) => expect(problemsOf(env)).toEqual([name]));
});

describe("the settings of the breaker", () => {
  it("have defaults under which declines that are usual open nothing", () => {
    expect(read({})).toMatchObject({
      config: {
        breaker: {
          windowMs: 3_600_000,
          maxSessions: 20,
          minSessions: 8,
          declinedPercent: 80,
          errorPercent: 30,
          unknownPercent: 30,
          coolDownMs: 300_000,
          trials: 5,
        },
      },
    });
  });

  it("can be changed one by one, or the breaker turned off", () => {
    expect(read({ BREAKER_TRIALS: "9", BREAKER_COOL_DOWN_SECONDS: "60" })).toMatchObject({
      config: { breaker: { trials: 9, coolDownMs: 60_000, minSessions: 8 } },
    });
    expect(read({ BREAKER: "off" })).toMatchObject({ config: { breaker: null } });
  });

  it.each<[string, Record<string, string>]>([
    ["BREAKER", { BREAKER: "no" }],
    ["BREAKER_TRIALS", { BREAKER: "off", BREAKER_TRIALS: "5" }],
    ["BREAKER_TRIALS", { BREAKER_TRIALS: "0" }],
    ["BREAKER_DECLINED_PERCENT", { BREAKER_DECLINED_PERCENT: "80%" }],
    ["BREAKER_ERROR_PERCENT", { BREAKER_ERROR_PERCENT: "102" }],
    ["BREAKER_MIN_SESSIONS", { BREAKER_MIN_SESSIONS: "21" }],
    ["BREAKER_WINDOW_MINUTES", { BREAKER_WINDOW_MINUTES: "1e9" }],
  ])("%s is named when it is wrong: %j", (name, env) => expect(problemsOf(env)).toEqual([name]));
});
