import { describe, expect, it } from "vitest";
import { liveSettings } from "./adjustable.ts";
import { loadConfig } from "./load.ts";

const live = (environment: Readonly<Record<string, string>> = {}) =>
  liveSettings(loadConfig(environment, undefined));

describe("settings that may change", () => {
  it("[CONF7] are as configured until they are changed, and again when that is taken back", () => {
    const settings = live();
    const [name] = settings.list();
    expect(name).toMatchObject({ name: "houseName", env: "ELSEWHERE_NAME", value: "", changed: false });
    settings.apply(
      new Map([
        ["uploadLimit", "3MB"],
        ["signUp", "closed"],
        ["houseName", "The Mill"],
      ]),
    );
    expect(settings.now()).toMatchObject({ uploadLimit: 3_000_000, houseName: "The Mill" });
    expect(settings.policy()).toMatchObject({ signUp: "closed", devicesPerAccount: 20 });
    expect(settings.list().find((one) => one.name === "uploadLimit")).toMatchObject({
      value: "3MB",
      changed: true,
    });
    settings.apply(new Map());
    expect(settings.now()).toMatchObject({ uploadLimit: 50_000_000, signUp: "invitation" });
  });

  it.each([
    ["uploadLimit", "lots"],
    ["deviceLimit", "0"],
    ["signUp", "open"],
    ["plansKept", "30"],
    ["houseName", "x".repeat(61)],
    ["welcome", "two\nlines"],
    ["dataDir", "/tmp"],
    ["__proto__", "x"],
  ])("[CONF7] %s cannot be %j", (name, value) => {
    expect(live().refuses(name, value)).toEqual(expect.any(String));
  });

  it("[CONF7] what the environment says wins, also over what was kept before, and is shown as fixed", () => {
    const settings = live({ ELSEWHERE_DEVICE_LIMIT: "5" });
    settings.apply(
      new Map([
        ["deviceLimit", "9"],
        ["gone", "1"],
      ]),
    );
    expect(settings.policy().devicesPerAccount).toBe(5);
    expect(settings.refuses("deviceLimit", "9")).toContain("ELSEWHERE_DEVICE_LIMIT");
    expect(settings.refuses("deviceLimit", null)).toContain("ELSEWHERE_DEVICE_LIMIT");
    expect(settings.list().find((one) => one.name === "deviceLimit")).toMatchObject({
      value: "5",
      fixed: true,
      changed: false,
    });
  });
});
