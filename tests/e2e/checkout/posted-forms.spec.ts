import { expect, test } from "@playwright/test";

test("a posted form that cannot be read, or is too long, is refused and no server error", async ({ request }) => {
  const headers = { "content-type": "multipart/form-data; boundary=abc" };
  for (const address of ["/policies/terms", "/checkout/co_nobody", "/nowhere"]) {
    for (const data of ["garbage", "--abc\r\n", `--abc\r\n${"x".repeat(2_000_000)}`]) {
      const response = await request.post(address, { data: Buffer.from(data), headers });
      expect(response.status(), `${address} ${data.slice(0, 20)}`).toBeGreaterThanOrEqual(400);
      expect(response.status(), `${address} ${data.slice(0, 20)}`).toBeLessThan(500);
    }
  }
});

test("a form that another site sends is refused as such, at the sign-in, on a checkout and by a script", async ({
  request,
}) => {
  const headers = { origin: "https://evil.example" };
  const multipart = { $ACTION_ID_0: "", key: "a guess" };
  for (const address of ["/console/sign-in", "/checkout/co_nobody"]) {
    expect((await request.post(address, { multipart, headers })).status(), address).toBe(403);
    const byScript = { ...headers, "content-type": "text/plain;charset=UTF-8", "next-action": "a".repeat(42) };
    expect((await request.post(address, { data: "[]", headers: byScript })).status(), address).toBe(403);
  }
});
