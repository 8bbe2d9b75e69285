import { arriving, holding, incumbentMachine } from "../../packages/core/src/sweep/incumbent.ts";
import type { IncumbentEvent, IncumbentState } from "../../packages/core/src/sweep/incumbent-state.ts";
import type { SweepMessage } from "../../packages/core/src/sweep/message.ts";
import { newcomer, newcomerMachine } from "../../packages/core/src/sweep/newcomer.ts";
import type {
  NewcomerEffect,
  NewcomerEvent,
  NewcomerState,
  SendEffect,
} from "../../packages/core/src/sweep/newcomer-state.ts";
import { inSessionWith, remoteMachine } from "../../packages/core/src/sweep/remote.ts";
import type { RemoteEvent, RemoteState } from "../../packages/core/src/sweep/remote-state.ts";
import { takersOf } from "../../packages/core/src/sweep/routing.ts";
import type { SweepDevice } from "../../packages/core/src/sweep/ticket.ts";
import {
  bobs,
  callInfo,
  goalOf,
  laptop,
  phone,
  session,
} from "../../packages/core/src/testing/sweep-devices.ts";
import type { Generated } from "./document.ts";

/** The sequences in docs/protocol/sweep.md: the machines play them, and what they send is written down. */
export const sweepSequences: readonly Generated[] = [
  sequence("unprepared", (stage) => stage.newcomer({ type: "pull", at: 0, goal: goalOf() })),
  sequence("prepared", (stage) => {
    stage.newcomer({ type: "prepare", at: 0, goal: goalOf() });
    stage.note("the person presses");
    stage.newcomer({ type: "pull", at: 0, goal: goalOf() });
  }),
  sequence("push", (stage) => stage.incumbent({ type: "push", at: 0, to: phone, sweep: "s1" })),
];

function sequence(part: string, begin: (stage: Stage) => void): Generated {
  return {
    file: "docs/protocol/sweep.md",
    part: `sequence ${part}`,
    make: () => {
      const stage = new Stage();
      begin(stage);
      return `\`\`\`mermaid\n${stage.diagram}\n\`\`\``;
    },
  };
}

/** Three machines that hear each other at once, with surroundings in which all succeeds. */
class Stage {
  readonly #lines: string[] = ["sequenceDiagram", ...people.map((name) => `  participant ${name}`)];
  readonly #waiting: (() => void)[] = [];
  #running = false;
  #newcomer: NewcomerState = newcomer({ self: phone, abilities: ["audio", "video"] });
  #incumbent: IncumbentState = holding(laptop, bobs, session, callInfo);
  #remote: RemoteState = inSessionWith(bobs, session, laptop);

  get diagram(): string {
    return this.#lines.join("\n");
  }

  note(text: string): void {
    this.#lines.push(`  Note over newcomer,remote: ${text}`);
  }

  newcomer(event: NewcomerEvent): void {
    this.#soon(() => {
      const { state, effects } = newcomerMachine.step(this.#newcomer, event);
      this.#newcomer = state;
      for (const effect of effects) {
        if (effect.type === "send") this.#send(phone, effect);
        if (effect.type === "make-offer") this.newcomer({ type: "offered", at: 0, description: "…" });
        if (effect.type === "attach") this.#media();
        if (effect.type === "become") this.#arrive(effect);
      }
    });
  }

  incumbent(event: IncumbentEvent): void {
    this.#soon(() => {
      const { state, effects } = incumbentMachine.step(this.#incumbent, event);
      this.#incumbent = state;
      for (const effect of effects) {
        if (effect.type === "send") this.#send(laptop, effect);
        if (effect.type === "let-go") this.#lines.push("  Note over incumbent: lets go");
        if (effect.type === "sign") {
          const ticket = { ...effect.claims, signature: "…" };
          this.incumbent({ type: "signed", at: 0, ticket, for: effect.for });
        }
      }
    });
  }

  #remoteHears(event: RemoteEvent): void {
    this.#soon(() => {
      const { state, effects } = remoteMachine.step(this.#remote, event);
      this.#remote = state;
      for (const effect of effects) {
        if (effect.type === "send") this.#send(bobs, effect);
        if (effect.type === "warm")
          this.#remoteHears({ type: "warmed", at: 0, newcomer: effect.newcomer, description: "…" });
        if (effect.type === "attach")
          this.#remoteHears({ type: "attached", at: 0, epoch: effect.epoch, description: "…" });
      }
    });
  }

  #arrive(effect: Extract<NewcomerEffect, { readonly type: "become" }>): void {
    this.#media();
    for (const one of arriving(phone, effect, 0).effects) if (one.type === "send") this.#send(phone, one);
  }

  /** Media of the newcomer come once, behind what was sent before. */
  #media(): void {
    if (this.#lines.includes(media)) return;
    this.#lines.push(media);
    this.#soon(() => this.#remoteHears({ type: "flowing", at: 0, device: phone.device }));
  }

  #send(from: SweepDevice, { to, message }: SendEffect): void {
    this.#lines.push(`  ${roleOf(from)}->>${roleOf(to)}: ${message.type}`);
    const event = { type: "received", at: 0, from, message } as const;
    if (to === bobs) this.#remoteHears({ ...event, signedBy: laptop.key });
    else this.#toOwn(to, event, message);
  }

  #toOwn(
    to: SweepDevice,
    event: Extract<NewcomerEvent, { readonly type: "received" }>,
    message: SweepMessage,
  ): void {
    if (to === laptop) this.incumbent(event);
    else if (takersOf(message).includes("newcomer")) this.newcomer(event);
  }

  /** One thing after the other, so that answers stand below their questions. */
  #soon(then: () => void): void {
    this.#waiting.push(then);
    if (this.#running) return;
    this.#running = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) next();
    this.#running = false;
  }
}

const people = ["incumbent", "newcomer", "remote"] as const;
const media = "  newcomer-->>remote: media";

function roleOf(device: SweepDevice): (typeof people)[number] {
  if (device.device === laptop.device) return "incumbent";
  return device.device === phone.device ? "newcomer" : "remote";
}
