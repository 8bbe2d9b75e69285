import { describe, expect, it } from "vitest";
import { outdated, served } from "./served.ts";

const origin = "https://chat.example.org";
const files = new Set(["/index.html", "/assets/main-12345678.js", "/mark.svg"]);
const answer = (path: string, mode = "cors", method = "GET") =>
  served({ method, mode, url: new URL(path, origin).href }, origin, files);

describe("served", () => {
  it("[OFF1] files of the build, and the app's page for each of its addresses, come from the device", () => {
    expect(answer("/mark.svg")).toEqual({ from: "kept", path: "/mark.svg" });
    for (const path of ["/", "/c/d:alice:bob", "/places?x=1", "/join"])
      expect(answer(path, "navigate")).toEqual({ from: "kept", path: "/index.html" });
  });

  it("[OFF2] what services answer, and other origins, are the network's alone", () => {
    for (const path of ["/api/v1/session", "/events", "/connect", "/healthz"])
      for (const mode of ["cors", "navigate"]) expect(answer(path, mode)).toEqual({ from: "network" });
    expect(answer("/index.html", "cors", "HEAD")).toEqual({ from: "network" });
    expect(answer("https://elsewhere.example.net/index.html")).toEqual({ from: "network" });
    expect(answer("/c/d:alice:bob", "cors")).toEqual({ from: "network" });
  });

  it("[OFF3] the build before stays for pages that still run it; older ones go", () => {
    const part = { from: "any-build", path: "/assets/main-87654321.js" };
    expect(answer("/assets/main-87654321.js")).toEqual(part);
    const caches = ["of somebody else", "elsewhere-build-1", "elsewhere-build-2", "elsewhere-build-3"];
    expect(outdated(caches, "elsewhere-build-3")).toEqual(["elsewhere-build-1"]);
    expect(outdated(["elsewhere-build-3"], "elsewhere-build-3")).toEqual([]);
  });
});
