import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { ConfigError, loadConfig } from "./load.ts";
import { duration, settings, size, withoutEffect, type SettingName } from "./settings.ts";

const folder = mkdtempSync(join(tmpdir(), "elsewhere-config-"));
const file = join(folder, "elsewhere.config.json");

afterAll(() => rmSync(folder, { recursive: true }));

function withFile(text: string): string {
  writeFileSync(file, text);
  return file;
}

function problemsOf(environment: Record<string, string>, text?: string): readonly string[] {
  try {
    loadConfig(environment, text === undefined ? undefined : withFile(text));
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe("names", () => {
  it.each([
    ["ELSEWHERE_HTTP_PROT", "ELSEWHERE_HTTP_PORT"],
    ["ELSEWHERE_DATADIR", "ELSEWHERE_DATA_DIR"],
    ["ELSEWHERE_DURABILTY", "ELSEWHERE_DURABILITY"],
  ])("[CONF1] %s is taken for %s", (wrong, meant) => {
    expect(problemsOf({ [wrong]: "1" })).toEqual([`${wrong} is not a setting; did you mean ${meant}?`]);
  });

  it("[CONF1] a name in the file that is unknown is a problem, too", () => {
    expect(problemsOf({}, '{ "httpPrt": 1 }')).toEqual([
      '"httpPrt" is not a setting; did you mean httpPort?',
    ]);
    expect(problemsOf({}, '{ "zzzzzzzzzzzz": 1 }')).toEqual(['"zzzzzzzzzzzz" is not a setting']);
  });

  it("[CONF1] other programs' variables and those of the tests and the command line are left alone", () => {
    const environment = { PATH: "/bin", ELSEWHERE_TOKEN: "t", ELSEWHERE_URL: "u", ELSEWHERE_TEST_ALL: "1" };
    expect(problemsOf(environment)).toEqual([]);
  });

  it("[CONF5] names of later versions are accepted and told", () => {
    const environment = Object.fromEntries(withoutEffect.map((name) => [name, "1"]));
    expect(loadConfig(environment, undefined).ignored).toEqual(withoutEffect);
  });

  it("[CONF5] a database or cluster that is not in this version is a problem", () => {
    const problems = problemsOf({
      ELSEWHERE_DATABASE_URL: "postgres://db/x",
      ELSEWHERE_NATS_URL: "nats://n",
    });
    expect(problems.map((text) => text.split(":")[0])).toEqual([
      "ELSEWHERE_DATABASE_URL",
      "ELSEWHERE_NATS_URL",
    ]);
    expect(problemsOf({ ELSEWHERE_DATABASE_URL: "off", ELSEWHERE_NATS_URL: "" })).toEqual([]);
  });

  it("[CONF6] there are fewer than forty settings, each explained", () => {
    const rows = Object.values(settings);
    expect(rows.length).toBeLessThan(40);
    expect(rows.filter(({ about, usual }) => about === "" || usual === "")).toEqual([]);
    expect(new Set(rows.map(({ env }) => env)).size).toBe(rows.length);
  });
});

describe("precedence", () => {
  it("[CONF2] environment before file before default, and an empty value is none", () => {
    const { config, sources } = loadConfig(
      { ELSEWHERE_DOMAIN: "env.example.org", ELSEWHERE_BIND: "" },
      withFile(
        '{ "domain": "file.example.org", "deviceLimit": 7, "origins": ["https://a.example.org"], "trustProxy": true }',
      ),
    );
    expect(config).toMatchObject({
      domain: "env.example.org",
      deviceLimit: 7,
      bind: "127.0.0.1",
      origins: ["https://a.example.org"],
      trustProxy: true,
    });
    const { domain, deviceLimit, bind } = sources;
    expect([domain, deviceLimit, bind]).toEqual(["environment", "file", "default"]);
  });

  it("[CONF2] a file that is not there is none", () => {
    expect(loadConfig({}, join(folder, "missing.json")).config.httpPort).toBe(8080);
  });

  it("[CONF2] links go to the port unless another address is said", () => {
    expect(loadConfig({ ELSEWHERE_HTTP_PORT: "9000" }, undefined).publicUrl).toBe("http://localhost:9000");
    const environment = { ELSEWHERE_PUBLIC_URL: "https://talk.example.org/" };
    expect(loadConfig(environment, undefined).publicUrl).toBe("https://talk.example.org");
  });
});

describe("values", () => {
  const bad: readonly (readonly [SettingName, ...string[]])[] = [
    ["httpPort", "http", "-1", "65536", "80.5", "0x50"],
    ["domain", "Example.org", "-a", "a b", "exämple.org"],
    ["publicUrl", "example.org", "ftp://example.org", "https://example.org/chat", "https://example.org?a"],
    ["origins", "https://a.example.org,b", "null", "https://a.example.org/x"],
    ["trustProxy", "yes", "1"],
    ["roles", "web,phone", "webb"],
    ["logLevel", "loud", "INFO"],
    ["logPrivate", "maybe"],
    ["durability", "some"],
    ["uploadLimit", "50", "50 MB", "MB", "-5MB", "999999999GB"],
    ["deviceLimit", "0", "many", "1e3"],
    ["atDeviceLimit", "drop"],
    ["rotateAfter", "24", "1w", "-1h", "24 h"],
    ["plansKept", "forever", "999999999d"],
    ["requestRate", "0", "-1"],
    ["pushPrivate", "2"],
    ["pushContact", "postmaster", "http://example.org"],
    ["drainTime", "5"],
    ["metricsOpen", "open"],
  ];
  const cases = bad.flatMap(([name, ...values]) => values.map((value) => [name, value] as const));

  it.each(cases)('[CONF3] %s "%s" is told to be wrong, wherever it stands', (name, value) => {
    const { env } = settings[name];
    expect(problemsOf({ [env]: value })).toEqual([expect.stringContaining(`${env}: "${value}" is wrong: `)]);
    expect(problemsOf({}, JSON.stringify({ [name]: value }))).toEqual([
      expect.stringContaining(`${name}: "${value}" is wrong: `),
    ]);
  });

  it("[CONF3] units count", () => {
    expect(["250ms", "30s", "5m", "12h", "7d"].map(duration)).toEqual([
      250, 30_000, 300_000, 43_200_000, 604_800_000,
    ]);
    expect(["12B", "800kB", "50MB", "2GB"].map(size)).toEqual([12, 800_000, 50_000_000, 2_000_000_000]);
  });

  it("[CONF3] what may hold a password is not repeated", () => {
    const problems = problemsOf({ ELSEWHERE_DATABASE_URL: "my secret" }).join(" ");
    expect([problems.includes("ELSEWHERE_DATABASE_URL: [private]"), problems.includes("secret")]).toEqual([
      true,
      false,
    ]);
  });
});

describe("whatever is there", () => {
  it("[CONF4] all problems are told at once", () => {
    const environment = { ELSEWHERE_HTTP_PORT: "x", ELSEWHERE_DOMIAN: "a", ELSEWHERE_DURABILITY: "b" };
    expect(problemsOf(environment, '{ "bnd": 1, "deviceLimit": {} }')).toHaveLength(5);
  });

  it.each(["", "{", "[]", "null", '"text"', "1", "{} {}", `{ "a": "${"x".repeat(1_100_000)}" }`])(
    "[CONF4] the file %.10s is a problem",
    (text) => {
      expect(problemsOf({}, text)).toHaveLength(1);
    },
  );

  it("[CONF4] a file that cannot be read is a problem", () => {
    expect(() => loadConfig({}, folder)).toThrow(ConfigError);
  });

  it("[CONF4] nothing but ConfigError is thrown", () => {
    const names = [...Object.values(settings).map(({ env }) => env), "ELSEWHERE_X", "HOME"];
    const likely = fc.constantFrom("", "on", "0", "5s", "1MB", "https://example.org", "web,sip", "__proto__");
    const texts = fc.oneof(likely, fc.string(), fc.string({ unit: "binary" }));
    const environments = fc.dictionary(fc.constantFrom(...names), texts);
    const objects = fc.dictionary(
      fc.oneof(fc.constantFrom(...Object.keys(settings)), fc.string()),
      fc.jsonValue(),
    );
    const files = fc.oneof(
      objects.map((value) => JSON.stringify(value)),
      fc.json(),
      fc.string(),
    );
    fc.assert(
      fc.property(environments, fc.option(files, { nil: undefined }), (environment, text) => {
        for (const problem of problemsOf(environment, text)) expect(problem).not.toBe("");
      }),
      { numRuns: 400 },
    );
  });
});
