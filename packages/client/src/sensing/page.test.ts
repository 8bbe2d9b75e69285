import { virtualClock } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { pageSenses, pageSurroundings, type IdleDetectorLike, type PageLike } from "./page.ts";
import { startSensor } from "./sensor.ts";

class Page extends EventTarget {
  visibilityState = "visible";
}

/** The system's idle detection; the page has leave to use it. */
class Detector extends EventTarget implements IdleDetectorLike {
  static last: Detector | undefined;
  userState: "active" | "idle" | null = "active";
  screenState: "locked" | "unlocked" | null = "unlocked";
  async start(): Promise<void> {
    Detector.last = this;
  }
}

function rig(navigator: PageLike["navigator"] = {}, more: Partial<PageLike> = {}) {
  const clock = virtualClock(1_000_000);
  const document = new Page();
  const window = new EventTarget();
  const page: PageLike = { document, window, navigator, ...more };
  const heard: string[] = [];
  const sensor = startSensor(pageSenses(page), {
    clock,
    report: ({ activity, idleFor }) => heard.push(`${activity} ${idleFor}`),
    woke: () => heard.push("woke"),
    failed: (error) => heard.push(String(error)),
  });
  return { clock, document, window, page, heard, sensor };
}

describe("a page", () => {
  it("[CLI21] input makes it active, its absence idle, and nothing is told of somebody who does nothing", () => {
    const { clock, window, heard, sensor } = rig();
    clock.advance(600_000);
    expect(heard).toEqual(["idle 300000"]);
    window.dispatchEvent(new Event("keydown"));
    expect(heard).toEqual(["idle 300000", "active 0"]);
    clock.advance(10_000);
    expect(sensor.now()).toEqual({ activity: "active", idleFor: 10_000 });
  });

  it("[CLI21] a phone that is not looked at and a page that is frozen are asleep", () => {
    const phone = rig({ userAgentData: { mobile: true } });
    phone.document.visibilityState = "hidden";
    phone.document.dispatchEvent(new Event("visibilitychange"));
    expect(phone.heard).toEqual(["asleep 0"]);
    const laptop = rig();
    laptop.document.visibilityState = "hidden";
    laptop.document.dispatchEvent(new Event("visibilitychange"));
    expect(laptop.heard).toEqual([]);
    laptop.document.dispatchEvent(new Event("freeze"));
    expect(laptop.heard).toEqual(["asleep 0"]);
  });

  it("[CLI22] where the person granted it, the system tells that they are active elsewhere on the device", async () => {
    const permissions = { query: async () => ({ state: "granted" }) };
    const { clock, heard } = rig({ permissions }, { IdleDetector: Detector });
    await clock.advanceSettled(0);
    await clock.advanceSettled(600_000);
    expect(heard.every((line) => line.startsWith("active"))).toBe(true);
    Detector.last!.screenState = "locked";
    Detector.last!.dispatchEvent(new Event("change"));
    expect(heard.at(-1)).toMatch(/^asleep/);
  });

  it("[CLI22] without leave the system is not asked", async () => {
    Detector.last = undefined;
    const { clock, sensor } = rig(
      { permissions: { query: () => Promise.reject(new TypeError("unknown")) } },
      { IdleDetector: Detector },
    );
    await clock.advanceSettled(400_000);
    expect([Detector.last, sensor.now().activity]).toEqual([undefined, "idle"]);
  });

  it("[CLI23] a page that is shown, thawed or restored, and a network that changes, look after the connection", () => {
    const { document, window, page } = rig();
    const told: string[] = [];
    const end = pageSurroundings(page)({
      rouse: () => told.push("rouse"),
      online: (is) => told.push(`online ${is}`),
    });
    document.dispatchEvent(new Event("visibilitychange"));
    document.dispatchEvent(new Event("resume"));
    window.dispatchEvent(new Event("pageshow"));
    window.dispatchEvent(new Event("offline"));
    window.dispatchEvent(new Event("online"));
    expect(told).toEqual(["rouse", "rouse", "rouse", "online false", "online true"]);
    document.visibilityState = "hidden";
    document.dispatchEvent(new Event("visibilitychange"));
    end();
    window.dispatchEvent(new Event("online"));
    expect(told).toHaveLength(5);
  });

  it("[CLI24] after it stopped, a sensor leaves no alarm and hears nothing", () => {
    const { clock, window, heard, sensor } = rig();
    sensor.stop();
    window.dispatchEvent(new Event("keydown"));
    clock.advance(600_000);
    expect([clock.pending, heard]).toEqual([0, []]);
  });
});
