/** 1: refused. 2: the command line or the configuration is wrong. 3: unavailable. */
export type ExitCode = 1 | 2 | 3;

/** Ends a command; the message is for the person. */
export class Failure extends Error {
  readonly exitCode: ExitCode;
  /** A word for programs (`--json`). */
  readonly code: string;

  constructor(exitCode: ExitCode, code: string, text: string) {
    super(text);
    this.name = "Failure";
    this.exitCode = exitCode;
    this.code = code;
  }
}

export function refused(text: string, code = "refused"): Failure {
  return new Failure(1, code, text);
}

export function wrongUsage(text: string): Failure {
  return new Failure(2, "usage", text);
}

export function unavailable(text: string): Failure {
  return new Failure(3, "unavailable", text);
}
