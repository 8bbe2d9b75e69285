import { inSessionWith, remoteMachine } from "@elsewhere/core/sweep/remote";
import type { RemoteEffect, RemoteEvent, RemoteState } from "@elsewhere/core/sweep/remote-state";
import type { Time } from "@elsewhere/core/names";
import { drive, type Driver } from "@elsewhere/machine";
import type { Site } from "../simulate.ts";
import { deviceAt, sessionId, signerOf, type Place } from "./cast.ts";
import { post, type Parcel, type Ways } from "./mail.ts";

/** No media for so long, in milliseconds, and a leg counts as dead. */
const deadAfter = 8_000;
const mediaEvery = 2_000;

export interface OtherParty {
  readonly state: RemoteState;
  hangUp(): void;
}

/** Bob: he talks with whichever device of alice's has the session. */
export function otherParty(
  site: Site<Parcel>,
  ways: Ways,
  observe: (state: RemoteState) => void,
  failed: (error: unknown) => void,
): OtherParty {
  const { clock } = site;
  const heardAt = new Map<string, Time>();
  const stored = site.disk.get("remote");
  const driver: Driver<RemoteState, RemoteEvent> = drive<RemoteState, RemoteEvent, RemoteEffect>({
    machine: remoteMachine,
    initial:
      stored === undefined
        ? inSessionWith(deviceAt("bob"), sessionId, deviceAt("laptop"))
        : (JSON.parse(stored) as RemoteState),
    alarms: clock.alarms,
    observe: ({ before, after }) => {
      if (after === before) return;
      site.disk.set("remote", JSON.stringify(after));
      observe(after);
    },
    perform: (effect, send) => performRemote(effect, send, site, ways),
    failed,
  });

  const legs = (): readonly string[] => legsOf(driver.state);
  site.bind((parcel) => {
    const at = clock.now();
    if (parcel.type === "media") {
      heardAt.set(parcel.from, at);
      driver.send({ type: "flowing", at, device: deviceAt(parcel.from).device });
    } else driver.send(received(parcel, at));
  });
  const flow = (): void => {
    clock.alarms.set(clock.now() + mediaEvery, (at) => {
      for (const device of legs()) {
        site.post(device, { type: "media", from: "bob" });
        if (!heardAt.has(device)) heardAt.set(device, at);
        if (at - (heardAt.get(device) ?? at) <= deadAfter) continue;
        driver.send({ type: "leg-died", at, device: deviceAt(device as Place).device });
      }
      flow();
    });
  };
  flow();
  return {
    get state() {
      return driver.state;
    },
    hangUp: () => driver.send({ type: "hung-up", at: clock.now() }),
  };
}

function received(parcel: Extract<Parcel, { readonly type: "message" }>, at: Time): RemoteEvent {
  const { from, message } = parcel;
  const ticket = "ticket" in message ? message.ticket : undefined;
  return {
    type: "received",
    at,
    from: deviceAt(from),
    message,
    signedBy: ticket === undefined ? undefined : signerOf(ticket),
  };
}

function performRemote(
  effect: RemoteEffect,
  send: (event: RemoteEvent) => void,
  site: Site<Parcel>,
  ways: Ways,
): void {
  const later = (then: (at: Time) => void): void => {
    site.clock.alarms.set(site.clock.now() + 10 + 100 * site.random.next(), then);
  };
  switch (effect.type) {
    case "send":
      return post(site, ways, effect, undefined);
    case "warm":
      return later((at) => send({ type: "warmed", at, newcomer: effect.newcomer, description: "warm" }));
    case "attach":
      return later((at) => {
        const { epoch } = effect;
        const can = site.random.next() > 0.03 || ways.canAttach();
        send(
          can ? { type: "attached", at, epoch, description: "answer" } : { type: "cannot-attach", at, epoch },
        );
      });
    case "play":
    case "drop-leg":
    case "end":
    case "forget":
  }
}

/** Bob sends to the device that has the session, and while it changes to both. */
function legsOf(state: RemoteState): readonly string[] {
  if (state.name === "with") return [state.leg.peer.device];
  return state.name === "switching" ? [state.old.peer.device, state.leg.peer.device] : [];
}
