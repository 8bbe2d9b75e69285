import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { rejection, type Gate } from "@elsewhere/core";
import { createControl, isAlive, operator, readControl } from "./control.ts";

const folders: string[] = [];

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "elsewhere-control-"));
  folders.push(made);
  return made;
}

afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true });
});

describe("control of a server", () => {
  it("[CTRL1] the token lets the operator in; whoever shows another is judged as before", async () => {
    const seen: string[] = [];
    const inner = {
      authenticate: (token: string) => {
        seen.push(token);
        return Promise.resolve(rejection("not-signed-in"));
      },
    } as Gate;
    const control = createControl();
    const gate = control.gate(inner);
    expect(await gate.authenticate(control.token)).toEqual(operator);
    const others = ["", control.token.slice(1), `${control.token}x`, createControl().token];
    for (const token of others) expect(await gate.authenticate(token)).toEqual(rejection("not-signed-in"));
    expect(seen).toEqual(others);
  });

  it.each([
    ["0.0.0.0", "http://127.0.0.1:81"],
    ["::", "http://[::1]:81"],
    ["::1", "http://[::1]:81"],
    ["192.0.2.7", "http://192.0.2.7:81"],
  ])("[CTRL2] a server that listens on %s is reached at %s", (address, url) => {
    const dataDir = folder();
    const control = createControl();
    control.publish(dataDir, { address, port: 81 });
    expect(readControl(dataDir)).toEqual({ pid: process.pid, url, token: control.token });
    expect(statSync(join(dataDir, "control.json")).mode & 0o777).toBe(0o600);
    control.withdraw();
    expect(existsSync(join(dataDir, "control.json"))).toBe(false);
  });

  it.each([
    "",
    "null",
    "[]",
    "{}",
    '{"pid":"1","url":"http://a","token":"t"}',
    '{"pid":1,"url":"a b","token":"t"}',
    '{"pid":1,',
  ])("[CTRL2] %s is no control file", (text) => {
    const dataDir = folder();
    writeFileSync(join(dataDir, "control.json"), text);
    expect(readControl(dataDir)).toBeUndefined();
  });

  it("[CTRL2] it is known whether the process is there", () => {
    expect([isAlive(process.pid), isAlive(2 ** 22 + 1), isAlive(0), isAlive(-1)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
