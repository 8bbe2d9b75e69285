import { memoryStorage } from "@elsewhere/client";
import { expect, it } from "vitest";
import { tabStorage, type Left, type Locks } from "./tabs.ts";

/** Locks as browsers have them: one holder, the others wait their turn. */
function fakeLocks(): Locks {
  const turns = new Map<string, Promise<void>>();
  return {
    request: (name, { signal }, held) => {
      const turn = (turns.get(name) ?? Promise.resolve()).then(() => (signal.aborted ? undefined : held()));
      turns.set(
        name,
        turn.catch(() => undefined),
      );
      return turn;
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it("[OFF5] what a tab has to send is out of sight of the others, the rest is shared", async () => {
  const [shared, locks] = [memoryStorage(), fakeLocks()];
  const [one, other] = [tabStorage(shared, locks, "one"), tabStorage(shared, locks, "other")];
  await one.set("outbox", '[{"id":"1"}]');
  await other.set("outbox", "[]");
  await one.set("state/own", "s");
  expect(await one.get("outbox")).toBe('[{"id":"1"}]');
  expect([await other.get("outbox"), await other.get("state/own")]).toEqual(["[]", "s"]);
  expect(await other.keys()).toEqual(["state/own"]);
});

it("[OFF5] a tab takes over what another one leaves, once that is gone", async () => {
  const [shared, locks] = [memoryStorage(), fakeLocks()];
  const [one, other] = [tabStorage(shared, locks, "one"), tabStorage(shared, locks, "other")];
  await one.set("outbox", '[{"id":"1"}]');
  const taken: Left[] = [];
  const take = (left: Left) => Promise.resolve(void taken.push(left));
  await other.adopt(take);
  await other.adopt(take);
  await settled();
  expect(taken).toEqual([]);
  one.end();
  await settled();
  expect(taken).toEqual([{ outbox: '[{"id":"1"}]', marks: undefined }]);
  expect(await shared.keys()).toEqual([]);
});

it("[OFF5] what could not be taken over stays for the next one", async () => {
  const [shared, locks] = [memoryStorage(), fakeLocks()];
  const [one, other] = [tabStorage(shared, locks, "one"), tabStorage(shared, locks, "other")];
  await one.set("outbox", '[{"id":"1"}]');
  one.end();
  await other.adopt(() => Promise.reject(new Error("closed")));
  await settled();
  const taken: Left[] = [];
  await other.adopt((left) => Promise.resolve(void taken.push(left)));
  await settled();
  expect(taken).toHaveLength(1);
});
