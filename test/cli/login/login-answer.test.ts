import { describe, expect, it } from "vitest";
import { readLoginAnswer } from "../../../src/cli/login/login-answer.ts";

describe("the address that a browser comes back to", () => {
  const redirect = new URL("http://127.0.0.1:8765/callback");
  const read = (address: string) => readLoginAnswer(new URL(address), redirect, "our-state");

  it("gives its code where the state is ours", () => {
    expect(read("http://127.0.0.1:8765/callback?code=a%2Bb&state=our-state")).toEqual({ code: "a+b" });
  });

  it.each([
    ["http://127.0.0.1:8765/callback?code=a&state=other", { stray: "state" }],
    ["http://127.0.0.1:8765/callback?code=a", { stray: "state" }],
    ["http://127.0.0.1:8765/other?code=a&state=our-state", { stray: "address" }],
    ["http://localhost:8765/callback?code=a&state=our-state", { stray: "address" }],
    ["https://evil.example/callback?code=a&state=our-state", { stray: "address" }],
    ["http://127.0.0.1:8765/callback?state=our-state", { stray: "code" }],
    [`http://127.0.0.1:8765/callback?state=our-state&code=${"a".repeat(2_001)}`, { stray: "code" }],
    ["http://127.0.0.1:8765/callback?error=access_denied&state=our-state", { refused: "access_denied" }],
    ["http://127.0.0.1:8765/callback?error=%3Cscript%3E&state=our-state", { refused: "an error" }],
    ["http://127.0.0.1:8765/callback?error=access_denied&state=other", { stray: "state" }],
  ])("%s", (address, answer) => {
    expect(read(address)).toEqual(answer);
  });
});
