import { randomBytes, timingSafeEqual } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { AccountName, DeviceId, Gate } from "@elsewhere/core";

/** How the command line reaches the server that runs on a data directory. Whoever can read the directory may do all. */
export interface ControlFile {
  readonly pid: number;
  readonly url: string;
  readonly token: string;
}

export interface Control {
  /** The gate, which also lets in whoever shows the control token, as an administrator without an account. */
  gate(gate: Gate): Gate;
  readonly token: string;
  publish(dataDir: string, address: Pick<AddressInfo, "address" | "port">): void;
  withdraw(): void;
}

/** The operator at the command line: not an account, so nothing of an account's own can be asked. */
export const operator = {
  account: "-" as AccountName,
  device: "control" as DeviceId,
  admin: true,
  rotate: false,
};

export function createControl(): Control {
  const token = `control-${randomBytes(32).toString("base64url")}`;
  let file: string | undefined;
  return {
    token,
    gate: (gate) => withOperator(gate, token),
    publish(dataDir, { address, port }) {
      file = join(dataDir, "control.json");
      const content: ControlFile = { pid: process.pid, url: `http://${hostOf(address)}:${port}`, token };
      writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
    },
    withdraw() {
      if (file !== undefined) rmSync(file, { force: true });
    },
  };
}

function hostOf(address: string): string {
  if (address === "0.0.0.0") return "127.0.0.1";
  if (address === "::") return "[::1]";
  return address.includes(":") ? `[${address}]` : address;
}

function withOperator(gate: Gate, token: string): Gate {
  const expected = Buffer.from(token);
  return {
    signIn: (...args) => gate.signIn(...args),
    signUp: (...args) => gate.signUp(...args),
    offerPasskey: () => gate.offerPasskey(),
    signInWithPasskey: (...args) => gate.signInWithPasskey(...args),
    setPassword: (...args) => gate.setPassword(...args),
    rotate: (asker) => gate.rotate(asker),
    inspectPass: (pass) => gate.inspectPass(pass),
    setupPass: () => gate.setupPass(),
    createToken: (...args) => gate.createToken(...args),
    authenticate(shown) {
      const bytes = Buffer.from(shown);
      const isOperator = bytes.length === expected.length && timingSafeEqual(bytes, expected);
      return isOperator ? Promise.resolve(operator) : gate.authenticate(shown);
    },
  };
}

/** The control file of a data directory, or undefined if there is none to be read. */
export function readControl(dataDir: string): ControlFile | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(join(dataDir, "control.json"), "utf8"));
    return isControlFile(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isControlFile(read: unknown): read is ControlFile {
  if (typeof read !== "object" || read === null) return false;
  const { pid, url, token } = read as Record<string, unknown>;
  return (
    Number.isSafeInteger(pid) && typeof url === "string" && URL.canParse(url) && typeof token === "string"
  );
}

/** Whether a process of that number is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid > 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
