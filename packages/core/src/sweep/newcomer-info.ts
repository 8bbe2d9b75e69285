import type { SweepMessage } from "./message.ts";
import { gather, whole } from "./chunks.ts";
import type { Ready } from "./newcomer-state.ts";
import { sweepTimes } from "./schedule.ts";
import { readSessionInfo, takingOf } from "./session.ts";
import { isFor, type Ticket } from "./ticket.ts";

type Info = Extract<SweepMessage, { readonly type: "info" }>;

/** A piece of newer information, which counts once it is whole, and maybe a newer ticket, which counts at once. */
export function freshInfo(before: Ready, chunk: Info): Ready {
  const state = chunk.ticket === undefined ? before : renewed(before, chunk.ticket);
  const gathered = gather(state.gathered, chunk);
  const text = whole(gathered);
  const info = text === undefined ? undefined : readSessionInfo(text);
  if (info === undefined) return gathered === undefined ? state : { ...state, gathered };
  const { gathered: _done, ...rest } = state;
  return { ...rest, prepared: { ...state.prepared, info, ...takingOf(info, state.abilities) } };
}

function renewed(state: Ready, ticket: Ticket): Ready {
  const { prepared, goal, self } = state;
  const newer = ticket.expires > prepared.ticket.expires || ticket.epoch > prepared.ticket.epoch;
  if (!newer || ticket.session !== goal.session || !isFor(ticket, self)) return state;
  const renew = Math.max(ticket.expires - sweepTimes.renewBefore, state.timers.renew);
  return { ...state, prepared: { ...prepared, ticket }, timers: { renew } };
}
