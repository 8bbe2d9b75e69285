import type { Step } from "@elsewhere/machine";
import type { Course, TransportName } from "./course.ts";

/** Why a connection will not be tried again by itself: the server's close code, or the error of the `hello`. */
export type Refusal =
  | { readonly by: "close"; readonly code: number }
  | { readonly by: "hello"; readonly error: string };

/** The states of a client's connection. `course` is what is carried from one to the next. */
export type ConnectionState =
  | { readonly name: "stopped"; readonly course: Course }
  | { readonly name: "refused"; readonly course: Course; readonly refusal: Refusal }
  | {
      readonly name: "waiting";
      readonly course: Course;
      /** The server named the wait: it is kept even if the person comes back. */
      readonly asked: boolean;
      readonly timers: { readonly wait: number };
    }
  | { readonly name: "connecting"; readonly course: Course; readonly timers: { readonly open: number } }
  | { readonly name: "opening"; readonly course: Course; readonly timers: { readonly hello: number } }
  | {
      readonly name: "catching-up";
      readonly course: Course;
      readonly heartbeat: number;
      readonly timers: { readonly quiet: number };
    }
  | {
      readonly name: "live";
      readonly course: Course;
      /** Milliseconds between two signs of life of the server. */
      readonly heartbeat: number;
      readonly timers: {
        /** Nothing heard for long: ask. */
        readonly quiet?: number;
        /** Asked, and not answered: it is dead. */
        readonly probe?: number;
        readonly pulse: number;
        readonly climb?: number;
      };
    };

export type ConnectionEvent = { readonly at: number } & (
  | { readonly type: "start" }
  | { readonly type: "stop" }
  /** The network, the page or the person came back, or the machine woke up. */
  | { readonly type: "roused" }
  | { readonly type: "online"; readonly online: boolean }
  | { readonly type: "opened"; readonly attempt: number }
  | { readonly type: "closed"; readonly attempt: number; readonly code: number | undefined }
  /** Anything came from the server. */
  | { readonly type: "heard"; readonly attempt: number }
  | { readonly type: "welcomed"; readonly attempt: number; readonly heartbeat: number }
  | {
      readonly type: "turned-away";
      readonly attempt: number;
      readonly error: string;
      readonly temporary: boolean;
      readonly retryAfter: number | undefined;
    }
  | { readonly type: "caught-up"; readonly attempt: number }
  /** The server says that it will close. */
  | {
      readonly type: "parting";
      readonly attempt: number;
      readonly code: number;
      readonly comeBackAfter: number | undefined;
    }
  /** Whether the better transport that was looked for opened. */
  | { readonly type: "scouted"; readonly attempt: number; readonly found: boolean }
);

export type ConnectionEffect =
  | { readonly type: "dial"; readonly attempt: number; readonly transport: TransportName }
  | { readonly type: "hang-up"; readonly attempt: number }
  | { readonly type: "say-hello"; readonly attempt: number }
  /** Send something that is answered. */
  | { readonly type: "probe"; readonly attempt: number }
  /** See whether the best transport opens, and close it again. */
  | { readonly type: "scout"; readonly attempt: number; readonly transport: TransportName };

/** The variant of a name. */
export type In<Name extends ConnectionState["name"]> = Extract<ConnectionState, { readonly name: Name }>;
export type Next = Step<ConnectionState, ConnectionEffect>;
