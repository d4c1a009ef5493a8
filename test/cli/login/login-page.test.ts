import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { receiveLogin } from "../../../src/cli/login/login-page.ts";
import { Fault } from "../../../src/model/fault.ts";
import { HOSTILE, MARK } from "../../laws/hostile.ts";
import { freePort } from "../../support/redis.ts";

async function look(address: string) {
  const answer = await fetch(address);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

describe("the page that waits", () => {
  interface Waiting {
    readonly trade?: (code: string) => Promise<void>;
    readonly timeoutMs?: number;
    readonly host?: string;
  }
  async function wait({ trade = () => Promise.resolve(), timeoutMs = 15_000, host = "127.0.0.1" }: Waiting = {}) {
    const redirect = new URL(`http://${host}:${await freePort()}/callback`);
    let done: Promise<unknown> = Promise.resolve();
    await new Promise<void>((resolve, reject) => {
      done = receiveLogin({ redirect, state: "our-state", timeoutMs, onListening: resolve, trade }).then(
        () => "logged in",
        (error) => error,
      );
      done.then(reject);
    });
    return { redirect, done, at: (query: string) => `${redirect.href}${query}` };
  }

  it("trades the code and says so on a page that may load nothing and shows nothing of the request", async () => {
    const codes: string[] = [];
    const { done, at } = await wait({ trade: async (code) => void codes.push(code) });
    const page = await look(at("?code=the-code&state=our-state"));
    expect(await done).toBe("logged in");
    expect(codes).toEqual(["the-code"]);
    expect(page.status).toBe(200);
    expect(page.text).toContain("Logged in");
    expect(page.text).not.toMatch(/the-code|our-state|<script|<style|http/);
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("refuses another state, another path and another method, and goes on waiting", async () => {
    const codes: string[] = [];
    const { redirect, done, at } = await wait({ trade: async (code) => void codes.push(code) });
    expect((await look(at("?code=evil&state=guessed"))).status).toBe(400);
    expect((await look(at("?error=access_denied&state=guessed"))).status).toBe(400);
    expect((await look(`${redirect.origin}/favicon.ico`)).status).toBe(404);
    expect((await fetch(at("?code=evil&state=our-state"), { method: "POST" })).status).toBe(405);
    expect(codes).toEqual([]);
    expect((await look(at("?code=good&state=our-state"))).status).toBe(200);
    expect(await done).toBe("logged in");
    expect(codes).toEqual(["good"]);
  });

  it.each([
    ["the code that is refused", (hostile: string) => `?code=${hostile}&state=our-state`],
    ["the platform's refusal", (hostile: string) => `?error=${hostile}&error_description=${hostile}&state=our-state`],
  ])("shows no word of a request that is hostile in every part: %s", async (_, answer) => {
    const hostile = encodeURIComponent(HOSTILE);
    const trade = (code: string) => Promise.reject(new Fault({ kind: "login_needed", message: `Refused: ${code}` }));
    const { redirect, done, at } = await wait({ trade });
    const strays = [
      at(`?code=${hostile}&state=${hostile}`),
      at(`?${hostile}=1`),
      `${redirect.origin}/${hostile}?code=1&state=our-state`,
    ];
    for (const address of [...strays, at(answer(hostile))]) {
      const { status, text, headers } = await look(address);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toContain(MARK);
      expect(JSON.stringify([...headers])).not.toContain(MARK);
    }
    expect(await done).toBeInstanceOf(Fault);
  });

  it("does not answer under a name that is not its own", async () => {
    const { redirect, done, at } = await wait();
    const status = await new Promise((resolve) => {
      const path = "/callback?code=evil&state=our-state";
      request({ port: redirect.port, host: "127.0.0.1", path, headers: { host: "evil.example" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(status).toBe(400);
    await look(at("?code=good&state=our-state"));
    expect(await done).toBe("logged in");
  });

  it("takes one code only, also while that is being traded", async () => {
    let finish: () => void = () => undefined;
    const codes: string[] = [];
    const { done, at } = await wait({
      trade: (code) => {
        codes.push(code);
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
    });
    const first = look(at("?code=first&state=our-state"));
    await expect.poll(() => codes).toEqual(["first"]);
    const second = await look(at("?code=second&state=our-state"));
    expect(second.status).toBe(410);
    finish();
    expect((await first).status).toBe(200);
    expect(await done).toBe("logged in");
    expect(codes).toEqual(["first"]);
    await expect(look(at("?code=first&state=our-state"))).rejects.toThrow();
  });

  it("shows that a trade failed, and hands its reason to the terminal alone", async () => {
    const fault = new Fault({ kind: "login_needed", message: "The code was refused: sandbox-secret." });
    const { done, at } = await wait({ trade: () => Promise.reject(fault) });
    const page = await look(at("?code=old&state=our-state"));
    expect(page.status).toBe(400);
    expect(page.text).toContain("Not logged in");
    expect(page.text).not.toContain("sandbox-secret");
    expect(await done).toBe(fault);
  });

  it("ends where the person did not agree", async () => {
    const { done, at } = await wait();
    expect((await look(at("?error=access_denied&state=our-state"))).status).toBe(400);
    expect(await done).toMatchObject({ kind: "login_needed", message: expect.stringContaining("access_denied") });
  });

  it("gives up after its time", async () => {
    const { done } = await wait({ timeoutMs: 50 });
    expect(await done).toMatchObject({ kind: "timed_out" });
  });

  it("is found by either address of localhost", async () => {
    const { done, at } = await wait({ host: "localhost" });
    await look(at("?code=good&state=our-state"));
    expect(await done).toBe("logged in");
  });

  it("says that its port is in use, and which setting names it", async () => {
    const { redirect, done, at } = await wait();
    const second = receiveLogin({
      redirect,
      state: "s",
      timeoutMs: 1_000,
      onListening: () => undefined,
      trade: async () => undefined,
    });
    await expect(second).rejects.toMatchObject({
      kind: "misconfigured",
      message: expect.stringContaining("EADDRINUSE"),
      next: expect.stringContaining("SOURCING_LOGIN_REDIRECT"),
    });
    await look(at("?code=good&state=our-state"));
    expect(await done).toBe("logged in");
  });
});
