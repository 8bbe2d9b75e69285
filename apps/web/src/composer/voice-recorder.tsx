import { createSignal, For, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import type { VoiceValue } from "@elsewhere/protocol/values";
import { BinIcon, PauseIcon, PlayIcon } from "../icons/writing-icons.tsx";
import { useLateWords } from "../language/speaking.tsx";
import { VoicePlayer } from "../messages/voice-player.tsx";
import { createRecording } from "./recording.ts";
import { lengthWords } from "../words/lengths.ts";

const barsShown = 48;
/** What is shorter was begun by mistake, in milliseconds. */
const worthKeeping = 1_000;

/** Where a voice message is recorded, listened to, and sent or thrown away. */
export function VoiceRecorder(props: {
  readonly send: (file: File, voice: VoiceValue) => void;
  readonly closed: () => void;
  /** The conversation was left before anything was decided: what was said is not lost. */
  readonly left: (file: File) => void;
}) {
  const words = useLateWords();
  const recording = createRecording();
  const { left } = props;
  let isDecided = false;
  const [sending, setSending] = createSignal(false);
  let box: HTMLDivElement | undefined;
  const ready = () => {
    const now = recording.state();
    return now.name === "ready" ? now : undefined;
  };
  const refused = () => {
    const now = recording.state();
    return now.name === "refused" ? now : undefined;
  };
  const close = () => {
    isDecided = true;
    props.closed();
  };
  onCleanup(() => {
    if (isDecided || recording.length() < worthKeeping) return;
    void recording.stop().then(() => {
      const done = ready();
      if (done === undefined) return;
      URL.revokeObjectURL(done.url);
      left(done.file);
    });
  });
  const send = async () => {
    setSending(true);
    await recording.stop();
    const done = ready();
    if (done !== undefined) props.send(done.file, done.voice);
    close();
  };
  onMount(() => box?.focus());
  return (
    <div
      class="recorder"
      role="group"
      aria-label={words().voice.recorder}
      tabindex="-1"
      ref={(element) => {
        box = element;
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <button type="button" class="quiet" aria-label={words().voice.discard} onClick={close}>
        <BinIcon />
      </button>
      <Switch>
        <Match when={refused()}>
          {(no) => (
            <p class="recorder-words" role="alert">
              {words().voice.refused[no().why]}
            </p>
          )}
        </Match>
        <Match when={recording.state().name === "asking"}>
          <p class="recorder-words" role="status">
            {words().voice.asking}
          </p>
        </Match>
        <Match when={ready()}>
          {(done) => <VoicePlayer url={done().url} voice={done().voice} id="recording" />}
        </Match>
        <Match when={true}>
          <i class="recorder-dot" classList={{ still: recording.state().name === "paused" }} />
          <time class="recorder-time" aria-label={words().voice.length}>
            {lengthWords(recording.length())}
          </time>
          <LevelBars levels={recording.levels()} />
          <button
            type="button"
            class="quiet"
            aria-label={recording.state().name === "paused" ? words().voice.resume : words().voice.pause}
            onClick={() => (recording.state().name === "paused" ? recording.resume() : recording.pause())}
          >
            <Show when={recording.state().name === "paused"} fallback={<PauseIcon />}>
              <i class="recorder-dot still" />
            </Show>
          </button>
          <button
            type="button"
            class="quiet"
            aria-label={words().voice.listen}
            onClick={() => void recording.stop()}
          >
            <PlayIcon />
          </button>
        </Match>
      </Switch>
      <span class="hidden" role="status">
        {recording.state().name === "recording" ? words().voice.recording : ""}
        {recording.state().name === "paused" ? words().voice.paused : ""}
      </span>
      <Show when={refused() === undefined}>
        <button
          type="button"
          class="go"
          disabled={sending() || recording.state().name === "asking"}
          onClick={() => void send()}
        >
          {words().composer.send}
        </button>
      </Show>
    </div>
  );
}

function LevelBars(props: { readonly levels: readonly number[] }) {
  const shown = () => {
    const last = props.levels.slice(-barsShown);
    return [...Array.from({ length: barsShown - last.length }, () => 0), ...last];
  };
  return (
    <svg class="wave" viewBox={`0 0 ${barsShown * 4} 32`} preserveAspectRatio="none" aria-hidden="true">
      <For each={shown().map((level, at) => ({ level, at }))}>
        {({ level, at }) => <Bar at={at} height={level} />}
      </For>
    </svg>
  );
}

function Bar(props: { readonly at: number; readonly height: number }) {
  const tall = () => Math.max(2, props.height * 30);
  return <rect x={props.at * 4 + 1} y={16 - tall() / 2} width="2" height={tall()} rx="1" />;
}
