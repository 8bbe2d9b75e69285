import type { How } from "../exchange/told.ts";
import { isSleeper } from "./attention.ts";
import type { Claim, Datum, FileBytesDatum, FileOfferDatum, RingDatum, RingState } from "./datum.ts";
import type { Facts } from "./facts.ts";
import type { Because } from "./reason.ts";

/** The first row whose `when` holds decides. Its name stands in the reason as `<type>/<name>`, to be looked up here. */
export interface Row<D extends Datum = Datum> {
  readonly name: string;
  readonly when: (facts: Facts<D>) => boolean;
  readonly how: (facts: Facts<D>) => How;
  readonly because: (facts: Facts<D>) => Because;
}

type Table = { readonly [T in Datum["type"]]: readonly Row<Extract<Datum, { readonly type: T }>>[] };
type ToDevice = Facts<Extract<Datum, { readonly device: string }>>;
type Ring = Facts<RingDatum>;
type Offer = Facts<FileOfferDatum>;
type Bytes = Facts<FileBytesDatum>;

function row<D extends Datum>(
  name: string,
  when: Row<D>["when"],
  how: Row<D>["how"],
  because: Row<D>["because"],
): Row<D> {
  return { name, when, how, because };
}

// how
const withhold = (): How => "withhold";
const show = (f: Facts): How => (f.reach === "away" ? "withhold" : "show");
const silent = (f: Facts): How => (f.reach === "away" ? "withhold" : "silent");
/** By the connection if somebody can hear it there, else by push. */
const alert = (f: Facts): How => (isSleeper(f) ? "push" : f.reach === "away" ? "withhold" : "alert");
const ring = (f: Facts): How => (isSleeper(f) ? "push" : f.reach === "away" ? "withhold" : "ring");

// when
const otherwise = (): boolean => true;
const unable = (f: Facts): boolean => !f.ability.able;
const own = (f: Facts): boolean => f.own;
const madeHere = (f: ToDevice): boolean => f.datum.device === f.point.device;
const ownHere = (f: ToDevice): boolean => f.own && madeHere(f);
const forThis = (f: ToDevice): boolean => madeHere(f) && !f.duplicate;
const notLive = (f: Facts): boolean => f.reach !== "live";
const asleep = (f: Facts): boolean => f.point.activity === "asleep";
const unreachable = (f: Facts): boolean => f.reach === "away" && !f.point.pushable;
const lost = (f: Facts): boolean => f.reach === "half-open" && !f.point.pushable;
const duplicate = (f: Facts): boolean => f.duplicate;
const inFront = (f: Facts): boolean => f.inFront;
const lookedAt = (f: Facts): boolean => f.inFront && (f.active || f.turn?.place !== 0);
const nobodyThere = (f: Facts): boolean => f.point.kind === "script";
const never = (f: Facts): boolean => f.rule?.how === "never";
const kept = (f: Facts): boolean => never(f) && f.rule?.data === "messages";
const always = (f: Facts): boolean => f.rule?.how === "always";
const hushed = (f: Facts): boolean => f.hush !== undefined;
const first = (f: Facts): boolean => f.turn?.place === 0;
const waiting = (f: Facts): boolean => f.turn !== undefined;

const accepted = (f: Offer): boolean => f.datum.claim.name === "accepted";
const refused = (f: Offer): boolean => f.datum.claim.name === "declined";
const claimedHere = (f: Bytes): boolean => f.datum.claimedBy === f.point.device && !f.duplicate;
const answeredHere = ({ datum, point }: Ring): boolean =>
  datum.state.name === "answered" && datum.state.device === point.device;
const notRinging = (f: Ring): boolean => f.datum.state.name !== "ringing";
const silenced = (f: Ring): boolean => f.datum.silencedOn.includes(f.point.device);
const inCall = (f: Facts): boolean => f.point.inCall && f.reach === "live";

// because
const is =
  (because: Because): (() => Because) =>
  () =>
    because;
const lack = (f: Facts): Because => ({ code: "incapable", needs: f.ability.able ? "text" : f.ability.needs });
const ownFrom = (f: ToDevice): Because => ({ code: "own", point: f.datum.device });
const onlyFor = (f: ToDevice): Because => ({ code: "not-addressed", point: f.datum.device });
const ruled = (f: Facts): Because => (f.rule ? { code: "rule", rule: f.rule.id } : alike);
const hush = (f: Facts): Because => f.hush ?? alike;
const turn = (f: Facts): Because => f.turn?.because ?? alike;
const elsewhere = (f: Facts): Because => f.elsewhere ?? alike;
const notHeard = (f: Facts): Because =>
  f.reach === "away" ? { code: "not-connected" } : { code: "half-open", heardAt: f.point.heardAt };
const claimedBy = (f: Bytes): Because => ({ code: "claimed", point: f.datum.claimedBy });
const claimed = (f: Offer): Because => claimReason(f.datum.claim);
const settled = (f: Ring): Because => ringReason(f.datum.state);
const alike: Because = { code: "kept-alike" };

/** What draws attention: one point at a time, the others get it without a sign. */
const attention: readonly Row[] = [
  row("gone", unreachable, withhold, notHeard),
  row("same-device", duplicate, (f) => (f.inFront ? "show" : silent(f)), is({ code: "same-device" })),
  row("always", always, alert, ruled),
  row("script", nobodyThere, silent, is({ code: "no-person" })),
  row("in-front", lookedAt, show, is({ code: "in-front" })),
  row("hushed", hushed, silent, hush),
  row("first", first, alert, turn),
  row("waiting", waiting, silent, turn),
  row("half-open", lost, silent, notHeard),
  row("quiet", otherwise, silent, elsewhere),
];

/** What all devices are to have alike; a device that is not connected fetches it when it is back. */
const alikes: readonly Row[] = [
  row("unable", unable, withhold, lack),
  row("gone", (f) => f.reach === "away", withhold, notHeard),
  row("in-front", inFront, show, is({ code: "in-front" })),
  row("alike", otherwise, silent, is(alike)),
];

export const table: Table = {
  message: [
    row("made-here", ownHere, show, is({ code: "made-here" })),
    row("unable", unable, withhold, lack),
    row("own", own, show, ownFrom),
    row("kept-off", kept, withhold, ruled),
    ...attention,
  ],
  revision: [row("made-here", madeHere, show, is({ code: "made-here" })), ...alikes],
  alert: [row("unable", unable, withhold, lack), row("kept-off", never, withhold, ruled), ...attention],
  "file-offer": [
    row("made-here", ownHere, show, is({ code: "made-here" })),
    row("unable", unable, withhold, lack),
    row("own", own, show, ownFrom),
    row("claimed", accepted, silent, claimed),
    row("declined", refused, withhold, claimed),
    row("kept-off", kept, withhold, ruled),
    ...attention,
  ],
  "file-bytes": [
    row("claimed-here", claimedHere, show, is({ code: "addressed" })),
    row("claimed", otherwise, withhold, claimedBy),
  ],
  receipt: alikes,
  "read-mark": [row("made-here", madeHere, silent, is({ code: "made-here" })), ...alikes],
  draft: [row("made-here", madeHere, silent, is({ code: "made-here" })), ...alikes],
  typing: [
    row("own", own, withhold, ownFrom),
    row("unable", unable, withhold, lack),
    row("in-front", inFront, show, is({ code: "in-front" })),
    row("not-in-front", otherwise, withhold, is({ code: "not-in-front" })),
  ],
  "own-presence": [
    row("made-here", forThis, withhold, is({ code: "made-here" })),
    row("gone", notLive, withhold, notHeard),
    row("alike", otherwise, silent, is(alike)),
  ],
  "others-presence": [
    row("gone", notLive, withhold, notHeard),
    row("asleep", asleep, withhold, is({ code: "asleep" })),
    row("alike", otherwise, show, is(alike)),
  ],
  ring: [
    row("own", own, show, ownFrom),
    row("unable", unable, withhold, lack),
    row("answered-here", answeredHere, show, is({ code: "answered-here" })),
    row("settled", notRinging, withhold, settled),
    row("silenced", silenced, silent, is({ code: "silenced-here" })),
    row("kept-off", never, withhold, ruled),
    row("gone", unreachable, withhold, notHeard),
    row("hushed", hushed, silent, hush),
    row("same-device", duplicate, silent, is({ code: "same-device" })),
    row("in-call", inCall, alert, is({ code: "in-call-here" })),
    row("always", always, ring, ruled),
    row("half-open", lost, ring, notHeard),
    row("ring", otherwise, ring, is({ code: "call-comes" })),
  ],
  "call-signal": [
    row("in-call", forThis, show, is({ code: "in-call-here" })),
    row("elsewhere", otherwise, withhold, onlyFor),
  ],
  "contact-change": alikes,
  "conversation-change": alikes,
  "account-change": alikes,
  "session-control": [
    row("addressed", madeHere, show, is({ code: "addressed" })),
    row("not-addressed", otherwise, withhold, onlyFor),
  ],
};

function claimReason(claim: Claim): Because {
  switch (claim.name) {
    case "open":
      return alike;
    case "accepted":
      return { code: "claimed", point: claim.device };
    case "declined":
      return { code: "declined", point: claim.device };
  }
}

function ringReason(state: RingState): Because {
  switch (state.name) {
    case "ringing":
      return { code: "call-comes" };
    case "answered":
      return { code: "answered", point: state.device };
    case "declined":
      return { code: "declined", point: state.device };
    case "over":
      return { code: "call-over" };
  }
}
