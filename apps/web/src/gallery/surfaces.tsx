import { For } from "solid-js";
import { FileIcon, Mark, PlaceIcon } from "../icons/icons.tsx";
import { LinkCard } from "../links/link-card.tsx";
import { Face } from "../people/face.tsx";

const people = [
  ["alice", "Alice", "Available"],
  ["bob", "Bob", "Away for 12 min"],
  ["carol", "Carol", "Do not disturb until 11:00"],
  ["dave", "Dave", "Offline"],
] as const;

export function Presence() {
  return (
    <div class="gallery-line">
      <For each={people}>
        {([account, name, words]) => (
          <span class="gallery-person">
            <Face name={name} account={account} />
            <span>
              <b class="serif">{name}</b>
              <br />
              <small>{words}</small>
            </span>
          </span>
        )}
      </For>
      <Face name="Workshop night" small />
      <span class="badge">3</span>
      <span class="badge muted">12</span>
      <span class="chip">
        Carol{" "}
        <button type="button" class="quiet" aria-label="Take Carol out">
          ×
        </button>
      </span>
    </div>
  );
}

const places = [
  ["browser", "Laptop", "here, active", "here"],
  ["sip", "Desk phone", "in a call, 4:12", "live"],
  ["browser", "Workshop screen with a name that is too long for it", "idle 12 min", ""],
  ["phone", "Phone", "asleep, can be woken", "asleep"],
] as const;

export function Cards() {
  return (
    <>
      <ul class="gallery-line">
        <For each={places}>
          {([kind, name, doing, state]) => (
            <li>
              <button type="button" class={`place ${state}`}>
                <PlaceIcon kind={kind} />
                <span>
                  <b>{name}</b>
                  <small>{doing}</small>
                </span>
              </button>
            </li>
          )}
        </For>
      </ul>
      <div class="gallery-columns">
        <LinkCard
          card={{
            url: "https://www.example.org/pieces/14",
            title: "A piece of oak, turned by hand",
            description: "How it was made, from the tree behind the workshop to the shelf.",
            site: "The Workshop",
            image: { file: "", name: "", type: "image/png", size: 1, width: 84, height: 84 },
          }}
        />
        <LinkCard card={{ url: "https://example.org/plain", title: "Only a title" }} />
        <a class="file-card" href="#file">
          <FileIcon />
          <span>
            <b>measurements of all pieces.pdf</b>
            <small>1.2 MB</small>
          </span>
        </a>
      </div>
    </>
  );
}

export function Talk() {
  return (
    <div class="messages">
      <p class="day">Today</p>
      <div class="message first last">
        <b class="who">Bob</b>
        <div class="bubble-line">
          <div class="bubble">
            <p class="text">
              Morning! The samples arrive at <strong>ten</strong>. Shall I have them brought up,{" "}
              <span class="mention me">@Alice</span>?
            </p>
          </div>
        </div>
        <ul class="reactions" aria-label="Reactions">
          <li>
            <button type="button" aria-pressed="true">
              ✓ <span>2</span>
            </button>
          </li>
        </ul>
        <p class="meta">
          09:41 ·{" "}
          <button type="button" class="link">
            Why?
          </button>
        </p>
      </div>
      <p class="new-line">New</p>
      <div class="message mine first last">
        <div class="bubble-line">
          <div class="bubble">
            <p class="text">I come down.</p>
          </div>
        </div>
        <p class="meta">09:42 · Read</p>
      </div>
      <div class="message mine first last outgoing">
        <div class="bubble-line">
          <div class="bubble">
            <p class="text">Waits for the connection</p>
          </div>
        </div>
      </div>
      <div class="message mine outgoing failed">
        <div class="bubble-line">
          <div class="bubble">
            <p class="text">This one was not taken</p>
          </div>
        </div>
        <p class="meta">Not sent: Bob takes no messages from you.</p>
      </div>
      <div class="message first last">
        <div class="bubble-line">
          <div class="bubble deleted">This message was deleted</div>
        </div>
      </div>
    </div>
  );
}

export function States() {
  return (
    <div class="gallery-columns">
      <div class="empty">
        <Mark />
        <p class="empty-title">Nothing is open</p>
        <p>Choose a conversation, or find somebody to write to.</p>
        <button type="button" class="go">
          Invite people
        </button>
      </div>
      <div>
        <p class="hint">Being fetched …</p>
        <p>
          <label for="g-progress">Uploading, 60 %</label>
          <br />
          <progress id="g-progress" value="60" max="100" />
        </p>
        <p class="banner">
          <span class="banner-dot" />
          <span>No connection. What you write waits here, 2 messages.</span>
          <button type="button">Try now</button>
        </p>
        <p class="banner trouble-banner">
          <span>Bob takes no messages from you.</span>
          <button type="button" class="quiet" aria-label="Close the message">
            ×
          </button>
        </p>
      </div>
    </div>
  );
}
