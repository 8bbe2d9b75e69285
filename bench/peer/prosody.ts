import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isInstalled } from "../../scripts/test/needs.mjs";
import { startChild, type Child } from "../child.ts";
import { pause } from "../measure/use.ts";

/** Prosody as a child with accounts `person0` … of the password `secret`. */
export interface Prosody {
  readonly child: Child;
  readonly pid: number;
  readonly port: number;
  /** Of its WebSocket for pages (RFC 7395); undefined unless it was asked for. */
  readonly webPort: number | undefined;
  /** What keeps its message archive. */
  readonly archive: "SQLite" | "internal";
  readonly version: string;
  stop(): Promise<void>;
}

export const prosodyPackage = "prosody";

export function hasProsody(): boolean {
  return isInstalled("prosody");
}

/** Starts it as findings of operators recommend for speed: no TLS, epoll, no rate limits; carbons, archive, smacks, csi. */
export async function startProsody(accounts: number, forPages = false): Promise<Prosody> {
  const dir = mkdtempSync(join(tmpdir(), "elsewhere-bench-prosody-"));
  const archive = hasSqlite() ? "SQLite" : "internal";
  const port = await freePort();
  const webPort = forPages ? await freePort() : undefined;
  addAccounts(dir, accounts);
  if (forPages) befriend(dir, accounts);
  const config = join(dir, "prosody.cfg.lua");
  writeFileSync(config, configText(dir, port, archive, webPort));
  const child = startChild("prosody", ["-F", "--config", config]);
  await reachable(port);
  return {
    child,
    pid: child.pid,
    port,
    webPort,
    archive,
    version: installedVersion(),
    async stop() {
      await child.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function installedVersion(): string {
  try {
    return execFileSync("dpkg-query", ["-W", "-f", "${Version}", "prosody"], { encoding: "utf8" });
  } catch {
    return "unknown";
  }
}

/** Whether Lua can reach SQLite (Debian package lua-dbi-sqlite3). */
function hasSqlite(): boolean {
  const roots = ["/usr/lib/x86_64-linux-gnu/lua", "/usr/lib/aarch64-linux-gnu/lua", "/usr/local/lib/lua"];
  return roots.some(
    (root) =>
      existsSync(root) &&
      readdirSync(root).some((version) => existsSync(join(root, version, "dbd/sqlite3.so"))),
  );
}

function addAccounts(dir: string, accounts: number): void {
  const folder = join(dir, "localhost", "accounts");
  mkdirSync(folder, { recursive: true });
  for (let account = 0; account < accounts; account += 1)
    writeFileSync(join(folder, `person${account}.dat`), 'return {\n\t["password"] = "secret";\n};\n');
}

/** The first account has all others as contacts, and they it. */
function befriend(dir: string, accounts: number): void {
  const folder = join(dir, "localhost", "roster");
  mkdirSync(folder, { recursive: true });
  const contact = (account: number) =>
    `["person${account}@localhost"] = { ["subscription"] = "both"; ["groups"] = {}; };`;
  const others = Array.from({ length: accounts - 1 }, (_, index) => index + 1);
  const write = (account: number, contacts: readonly number[]) =>
    writeFileSync(
      join(folder, `person${account}.dat`),
      `return { [false] = { ["version"] = 1; }; ${contacts.map(contact).join(" ")} };\n`,
    );
  write(0, others);
  for (const one of others) write(one, [0]);
}

function configText(
  dir: string,
  port: number,
  archive: Prosody["archive"],
  webPort: number | undefined,
): string {
  const pages =
    webPort === undefined
      ? ""
      : `http_ports = { ${webPort} }\nhttp_interfaces = { "127.0.0.1" }\nhttps_ports = {}\nconsider_websocket_secure = true\nhttp_default_host = "localhost"`;
  const more = webPort === undefined ? "" : `, "websocket", "ping", "vcard4", "pep"`;
  const storage =
    archive === "SQLite"
      ? `storage = { archive = "sql" }\nsql = { driver = "SQLite3", database = "archive.sqlite" }\nsqlite_tune = "normal"`
      : `storage = "internal"\nstorage_archive_item_limit = 10000000`;
  return `
run_as_root = true
pidfile = "${dir}/prosody.pid"
data_path = "${dir}"
log = { warn = "${dir}/prosody.log" }
network_backend = "epoll"
interfaces = { "127.0.0.1" }
c2s_ports = { ${port} }
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
authentication = "internal_plain"
modules_enabled = { "roster", "saslauth", "disco", "carbons", "mam", "smacks", "csi"${more} }
modules_disabled = { "s2s", "limits", "tls" }
${storage}
${pages}
VirtualHost "localhost"
`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function reachable(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(socket.destroy() !== undefined));
      socket.once("error", () => resolve(false));
    });
    if (open) return;
    await pause(50);
  }
  throw new Error("prosody does not listen");
}
