import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPublicAddress } from "#lib/outbound/public-address.ts";

type Cases = { readonly public: readonly string[]; readonly notPublic: readonly string[] };
const cases = JSON.parse(readFileSync("tests/fixtures/cases/ip-addresses.json", "utf8")) as Cases;

const dotted = (bits: number) => [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join(".");
/** Networks of hosts that are on no internet, as their first and last address: counted by hand, not by a block list. */
const PRIVATE: readonly (readonly [number, number])[] = [
  [0x00_00_00_00, 0x00_ff_ff_ff],
  [0x0a_00_00_00, 0x0a_ff_ff_ff],
  [0x64_40_00_00, 0x64_7f_ff_ff],
  [0x7f_00_00_00, 0x7f_ff_ff_ff],
  [0xa9_fe_00_00, 0xa9_fe_ff_ff],
  [0xac_10_00_00, 0xac_1f_ff_ff],
  [0xc0_a8_00_00, 0xc0_a8_ff_ff],
  [0xc6_12_00_00, 0xc6_13_ff_ff],
  [0xe0_00_00_00, 0xff_ff_ff_ff],
];
const aPrivateAddress = fc
  .constantFrom(...PRIVATE)
  .chain(([first, last]) => fc.integer({ min: first, max: last }))
  .map(dotted);
const group = fc.integer({ min: 0, max: 0xffff }).map((bits) => bits.toString(16));
const groups = (count: number) => fc.array(group, { minLength: count, maxLength: count }).map((all) => all.join(":"));

describe("the addresses that a picture may be fetched from", () => {
  it.each(cases.public)("%s is public", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each(cases.notPublic)("%s is not", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it("no private network has an address that is let through, in any wrapping of IPv6", () => {
    fc.assert(
      fc.property(aPrivateAddress, (address) => {
        const wrapped = ["::ffff:", "::", "64:ff9b::", "64:ff9b:1::", "::ffff:0:"].map((prefix) => prefix + address);
        expect([address, ...wrapped].filter(isPublicAddress)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("of IPv6 only the part that is assigned for the internet is public", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), groups(7), (first, rest) => {
        const address = `${first.toString(16)}:${rest}`;
        if (first < 0x20_00 || first > 0x3f_ff || first === 0x20_02) expect(isPublicAddress(address)).toBe(false);
        if (first >= 0x20_03 && first <= 0x26_19) expect(isPublicAddress(address)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("a network's neighbours are public, so no range is wider than it says", () => {
    const neighbours = ["9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0"];
    const more = ["169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0"];
    expect([...neighbours, ...more, "223.255.255.255"].filter((address) => !isPublicAddress(address))).toEqual([]);
  });

  it("what is no IP address is not public", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (!/^[\d.]+$|:/.test(text)) expect(isPublicAddress(text)).toBe(false);
      }),
    );
    expect(["", "localhost", "8.8.8.8.", "0x08080808", "134744072", "8.8.8.8/32"].filter(isPublicAddress)).toEqual([]);
  });
});
