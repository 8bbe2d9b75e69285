import { virtualClock } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { Requests } from "./requests.ts";

function rig() {
  const clock = virtualClock(1_000);
  const sent: { id: string; do: string }[] = [];
  let open = true;
  let ids = 0;
  const requests = new Requests({
    clock,
    newId: () => `r${(ids += 1)}`,
    isOpen: () => open,
    send: (frame) => sent.push(frame as never),
  });
  return { clock, sent, requests, setOpen: (is: boolean) => void (open = is) };
}

describe("requests", () => {
  it("[CLI12] an answer settles its request, an error rejects it with its code", async () => {
    const { requests } = rig();
    const [one, two] = [requests.ask("points", {}), requests.ask("devices", {})];
    requests.answered({ re: "r2", error: { code: "not-allowed", text: "No.", temporary: false } });
    requests.answered({ re: "r1", ok: { points: [] } });
    requests.answered({ re: "r1", ok: "late" });
    expect(await one).toEqual({ points: [] });
    await expect(two).rejects.toMatchObject({ name: "RequestError", code: "not-allowed", temporary: false });
  });

  it("[CLI13] what is unanswered when the connection is lost is asked again under its id", async () => {
    const { requests, sent, setOpen } = rig();
    const done = requests.ask("points", {});
    const once = requests.ask("devices", {}, { once: true });
    setOpen(false);
    requests.lost();
    await expect(once).rejects.toMatchObject({ name: "ConnectionClosed", reason: "lost" });
    void requests.ask("presence", { accounts: ["bob"] }).catch(() => undefined);
    setOpen(true);
    requests.opened();
    expect(sent.map((one) => [one.id, one.do])).toEqual([
      ["r1", "points"],
      ["r2", "devices"],
      ["r1", "points"],
      ["r3", "presence"],
    ]);
    requests.answered({ re: "r1", ok: {} });
    expect(await done).toEqual({});
  });

  it("[CLI14] a request is given up in time, with or without a connection", async () => {
    const { clock, requests, setOpen } = rig();
    setOpen(false);
    const done = requests.ask("points", {}, { within: 5_000 });
    const rejected = expect(done).rejects.toMatchObject({ code: "timed-out", temporary: true });
    await clock.advanceSettled(5_000);
    await rejected;
    expect(clock.pending).toBe(0);
  });

  it("[CLI15] requests keep within what the server allows", async () => {
    const { clock, requests, sent } = rig();
    for (let count = 0; count < 2_000; count++)
      void requests.ask("points", {}, { within: Number.POSITIVE_INFINITY });
    expect(sent).toHaveLength(240);
    let answered = 0;
    const answerAll = () => {
      while (answered < sent.length) requests.answered({ re: sent[answered++]!.id, ok: {} });
    };
    answerAll();
    expect(sent).toHaveLength(480);
    for (let second = 1; second <= 4; second++) {
      for (let part = 0; part < 100; part++) {
        await clock.advanceSettled(10);
        answerAll();
      }
      expect(sent.length).toBeLessThanOrEqual(481 + second * 160);
      expect(sent.length).toBeGreaterThan(460 + second * 150);
    }
  });

  it("[CLI15] what was too fast is asked again after the wait", async () => {
    const { clock, requests, sent } = rig();
    const done = requests.ask("points", {});
    requests.answered({
      re: "r1",
      error: { code: "too-fast", text: "", temporary: true, retryAfter: 3_000 },
    });
    await clock.advanceSettled(2_999);
    expect(sent).toHaveLength(1);
    await clock.advanceSettled(1_000);
    expect(sent).toHaveLength(2);
    requests.answered({ re: "r1", ok: {} });
    expect(await done).toEqual({});
  });

  it("[CLI16] closed, everything is rejected and nothing more is taken", async () => {
    const { clock, requests } = rig();
    const done = requests.ask("points", {});
    requests.close("signed-out");
    await expect(done).rejects.toMatchObject({ name: "ConnectionClosed", reason: "signed-out" });
    await expect(requests.ask("points", {})).rejects.toMatchObject({ reason: "signed-out" });
    expect(clock.pending).toBe(0);
  });
});
