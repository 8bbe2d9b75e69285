import { describe, expect, it } from "vitest";
import { Town } from "./town.ts";

describe("town", () => {
  it("[TOWN1] people's devices on several nodes are told what others do, on a clock that waits", async () => {
    const town = new Town({ nodes: ["n1", "n2"] });
    await town.people("alice", "bob");
    const alice = await town.connect("alice", { node: "n1" });
    const bob = await town.connect("bob", { node: "n2" });
    const { conversation } = await alice.say({ account: bob.asker.account }, "hello");
    await town.settle();
    expect(bob.knowledge.texts(conversation)).toEqual(["hello"]);
    expect(town.clock.now()).toBe(Date.UTC(2025, 5, 4, 12));
    await town.close();
    expect(town.failures).toEqual([]);
  });

  it("[TOWN2] what is lost between nodes is fetched by the device, once and in order", async () => {
    const town = new Town({ nodes: ["n1", "n2"] });
    await town.people("alice", "bob");
    const alice = await town.connect("alice", { node: "n1" });
    const bob = await town.connect("bob", { node: "n2" });
    const { conversation } = await alice.say({ account: bob.asker.account }, "1");
    town.loses = (parcel) => parcel.type === "entries" && parcel.topic === conversation;
    await alice.say({ conversation }, "2");
    town.loses = () => false;
    await alice.say({ conversation }, "3");
    await town.settle();
    expect(bob.knowledge.texts(conversation)).toEqual(["1", "2", "3"]);
    await town.close();
  });

  it("[TOWN3] a node that crashes does nothing more, and its devices come back with what they have", async () => {
    const town = new Town();
    await town.people("alice", "bob");
    const alice = await town.connect("alice");
    const bob = await town.connect("bob");
    const { conversation } = await alice.say({ account: bob.asker.account }, "1");
    await town.crash("n1");
    expect([alice.connected, bob.connected]).toEqual([false, false]);
    town.start("n1");
    await alice.connect();
    await alice.say({ conversation }, "2");
    await bob.connect();
    expect(bob.knowledge.texts(conversation)).toEqual(["1", "2"]);
    expect(bob.knowledge.twice).toEqual([]);
    await town.close();
    expect(town.failures).toEqual([]);
  });
});
