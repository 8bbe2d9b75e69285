import type { Ask, ConversationId, MessagePlace, TopicId } from "@elsewhere/core";
import type { Device, Town } from "@elsewhere/testkit";
import type { Random } from "@elsewhere/testkit";
import type { Mirror } from "./mirror.ts";

type Name = "alice" | "bob" | "carol" | "dave";
const people: readonly Name[] = ["alice", "bob", "carol", "dave"];

/** How rough a history is. */
export interface Roughness {
  readonly nodes: readonly string[];
  /** Of each parcel between nodes: the chance that it is lost. */
  readonly loses: number;
  /** Whether nodes crash. */
  readonly crashes: boolean;
  /** Whether a backup is restored, so that offsets mean nothing any more. */
  readonly restores: boolean;
}

/** Plays what several people do on several devices, chosen by chance. */
export class Player {
  readonly devices: Device<Mirror>[] = [];
  readonly #town: Town;
  readonly #random: Random;
  readonly #rough: Roughness;
  #words = 0;

  constructor(town: Town, random: Random, rough: Roughness) {
    this.#town = town;
    this.#random = random;
    this.#rough = rough;
  }

  async begin(newMirror: (account: string) => Mirror): Promise<void> {
    await this.#town.people(...people);
    for (const person of people)
      for (let count = 1 + this.#random.int(3); count > 0; count -= 1)
        this.devices.push(
          await this.#town.signIn(person, { push: this.#random.chance(0.3) }, newMirror(person)),
        );
    for (const device of this.devices) if (this.#random.chance(0.8)) await this.#connect(device);
    const loss = this.#random.fork("loss");
    this.#town.loses = () => loss.chance(this.#rough.loses);
  }

  /** One step: something happens, or several people do something at once. */
  async step(): Promise<void> {
    const random = this.#random;
    const kind = random.int(20);
    if (kind === 0) return this.#come();
    if (kind === 1) return this.#go();
    if (kind === 2) return this.#town.pass(random.int(40_000));
    if (kind === 3) return this.#sense();
    if (kind === 4 && this.#rough.crashes && random.chance(0.3)) return this.#crash();
    if (kind === 5 && this.#rough.restores && random.chance(0.1)) return this.#restore();
    const release = random.chance(0.2) ? this.#hold() : undefined;
    const asks = Array.from({ length: 1 + random.int(4) }, () => this.#act());
    if (random.chance(0.3)) await this.#come();
    release?.();
    await Promise.all(asks);
  }

  /** Everybody is there again, and nothing is lost any more. */
  async end(reconnectAll: boolean): Promise<void> {
    this.#town.loses = () => false;
    // Nodes tell each other of their points often enough to mend what was lost, and forget those of a node that died.
    if (reconnectAll) await this.#town.pass(100_000);
    for (const device of this.devices) {
      if (device.goodbye === "signed-out") continue;
      if (reconnectAll && device.connected) await device.disconnect();
      if (!device.connected) await this.#connect(device);
    }
    await this.#town.pass(this.#random.int(400_000));
  }

  #hold(): () => void {
    return this.#town.node(this.#random.pick(this.#rough.nodes)).store.holdAnswers();
  }

  #connect(device: Device<Mirror>): Promise<void> {
    const random = this.#random;
    const conversations = this.#conversationsOf(device);
    const open = conversations.length > 0 && random.chance(0.5) ? random.pick(conversations) : undefined;
    return device.connect({
      node: random.pick(this.#rough.nodes),
      activity: random.pick(["active", "idle", "asleep"] as const),
      idleFor: random.int(100_000),
      ...(open === undefined ? {} : { open }),
    });
  }

  async #come(): Promise<void> {
    const away = this.devices.filter((device) => !device.connected);
    if (away.length > 0) await this.#connect(this.#random.pick(away));
  }

  async #go(): Promise<void> {
    const there = this.devices.filter((device) => device.connected);
    if (there.length > 0) await this.#random.pick(there).disconnect();
  }

  async #sense(): Promise<void> {
    const device = this.#random.pick(this.devices);
    const activity = this.#random.pick(["active", "idle", "asleep"] as const);
    await device.sense({ activity, idleFor: this.#random.int(60_000) });
  }

  async #crash(): Promise<void> {
    const node = this.#random.pick(this.#rough.nodes);
    await this.#town.crash(node);
    this.#town.start(node);
  }

  /** The store is what it was, under another epoch: everybody begins anew. */
  async #restore(): Promise<void> {
    this.#town.node(this.#rough.nodes[0] ?? "").store.newEpoch();
    for (const device of this.devices)
      if (device.connected) {
        await device.disconnect();
        await this.#connect(device);
      }
  }

  /** Somebody does something; refusals are part of life, and so is a node that dies meanwhile. */
  async #act(): Promise<void> {
    const device = this.#random.pick(this.devices);
    const ask = this.#ask(device);
    const command = device.nextCommand();
    const again = this.#random.chance(0.1);
    try {
      await device.ask(ask, command);
      if (again) await device.ask(ask, command);
    } catch {
      // The node has died; what it had answered is there.
    }
  }

  #conversationsOf(device: Device<Mirror>): readonly ConversationId[] {
    return [...device.knowledge.state.own.joined] as ConversationId[];
  }

  #ask(device: Device<Mirror>): Ask {
    const random = this.#random;
    const someone = random.pick(people) as MessagePlace["conversation"] & Name;
    const account = someone as unknown as Extract<Ask, { type: "ask-contact" }>["account"];
    const mine = this.#conversationsOf(device);
    const conversation = mine.length === 0 ? undefined : random.pick(mine);
    this.#words += 1;
    const text = `${random.pick(["one", "*two*", "three"])} ${this.#words}`;
    if (conversation === undefined) return { type: "send-message", to: { account }, text };
    const place = this.#place(device, conversation);
    const { head } = place;
    switch (random.int(26)) {
      case 0:
        return { type: "create-group", title: text, members: [account] };
      case 1:
        return { type: "add-members", conversation, members: [account] };
      case 2:
        return { type: "remove-member", conversation, account };
      case 3:
        return { type: "set-role", conversation, account, role: random.pick(["owner", "member"] as const) };
      case 4:
        return { type: "rename-group", conversation, title: text };
      case 5:
      case 6:
        return { type: "edit-message", place, text };
      case 7:
        return { type: "delete-message", place };
      case 8:
      case 9:
        return { type: "react", place, emoji: random.pick(["👍", "🎉"]), on: random.chance(0.7) };
      case 10:
      case 11:
        return { type: "mark-read", conversation, upTo: random.int(head + 2) };
      case 12:
        return { type: "set-draft", conversation, text: random.pick(["", text]) };
      case 13:
        return {
          type: "keep-conversation",
          conversation,
          alerts: random.pick(["all", "none", "mentions"] as const),
          pinned: random.chance(0.5),
        };
      case 14:
        return { type: "ask-contact", account };
      case 15:
        return { type: "answer-contact", account, agree: random.chance(0.8) };
      case 16:
        return random.chance(0.5)
          ? { type: "remove-contact", account }
          : { type: "block-contact", account, blocked: random.chance(0.4) };
      case 17:
        return {
          type: "set-settings",
          settings: {
            watchers: random.pick(["contacts", "everyone", "nobody"] as const),
            receiptsSent: random.chance(0.8),
          },
        };
      case 18:
        return {
          type: "set-status",
          status: {
            state: random.pick(["auto", "busy", "invisible", "do-not-disturb"] as const),
            ...(random.chance(0.5) ? { until: this.#town.clock.now() + 1 + random.int(100_000) } : {}),
          },
        };
      case 19:
        return random.chance(0.5)
          ? { type: "set-profile", displayName: text }
          : { type: "rename-device", device: device.asker.device, label: text };
      case 20:
        return { type: "send-message", to: { account }, text };
      default:
        return { type: "send-message", to: { conversation }, text };
    }
  }

  #place(device: Device<Mirror>, conversation: ConversationId): MessagePlace & { readonly head: number } {
    const known = device.knowledge.state.conversations.get(conversation);
    const messages = known?.messages ?? [];
    const offset = messages.length === 0 ? 1 : this.#random.pick(messages).offset;
    return { conversation, offset, head: known?.offset ?? 0 };
  }
}

export type { TopicId };
