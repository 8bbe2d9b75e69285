import { hostname } from "node:os";

/** Where a value may come from, and how it is read. All settings of the product are in this table. */
export interface SettingRow<T> {
  readonly env: string;
  readonly about: string;
  /** Shown in documents; `make` gives the value when nothing is said. */
  readonly usual: string;
  readonly make: () => T;
  /** The value, or what is wrong with it. */
  readonly read: (text: string) => T | Problem;
  /** Printed as `[private]`. */
  readonly secret?: true;
}

export interface Problem {
  readonly problem: string;
}

const problem = (text: string): Problem => ({ problem: text });

function row<T>(
  env: string,
  about: string,
  usual: string,
  make: () => T,
  read: (text: string) => T | Problem,
): SettingRow<T> {
  return { env, about, usual, make, read };
}

/** Its value may hold a password. */
function secret<T>(setting: SettingRow<T>): SettingRow<T> {
  return { ...setting, secret: true };
}

const text = (value: string): string => value;

function port(value: string): number | Problem {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > 65_535) return problem("a port is a number from 0 to 65535");
  return number;
}

function url(value: string): string | Problem {
  return URL.canParse(value) ? new URL(value).href.replace(/\/$/, "") : problem("not a URL");
}

/** Links, cookies and origins are made of it: it ends with host and port. */
function origin(value: string): string | Problem {
  const read = URL.canParse(value) ? new URL(value) : undefined;
  const fine = read !== undefined && /^https?:$/.test(read.protocol) && read.href === `${read.origin}/`;
  return fine ? read.origin : problem("http:// or https://, a host and maybe a port, nothing more");
}

function optionalUrl(value: string): string | undefined | Problem {
  return value === "" || value === "off" ? undefined : url(value);
}

function oneOf<const W extends string>(words: readonly W[]) {
  return (value: string): W | Problem =>
    words.find((word) => word === value) ?? problem(`one of ${words.join(", ")}`);
}

const roles = ["web", "sip", "mail", "media", "dispatch"] as const;
export type NodeRole = (typeof roles)[number];

function roleList(value: string): readonly NodeRole[] | Problem {
  const words = value.split(",").map((word) => word.trim());
  const wrong = words.find((word) => !roles.some((role) => role === word));
  if (wrong !== undefined) return problem(`"${wrong}" is not a role; there are ${roles.join(", ")}`);
  return roles.filter((role) => words.includes(role));
}

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const longest = 3650 * units.d;

/** "30s", "5m", "12h", "7d", "250ms" in milliseconds. */
export function duration(value: string): number | Problem {
  const match = /^(\d{1,9})(ms|s|m|h|d)$/.exec(value);
  if (match === null) return problem('a time with a unit, such as "30s", "5m", "12h" or "7d"');
  const span = Number(match[1]) * units[match[2] as keyof typeof units];
  return span > longest ? problem("at most 3650d") : span;
}

const sizes = { B: 1, kB: 1000, MB: 1_000_000, GB: 1_000_000_000 } as const;

/** "50MB" in bytes. */
export function size(value: string): number | Problem {
  const match = /^(\d{1,9})(B|kB|MB|GB)$/.exec(value);
  if (match === null) return problem('a size with a unit, such as "50MB"');
  const bytes = Number(match[1]) * sizes[match[2] as keyof typeof sizes];
  return Number.isSafeInteger(bytes) ? bytes : problem("larger than any disk");
}

function count(value: string): number | Problem {
  return /^[1-9]\d{0,6}$/.test(value) ? Number(value) : problem("a whole number from 1");
}

function onOff(value: string): boolean | Problem {
  if (value === "on" || value === "true") return true;
  return value === "off" || value === "false" ? false : problem('"on" or "off"');
}

function originList(value: string): readonly string[] | Problem {
  const words = value.split(",").flatMap((word) => (word.trim() === "" ? [] : [origin(word.trim())]));
  return words.find((word) => typeof word !== "string") ?? (words as readonly string[]);
}

function portsOrOff(value: string): readonly number[] | Problem {
  const ports = value === "off" ? [] : value.split(",").map((word) => port(word.trim()));
  return ports.find((one) => typeof one !== "number") ?? (ports as readonly number[]);
}

function contact(value: string): string | Problem {
  return /^(?:mailto:.+@|https:\/\/.)/.test(value) ? value : problem("mailto:name@example.org or https://…");
}

function domain(value: string): string | Problem {
  const fine = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/.test(value);
  return fine ? value : problem("a domain in lower case, such as example.org");
}

/** A line for people to read. */
const line =
  (longest: number) =>
  (value: string): string | Problem => {
    // oxlint-disable-next-line no-control-regex
    const fine = value.length <= longest && !/[\u0000-\u001f\u007f]/.test(value);
    return fine ? value : problem(`one line of at most ${longest} characters`);
  };

export const settings = {
  dataDir: row("ELSEWHERE_DATA_DIR", "Everything embedded lives here.", "./data", () => "./data", text),
  bind: row("ELSEWHERE_BIND", "Address to listen on.", "127.0.0.1", () => "127.0.0.1", text),
  httpPort: row("ELSEWHERE_HTTP_PORT", "Web app, API, WebSocket.", "8080", () => 8080, port),
  domain: row("ELSEWHERE_DOMAIN", "The domain of addresses.", "localhost", () => "localhost", domain),
  publicUrl: row(
    "ELSEWHERE_PUBLIC_URL",
    "Where people reach the server: links, origins, cookies.",
    "http://localhost:<http port>",
    (): string | undefined => undefined,
    origin,
  ),
  origins: row(
    "ELSEWHERE_ORIGINS",
    "Further origins whose pages may connect; a comma list.",
    "none",
    (): readonly string[] => [],
    originList,
  ),
  trustProxy: row(
    "ELSEWHERE_TRUST_PROXY",
    "Believe X-Forwarded-For of a proxy in front.",
    "off",
    () => false,
    onOff,
  ),
  nodeName: row("ELSEWHERE_NODE_NAME", "Name in the directory.", "host name", () => hostname(), text),
  roles: row(
    "ELSEWHERE_ROLES",
    "What this node does; a comma list.",
    "all",
    () => roles as readonly NodeRole[],
    roleList,
  ),
  logLevel: row<LogLevel>(
    "ELSEWHERE_LOG_LEVEL",
    "debug, info, warn, error or silent.",
    "info",
    () => "info",
    oneOf(["debug", "info", "warn", "error", "silent"]),
  ),
  logPrivate: row(
    "ELSEWHERE_LOG_PRIVATE",
    "Print addresses in the log instead of [private].",
    "off",
    () => false,
    onOff,
  ),
  durability: row<"full" | "normal">(
    "ELSEWHERE_DURABILITY",
    "full: what was answered survives power loss; normal: a crash of the process.",
    "full",
    () => "full",
    oneOf(["full", "normal"]),
  ),
  uploadLimit: row("ELSEWHERE_UPLOAD_LIMIT", "Largest file.", "50MB", () => 50_000_000, size),
  deviceLimit: row("ELSEWHERE_DEVICE_LIMIT", "Devices of one account.", "20", () => 20, count),
  atDeviceLimit: row<"drop-oldest" | "refuse">(
    "ELSEWHERE_AT_DEVICE_LIMIT",
    "drop-oldest: the device unused for longest is signed out; refuse: the new sign-in is.",
    "drop-oldest",
    () => "drop-oldest",
    oneOf(["drop-oldest", "refuse"]),
  ),
  rotateAfter: row(
    "ELSEWHERE_ROTATE_TOKENS",
    "Age at which a device's token is exchanged.",
    "24h",
    () => 86_400_000,
    duration,
  ),
  plansKept: row(
    "ELSEWHERE_KEEP_PLANS",
    'How long "Why?" can be answered.',
    "30d",
    () => 30 * 86_400_000,
    duration,
  ),
  requestRate: row("ELSEWHERE_REQUEST_RATE", "Requests a second of one connection.", "200", () => 200, count),
  pushPrivate: row(
    "ELSEWHERE_PUSH_PRIVATE",
    "Allow push services on private addresses and without TLS.",
    "off",
    () => false,
    onOff,
  ),
  pushContact: row(
    "ELSEWHERE_PUSH_CONTACT",
    "Whom push services may write to (RFC 8292): mailto: or https:.",
    "mailto:postmaster@<domain>",
    (): string | undefined => undefined,
    contact,
  ),
  linkPorts: row(
    "ELSEWHERE_LINK_PORTS",
    "Ports of web sites whose pages the server looks at to show previews of links; a comma list. off: no previews.",
    "80,443",
    (): readonly number[] => [80, 443],
    portsOrOff,
  ),
  drainTime: row(
    "ELSEWHERE_DRAIN_TIME",
    "How long connections may take to leave on SIGTERM.",
    "5s",
    () => 5_000,
    duration,
  ),
  databaseUrl: secret(
    row(
      "ELSEWHERE_DATABASE_URL",
      "Only the embedded database is in this version: leave it off.",
      "SQLite in the data directory",
      (): string | undefined => undefined,
      optionalUrl,
    ),
  ),
  natsUrl: secret(
    row(
      "ELSEWHERE_NATS_URL",
      "Only one node is in this version: leave it off.",
      "in-process",
      (): string | undefined => undefined,
      optionalUrl,
    ),
  ),
  houseName: row(
    "ELSEWHERE_NAME",
    "What the house is called on its pages.",
    "the domain",
    (): string | undefined => undefined,
    line(60),
  ),
  welcome: row(
    "ELSEWHERE_WELCOME",
    "A word to those who come in, under the name.",
    "none",
    (): string | undefined => undefined,
    line(280),
  ),
  signUp: row<"invitation" | "closed">(
    "ELSEWHERE_SIGN_UP",
    "invitation: with a link of an administrator; closed: not at all.",
    "invitation",
    () => "invitation",
    oneOf(["invitation", "closed"]),
  ),
  auditAddresses: row<"full" | "network" | "off">(
    "ELSEWHERE_AUDIT_ADDRESSES",
    "What the audit log keeps of the addresses people come from: full, network (/24, /48) or off.",
    "network",
    () => "network",
    oneOf(["full", "network", "off"]),
  ),
  metricsOpen: row("ELSEWHERE_METRICS_OPEN", "Show /metrics to any address.", "off", () => false, onOff),
} as const;

/**
 * Names that other parts of the product will read. They are accepted, so that one environment serves every version,
 * and the start says that they have no effect yet.
 */
export const withoutEffect = [
  "ELSEWHERE_SIP_PORT",
  "ELSEWHERE_SIPS_PORT",
  "ELSEWHERE_LMTP_PORT",
  "ELSEWHERE_SMTP_URL",
  "ELSEWHERE_MAIL_FROM",
  "ELSEWHERE_TURN_URL",
  "ELSEWHERE_TURN_SECRET",
  "ELSEWHERE_RTPENGINE",
] as const;

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";
export type SettingName = keyof typeof settings;
export type Config = {
  readonly [N in SettingName]: (typeof settings)[N] extends SettingRow<infer T> ? T : never;
};
