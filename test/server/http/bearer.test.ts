import { describe, expect, it } from "vitest";
import { readTokens, verifyListed } from "../../../src/server/http/bearer.ts";

const ANNA = "6f1c".repeat(16);
const BEN = "a03b".repeat(16);

describe("a file of tokens", () => {
  it("names each token, by the line's own name or by its place", () => {
    expect(readTokens(`# the team\n\nanna ${ANNA}\r\n  ${BEN}  \n`)).toEqual([
      { name: "anna", token: ANNA },
      { name: "token 2", token: BEN },
    ]);
    expect(readTokens("# nobody yet\n\n")).toEqual([]);
  });
});

describe("a list of tokens", () => {
  const verifier = verifyListed([
    { name: "anna", token: ANNA },
    { name: "ben", token: BEN },
  ]);

  it("lets in whoever has one, by its name", async () => {
    expect(await verifier.verifyAccessToken(BEN)).toMatchObject({ clientId: "ben", token: BEN });
  });

  it.each([
    ["", "nothing"],
    [ANNA.slice(1), "a part"],
    [`${ANNA}0`, "more"],
    [ANNA.toUpperCase(), "another case"],
  ])("lets in nobody with %s (%s)", async (token) => {
    await expect(verifier.verifyAccessToken(token)).rejects.toThrow("not one of this server's");
  });
});
