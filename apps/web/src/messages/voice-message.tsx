import { lazy, Suspense } from "solid-js";
import type { VoiceValue } from "@elsewhere/protocol/values";
import { useDesk } from "../conversations/desk.ts";
import { Late } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { lengthWords } from "../words/lengths.ts";
import { voiceAfter } from "./playing.ts";

const Player = lazy(() => import("./voice-player.tsx").then(({ VoicePlayer }) => ({ default: VoicePlayer })));

/** A voice message in the history; the next that was spoken follows it. */
export function VoiceMessage(props: {
  readonly file: string;
  readonly voice: VoiceValue;
  readonly url: string;
}) {
  const session = useSession();
  const desk = useDesk();
  const goOn = () => {
    const next = voiceAfter(session.conversation(desk.id)?.messages ?? [], props.file);
    if (next !== undefined) desk.playing.play(next);
  };
  return (
    <div class="voice-room">
      <Suspense fallback={<time class="voice-time">{lengthWords(props.voice.duration)}</time>}>
        <Late>
          <Player id={props.file} url={props.url} voice={props.voice} ended={goOn} />
        </Late>
      </Suspense>
    </div>
  );
}
