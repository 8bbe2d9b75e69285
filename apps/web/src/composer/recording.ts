import { createSignal, onCleanup, type Accessor } from "solid-js";
import { limits } from "@elsewhere/protocol/limits";
import type { VoiceValue } from "@elsewhere/protocol/values";
import { levelOf, waveformOf } from "./waveform.ts";

/** What becomes of a voice message before it is sent. */
export type RecordingState =
  /** The browser asks the person whether the page may listen. */
  | { readonly name: "asking" }
  | { readonly name: "refused"; readonly why: "denied" | "no-microphone" | "failed" }
  | { readonly name: "recording" }
  | { readonly name: "paused" }
  | { readonly name: "ready"; readonly file: File; readonly voice: VoiceValue; readonly url: string };

export interface Recording {
  readonly state: Accessor<RecordingState>;
  /** Milliseconds so far. */
  readonly length: Accessor<number>;
  /** Loudness from 0 to 1, the newest last. */
  readonly levels: Accessor<readonly number[]>;
  pause(): void;
  resume(): void;
  /** Ends it; then it can be listened to and sent. Resolves when it is ready. */
  stop(): Promise<void>;
}

const measureEvery = 60;
const bitsPerSecond = 32_000;
/** Best first: all are Opus where the browser has it. */
const types = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4;codecs=opus", "audio/mp4"];

/** Whether a voice message can be recorded here: only on a secure page of a browser that has what it needs. */
export function canRecord(): boolean {
  const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices };
  return mediaDevices !== undefined && typeof MediaRecorder !== "undefined";
}

/** Listens until it is stopped or the owner of the scope goes away; the microphone is let go in either case. */
export function createRecording(): Recording {
  const [state, setState] = createSignal<RecordingState>({ name: "asking" });
  const [length, setLength] = createSignal(0);
  const [levels, setLevels] = createSignal<readonly number[]>([]);
  let taking: Taking | undefined;
  let isOver = false;
  const begin = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true } });
    if (isOver) return endTracks(stream);
    taking = take(stream, (level) => {
      setLevels((before) => [...before, level]);
      setLength((before) => before + measureEvery);
      if (length() >= limits.voiceDuration) void stop();
    });
    setState({ name: "recording" });
  };
  const stop = async () => {
    if (taking === undefined || state().name === "ready") return;
    const file = await taking.stop();
    const voice = { duration: Math.max(1, length()), waveform: waveformOf(levels()) };
    setState({ name: "ready", file, voice, url: URL.createObjectURL(file) });
  };
  begin().catch((error: unknown) => setState({ name: "refused", why: whyOf(error) }));
  onCleanup(() => {
    isOver = true;
    const now = state();
    if (now.name === "ready") URL.revokeObjectURL(now.url);
    else void taking?.stop();
  });
  return {
    state,
    length,
    levels,
    stop,
    pause() {
      taking?.pause();
      setState({ name: "paused" });
    },
    resume() {
      taking?.resume();
      setState({ name: "recording" });
    },
  };
}

function whyOf(error: unknown): "denied" | "no-microphone" | "failed" {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotFoundError" ? "no-microphone" : "failed";
}

interface Taking {
  pause(): void;
  resume(): void;
  stop(): Promise<File>;
}

function take(stream: MediaStream, measured: (level: number) => void): Taking {
  const type = types.find((one) => MediaRecorder.isTypeSupported(one));
  const recorder = new MediaRecorder(stream, {
    audioBitsPerSecond: bitsPerSecond,
    ...(type === undefined ? {} : { mimeType: type }),
  });
  const chunks: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => chunks.push(data));
  const meter = createMeter(stream);
  const timer = setInterval(() => recorder.state === "recording" && measured(meter.level()), measureEvery);
  recorder.start(1000);
  let stopped: Promise<File> | undefined;
  return {
    pause: () => recorder.pause(),
    resume: () => recorder.resume(),
    stop: () =>
      (stopped ??= new Promise((resolve) => {
        clearInterval(timer);
        recorder.addEventListener("stop", () => {
          endTracks(stream);
          void meter.end();
          resolve(fileOf(chunks, recorder.mimeType));
        });
        if (recorder.state === "inactive") resolve(fileOf(chunks, recorder.mimeType));
        else recorder.stop();
      })),
  };
}

function fileOf(chunks: readonly Blob[], mimeType: string): File {
  const type = mimeType.split(";", 1)[0] ?? "";
  const ending = type === "audio/mp4" ? "m4a" : (type.split("/")[1] ?? "webm");
  return new File([...chunks], `voice.${ending}`, { type });
}

function createMeter(stream: MediaStream) {
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  analyser.fftSize = 1024;
  audio.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    level() {
      analyser.getFloatTimeDomainData(samples);
      return levelOf(samples);
    },
    end: () => audio.close(),
  };
}

function endTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
