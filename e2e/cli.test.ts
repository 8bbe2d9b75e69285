import { createServer } from "node:net";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { Watch } from "./command.ts";
import { newServer, type RunningServer } from "./running-server.ts";

const servers: RunningServer[] = [];

async function stopped(): Promise<RunningServer> {
  const server = await newServer();
  servers.push(server);
  return server;
}

async function running(): Promise<RunningServer> {
  const server = await stopped();
  await server.spawn().ready;
  return server;
}

/** Accounts with a token each. */
async function people<const Name extends string>(server: RunningServer, ...names: Name[]) {
  const made = names.map(async (account) => {
    await server.ask("admin-add-account", { account });
    const { token } = await server.ask("admin-create-token", { account, label: `${account}'s script` });
    return [account, { ELSEWHERE_TOKEN: token, ELSEWHERE_URL: server.url }] as const;
  });
  return Object.fromEntries(await Promise.all(made)) as unknown as Record<Name, Record<string, string>>;
}

function tokenOf(person: Readonly<Record<string, string>>): string {
  return person["ELSEWHERE_TOKEN"] ?? "";
}

async function json(server: RunningServer, words: readonly string[], variables = {}): Promise<unknown> {
  const { code, out, err } = await server.run([...words, "--json"], variables);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out);
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.clear();
});

describe("administration", () => {
  const tour = async (server: RunningServer) => {
    const added = await server.run(["account", "add", "alice", "--admin", "--display-name", "Alice"]);
    expect(added.out).toMatch(/^alice@localhost\npassword: (?:[a-z2-9]{4}-){3}[a-z2-9]{4}\n$/);
    const bob = await server.run(
      ["account", "add", "bob", "--password-stdin", "--json"],
      {},
      "correct horse\n",
    );
    expect(JSON.parse(bob.out)).toEqual({ account: "bob", address: "bob@localhost" });
    const token = (await server.run(["token", "create", "bob", "--label", "bot"])).out.trim();
    const { devices } = (await json(server, ["device", "list", "bob"])) as {
      devices: { device: string; label: string }[];
    };
    expect(devices.map(({ label }) => label)).toEqual(["bot"]);
    await json(server, ["account", "disable", "bob"]);
    await json(server, ["account", "enable", "bob"]);
    await json(server, ["device", "revoke", "bob", devices[0]?.device ?? ""]);
    expect(await json(server, ["account", "export", "bob"])).toMatchObject({
      account: { name: "bob" },
      devices: [],
    });
    await json(server, ["account", "remove", "bob"]);
    const { accounts } = (await json(server, ["account", "list"])) as { accounts: object[] };
    expect(accounts).toMatchObject([{ account: "alice", displayName: "Alice", admin: true }]);
    expect((await server.run(["account", "add", "alice"])).code).toBe(1);
    expect((await server.run(["account", "remove", "alice"])).err).toContain("only administrator");
    return token;
  };

  it("[CMD4] [CMD6] goes through the server while it runs", async () => {
    const server = await running();
    const token = await tour(server);
    const { code, err } = await server.run(["send", "--to", "alice", "x"], { ELSEWHERE_TOKEN: token });
    expect([code, err]).toEqual([1, expect.stringContaining("not-signed-in")]);
  });

  it("[CMD4] [CMD6] works on the data directory while no server runs", async () => {
    const server = await stopped();
    await tour(server);
    const printed = await server.spawn().ready;
    expect(printed).not.toContain("administrator");
    expect((await server.ask("admin-accounts", {})).accounts).toMatchObject([{ account: "alice" }]);
  });

  it("[CMD14] audit and settings tell and change the same, running or not", async () => {
    const server = await stopped();
    await server.run(["account", "add", "alice"]);
    expect((await server.run(["settings", "set", "deviceLimit", "many"])).err).toContain("a whole number");
    await json(server, ["settings", "set", "houseName", "The Mill"]);
    await server.spawn().ready;
    const { settings } = (await json(server, ["settings", "list"])) as { settings: { name: string }[] };
    expect(settings[0]).toMatchObject({ name: "houseName", value: "The Mill", changed: true });
    await json(server, ["settings", "set", "houseName"]);
    const { events } = (await json(server, ["audit", "--limit", "3"])) as { events: object[] };
    expect(events).toMatchObject([
      { what: "setting-changed", by: "-", detail: "houseName" },
      { what: "setting-changed", by: "-", detail: "houseName: The Mill" },
      { what: "account-added", by: "-", on: "alice" },
    ]);
    expect((await server.run(["audit", "--what", "account-added"])).out).toMatch(/account-added +- +alice/);
    expect((await server.run(["audit", "--what", "nonsense"])).code).toBe(2);
  });

  it("[CMD15] an account is written into an archive, and a link gives it a new password", async () => {
    const server = await running();
    await json(server, ["account", "add", "alice"]);
    const file = join(server.dataDir, "alice.zip");
    expect(await json(server, ["account", "export", "alice", "--archive", file])).toMatchObject({ file });
    expect(readFileSync(file).subarray(0, 2).toString()).toBe("PK");
    expect((await server.run(["account", "export", "alice", "--archive", file])).code).toBe(1);
    expect((await server.run(["account", "export", "nobody", "--archive", `${file}2`])).code).toBe(1);
    const { link } = (await json(server, ["account", "password-link", "alice"])) as { link: string };
    const [, pass] = link.split("#");
    const answer = await fetch(`${server.url}/api/v1/password`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ pass, password: "battery staple" }),
    });
    expect(await answer.json()).toMatchObject({ account: "alice" });
  });

  it("[CMD5] does not believe the control file of a server that was killed", async () => {
    const server = await running();
    await server.end("SIGKILL");
    expect(existsSync(join(server.dataDir, "control.json"))).toBe(true);
    expect((await server.run(["account", "add", "alice"])).code).toBe(0);
  });

  it("[CMD5] does not believe a control file whose process is another program", async () => {
    const server = await running();
    await server.end("SIGKILL");
    const file = join(server.dataDir, "control.json");
    writeFileSync(file, JSON.stringify({ pid: process.pid, url: "http://127.0.0.1:9", token: "x" }));
    expect((await server.run(["account", "add", "alice"])).code).toBe(0);
  });

  it("[CMD8] a disabled account is let in by nobody until it is enabled", async () => {
    const server = await running();
    const { alice } = await people(server, "alice");
    await server.run(["account", "disable", "alice"]);
    const refused = await server.run(["presence", "set", "busy"], alice);
    expect([refused.code, refused.err]).toEqual([1, "This account is disabled.\n"]);
    await server.run(["account", "enable", "alice"]);
    expect((await server.run(["presence", "set", "busy"], alice)).code).toBe(0);
  });

  it("[CMD6] changes a password, and refuses a short one", async () => {
    const server = await running();
    await people(server, "alice");
    const words = ["account", "password", "alice"];
    expect((await server.run([...words, "--password-stdin"], {}, "short\n")).code).toBe(1);
    expect((await server.run(words)).code).toBe(2);
    expect((await server.run([...words, "--password-stdin"], {}, "correct horse\n")).code).toBe(0);
    const response = await fetch(`${server.url}/api/v1/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ account: "alice", password: "correct horse" }),
    });
    expect(response.status).toBe(200);
  });

  it("[CMD10] lists the node, drains it and waits for its end", async () => {
    const server = await running();
    expect(await json(server, ["nodes"])).toMatchObject({ nodes: [{ node: "node-1", pid: server.pid }] });
    expect((await server.run(["drain", "node-2"])).err).toContain("the node here is node-1");
    expect((await server.run(["drain", "node-1"])).code).toBe(0);
    expect(server.exitCode).toBe(0);
    expect((await server.run(["nodes"])).code).toBe(3);
  });

  it("[CMD11] makes a link with which a person signs up", async () => {
    const server = await running();
    const made = (await json(server, ["invite", "sign-up", "--uses", "2", "--expires", "1h"])) as {
      link: string;
    };
    const secret = made.link.split("#")[1] ?? "";
    const pass = await fetch(`${server.url}/api/v1/pass/${secret}`);
    expect(await pass.json()).toMatchObject({ kind: "sign-up" });
  });
});

describe("exit codes and output", () => {
  it("[CMD2] [CMD3] tell what happened, and results alone are on standard output", async () => {
    const server = await stopped();
    const person = { ELSEWHERE_TOKEN: "t", ELSEWHERE_URL: `http://127.0.0.1:${server.port}` };
    const cases = [
      [["account", "list"], {}, 0],
      [["account", "remove", "nobody"], {}, 1],
      [["acount"], {}, 2],
      [["account", "list"], { ELSEWHERE_HTTP_PROT: "1" }, 2],
      [["send", "--to", "bob", "x"], {}, 2],
      [["presence", "get", "bob"], person, 3],
      [["nodes"], {}, 3],
    ] as const;
    for (const [words, variables, code] of cases) {
      const ended = await server.run([...words, "--json"], variables);
      expect([words, ended.code]).toEqual([words, code]);
      if (code === 0) expect(JSON.parse(ended.out)).toBeDefined();
      else
        expect([ended.out, JSON.parse(ended.err.trim().split("\n").at(-1) ?? "")]).toMatchObject([
          "",
          { error: {} },
        ]);
    }
  });

  it("[CMD7] what is not in this version is refused in words", async () => {
    const server = await stopped();
    for (const words of [
      ["invite", "carol@example.org"],
      ["calls"],
      ["sweep", "x", "--to", "y"],
      ["call", "--from", "a", "--to", "b"],
      ["device", "add", "alice", "--kind", "sip", "--label", "Desk"],
    ]) {
      const { code, err } = await server.run(words);
      expect([words, code, err]).toEqual([words, 1, expect.stringContaining("not in this version")]);
    }
  });

  it("[BOOT1] [CMD2] a second server says what is in its way and leaves the data directory free", async () => {
    const server = await running();
    const same = await server.run(["serve"]);
    expect([same.code, same.err]).toEqual([3, expect.stringContaining("in use by process")]);
    const elsewhere = { ELSEWHERE_DATA_DIR: join(server.folder, "other") };
    const other = await server.run(["serve"], elsewhere);
    expect([other.code, other.err]).toEqual([3, expect.stringContaining(`Port ${server.port}`)]);
    expect(existsSync(join(server.folder, "other", "lock"))).toBe(false);
  });

  it("[BOOT2] the first start prints a link that makes the first administrator", async () => {
    const server = await stopped();
    expect(await server.spawn().ready).toMatch(
      /Elsewhere is at http:\/\/localhost:\d+\nMake the first administrator: http\S+#\S+/,
    );
    expect(await server.end("SIGTERM")).toBe(0);
  });
});

describe("send and watch", () => {
  it("[WATCH1] [SEND1] one line a notice, with the id that send printed; SIGINT ends it cleanly", async () => {
    const server = await running();
    const { alice, bob } = await people(server, "alice", "bob");
    const watch = new Watch(server, tokenOf(bob), ["--label", "Laptop", "--capabilities", "text,image"]);
    await watch.live();
    const first = await server.run(["send", "--to", "bob", "hello"], alice);
    const second = await server.run(["send", "--to", "bob@localhost", "-"], alice, "two\nlines\n");
    const third = await server.run(["send", "--to", "bob", "--lines", "-"], alice, "three\nfour\n");
    await watch.until(() => watch.texts.length === 4);
    expect(watch.texts).toEqual(["hello", "two\nlines", "three", "four"]);
    const ids = [first, second, third].flatMap(({ out }) => out.trim().split("\n"));
    expect(watch.lines.flatMap(({ on, id }) => (on === "message" ? [id] : []))).toEqual(ids);
    const told = watch.lines.findLast(({ on }) => on === "points");
    expect(told).toMatchObject({ points: [{ capabilities: ["text", "image"], connected: true }] });
    const labels = async () =>
      (await server.ask("admin-devices", { account: "bob" })).devices.map((one) => one.label);
    await expect.poll(labels, { timeout: 5_000 }).toEqual(["Laptop"]);
    expect(await watch.end("SIGINT")).toBe(0);
    expect(watch.err).toBe("");
  });

  it("[WATCH2] goes on where it ended, and begins with what came after the device was made", async () => {
    const server = await running();
    const { alice, bob } = await people(server, "alice", "bob");
    await server.run(["send", "--to", "bob", "before any watch"], alice);
    const { token: late } = await server.ask("admin-create-token", { account: "bob", label: "late" });
    await server.run(["send", "--to", "bob", "after the late device"], alice);
    const texts = async (token: string, words: readonly string[] = []) => {
      const watch = new Watch(server, token, words);
      await watch.live();
      await watch.end("SIGTERM");
      return watch.texts;
    };
    expect(await texts(tokenOf(bob))).toEqual(["before any watch", "after the late device"]);
    expect(await texts(tokenOf(bob))).toEqual([]);
    expect(await texts(late)).toEqual(["after the late device"]);
    expect(await texts(late, ["--since", "start"])).toEqual(["before any watch", "after the late device"]);
    expect(await texts(late, ["--since", "now"])).toEqual([]);
  });

  it("[WATCH6] a device that is signed out ends with a refusal; a wrong position or capability is told", async () => {
    const server = await running();
    const { bob } = await people(server, "bob");
    const watch = new Watch(server, tokenOf(bob));
    await watch.live();
    const { devices } = await server.ask("admin-devices", { account: "bob" });
    await server.run(["device", "revoke", "bob", devices[0]?.device ?? ""]);
    expect(await watch.ended()).toBe(1);
    expect(watch.err).toContain("does not let this device in");
    expect((await server.run(["watch", "--since", "yesterday"], bob)).code).toBe(2);
    const capable = await server.run(["watch", "--capabilities", "text,imag"], bob);
    expect([capable.code, capable.err]).toEqual([2, expect.stringContaining("did you mean image?")]);
  });

  it("[SEND2] gives up when its time is over", async () => {
    const server = await stopped();
    const person = { ELSEWHERE_TOKEN: "t", ELSEWHERE_URL: server.url };
    const { code, err } = await server.run(["send", "--to", "bob", "--timeout", "300ms", "x"], person);
    expect([code, err]).toEqual([3, expect.stringContaining("did not answer in time")]);
  });

  it("[CMD9] why tells of every point, to the operator of both sides", async () => {
    const server = await running();
    const { alice, bob } = await people(server, "alice", "bob");
    const watch = new Watch(server, tokenOf(bob));
    await watch.live();
    const id = (await server.run(["send", "--to", "bob", "hello"], alice)).out.trim();
    const whole = (await server.run(["why", id])).out;
    expect(whole).toMatch(/^alice, .*\n {2}alice's script +show/m);
    expect(whole).toMatch(/^bob, .*\n {2}bob's script +\w+ +\w.*: \w/m);
    const own = (await server.run(["why", id], alice)).out;
    expect([own.includes("alice's script"), own.includes("bob's script")]).toEqual([true, false]);
    await server.end("SIGTERM");
    expect((await server.run(["why", id])).out).toBe(whole);
    expect((await server.run(["why", "d:alice:bob.999"])).code).toBe(1);
    await watch.end("SIGINT");
  });

  it("[CMD12] presence, contacts and groups act for the token's account", async () => {
    const server = await running();
    const { alice, bob } = await people(server, "alice", "bob");
    expect((await server.run(["contact", "add", "bob"], alice)).code).toBe(0);
    expect((await server.run(["contact", "accept", "alice"], bob)).code).toBe(0);
    const watch = new Watch(server, tokenOf(bob));
    await watch.live();
    await server.run(["presence", "set", "busy", "--note", "at lunch", "--until", "90m"], bob);
    expect(await json(server, ["presence", "get", "bob"], alice)).toMatchObject({
      state: "busy",
      note: "at lunch",
    });
    const group = (await server.run(["group", "create", "Plans", "bob"], alice)).out.trim();
    await server.run(["send", "--to", group, "hello all"], alice);
    await watch.until(() => watch.texts.includes("hello all"));
    expect((await server.run(["presence", "set", "bussy"], bob)).code).toBe(2);
    await watch.end("SIGINT");
  });
});

describe("backup and restore", () => {
  it("[BACKUP1] [BACKUP2] [WATCH5] bring database and attachments back, under another epoch", async () => {
    const server = await running();
    const { alice, bob } = await people(server, "alice", "bob");
    const file = await upload(server, tokenOf(alice));
    await server.ask("admin-accounts", {});
    await server.run(["send", "--to", "bob", "before"], alice);
    const watch = new Watch(server, tokenOf(bob));
    await watch.live();
    const backup = join(server.folder, "backup.tar");
    expect((await server.run(["backup", backup])).code).toBe(0);
    const bytes = readFileSync(backup);
    expect((await server.run(["backup", backup])).code).toBe(1);
    expect(readFileSync(backup).equals(bytes)).toBe(true);
    await server.run(["send", "--to", "bob", "lost with the restore"], alice);
    await watch.until(() => watch.texts.length === 2);
    expect((await server.run(["restore", backup])).err).toContain("stop it first");
    await server.end("SIGTERM");
    await server.run(["backup", join(server.folder, "stopped.tar")]);
    expect((await server.run(["restore", backup])).code).toBe(0);
    await server.spawn().ready;
    await server.run(["send", "--to", "bob", "after"], alice);
    await watch.until(() => watch.texts.length === 3);
    expect(watch.texts).toEqual(["before", "lost with the restore", "after"]);
    const fetched = await fetch(`${server.url}/api/v1/files/${file}`, {
      headers: authorization(tokenOf(alice)),
    });
    expect(await fetched.text()).toBe("an attachment");
    expect(await watch.end("SIGINT")).toBe(0);
  });

  it("[BACKUP2] what is no backup changes nothing", async () => {
    const server = await stopped();
    await server.run(["account", "add", "alice"]);
    const wrong = join(server.folder, "wrong.tar");
    writeFileSync(wrong, "SQLite format 3\0 but not a database");
    expect((await server.run(["restore", wrong])).code).toBe(1);
    writeFileSync(wrong, "something else");
    expect((await server.run(["restore", wrong])).code).toBe(1);
    expect((await server.run(["restore", join(server.folder, "missing.tar")])).code).toBe(1);
    expect(await json(server, ["account", "list"])).toMatchObject({ accounts: [{ account: "alice" }] });
  });
});

function authorization(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

async function upload(server: RunningServer, token: string): Promise<string> {
  const response = await fetch(`${server.url}/api/v1/files?name=a.txt`, {
    method: "POST",
    headers: { ...authorization(token), "content-type": "application/octet-stream" },
    body: "an attachment",
  });
  return ((await response.json()) as { file: string }).file;
}

describe("doctor", () => {
  const states = async (server: RunningServer, variables = {}) => {
    const { code, out } = await server.run(["doctor", "--json"], variables);
    const { findings } = JSON.parse(out) as { findings: { what: string; state: string; text: string }[] };
    return { code, of: Object.fromEntries(findings.map(({ what, state }) => [what, state])), findings };
  };
  const kept = {
    node: "ok",
    configuration: "ok",
    "data directory": "ok",
    database: "ok",
    clock: "ok",
    port: "ok",
  };

  it("[DOCTOR1] is content with a fresh install, before the first start, while it runs and afterwards", async () => {
    const server = await stopped();
    expect(await states(server)).toMatchObject({ code: 0, of: { ...kept, server: "skip" } });
    await server.spawn().ready;
    const whileRunning = { ...kept, server: "ok", "push keys": "ok", "public address": "ok" };
    expect(await states(server)).toMatchObject({ code: 0, of: whileRunning });
    await server.end("SIGTERM");
    expect(await states(server)).toMatchObject({ code: 0, of: { ...kept, server: "skip" } });
  });

  it("[DOCTOR2] says what is wrong, and what to do", async () => {
    const server = await stopped();
    expect(await states(server, { ELSEWHERE_HTTP_PORT: "many" })).toMatchObject({
      code: 1,
      of: { configuration: "fail" },
    });
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(server.port, "127.0.0.1", resolve));
    const taken = await states(server);
    await new Promise((resolve) => other.close(resolve));
    expect(taken).toMatchObject({ code: 1, of: { port: "fail" } });
    expect(taken.findings.find(({ what }) => what === "port")?.text).toContain("ELSEWHERE_HTTP_PORT");
    await server.run(["account", "add", "alice"]);
    chmodSync(server.dataDir, 0o755);
    expect(await states(server)).toMatchObject({ code: 0, of: { "data directory": "warn" } });
    writeFileSync(join(server.dataDir, "elsewhere.db"), "SQLite format 3\0 and then nothing of sense");
    expect(await states(server)).toMatchObject({ code: 1, of: { database: "fail" } });
  });
});

describe("configuration", () => {
  it("[CONF1] [CONF2] is checked and printed without a start", async () => {
    const server = await stopped();
    writeFileSync(
      join(server.folder, "elsewhere.config.json"),
      JSON.stringify({ domain: "example.org", deviceLimit: 3 }),
    );
    const { settings } = (await json(server, ["config", "print"], { ELSEWHERE_DOMAIN: "example.com" })) as {
      settings: { name: string; value: string; from: string }[];
    };
    const byName = Object.fromEntries(settings.map(({ name, value, from }) => [name, `${value} (${from})`]));
    expect(byName).toMatchObject({
      domain: "example.com (environment)",
      deviceLimit: "3 (file)",
      bind: "127.0.0.1 (default)",
    });
    const wrong = await server.run(["config", "check"], { ELSEWHERE_DOMIAN: "example.com" });
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("did you mean ELSEWHERE_DOMAIN?")]);
    expect((await server.run(["config", "check"])).code).toBe(0);
  });
});
