import { render } from "solid-js/web";
import { App } from "./app.tsx";
import { createSpeaking, SpeakingProvider } from "./language/speaking.tsx";

const root = document.querySelector("#app");
if (root !== null) void begin(root);

async function begin(page: Element): Promise<void> {
  const speaking = await createSpeaking();
  render(
    () => (
      <SpeakingProvider value={speaking}>
        <App />
      </SpeakingProvider>
    ),
    page,
  );
}
