// Audio of calls over a WebSocket, started and stopped by CallMedia and read by StreamingData.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { CallAutomationClient, StreamingData } from "@azure/communication-call-automation";
import { WebSocketServer } from "ws";
import { startApplication } from "../application.mjs";
import { connectionString } from "../tandem.mjs";

const client = new CallAutomationClient(connectionString);
const far = { phoneNumber: "+12025550184" };
let application;
let bot;
let heard = [];

before(async () => {
  application = await startApplication();
  bot = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  bot.on("connection", (socket) =>
    socket.on("message", (message) => {
      const data = StreamingData.parse(message.toString());
      heard.push({ kind: StreamingData.getStreamingKind(), ...data });
    }),
  );
  await new Promise((ready) => bot.on("listening", ready));
});

after(async () => {
  bot.close();
  await application.close();
});

/** Waits for data of a kind. */
async function hears(kind, fits = () => true) {
  for (let attempt = 0; attempt < 500; attempt++) {
    const found = heard.find((data) => data.kind === kind && fits(data));
    if (found) {
      return found;
    }
    await sleep(20);
  }
  return assert.fail(`no ${kind} in ${heard.length} messages`);
}

const streaming = (more) => ({
  transportUrl: `ws://127.0.0.1:${bot.address().port}/audio`,
  transportType: "websocket",
  contentType: "audio",
  audioChannelType: "mixed",
  enableBidirectional: true,
  audioFormat: "pcm16KMono",
  ...more,
});

async function ended(id, connection) {
  await connection.hangUp(true);
  await application.told(id, "CallDisconnected");
}

test("a stream is started and stopped in a call", async () => {
  const created = await client.createCall(
    { targetParticipant: far, sourceCallIdNumber: application.ours },
    application.url("/callbacks"),
    { mediaStreamingOptions: streaming({ startMediaStreaming: false }) },
  );
  const id = created.callConnectionProperties.callConnectionId;
  await application.told(id, "CallConnected");
  assert.equal(heard.length, 0);

  const media = created.callConnection.getCallMedia();
  await media.startMediaStreaming({ operationContext: "listen" });
  const started = await application.told(id, "MediaStreamingStarted");
  assert.equal(started.operationContext, "listen");
  assert.equal((await hears("AudioMetadata")).sampleRate, 16000);
  const loud = await hears("AudioData", (audio) => !audio.isSilent);
  assert.equal(Buffer.from(loud.data, "base64").length, 640);

  await media.stopMediaStreaming();
  await application.told(id, "MediaStreamingStopped");
  assert.equal(bot.clients.size, 0);
  await ended(id, created.callConnection);
});

test("a call is answered with a stream of 24 kHz", async () => {
  heard = [];
  const offer = await application.offered();
  const answered = await client.answerCall(offer.incomingCallContext, application.url("/callbacks"), {
    mediaStreamingOptions: streaming({ startMediaStreaming: true, audioFormat: "pcm24KMono" }),
  });
  const id = answered.callConnectionProperties.callConnectionId;
  await application.told(id, "MediaStreamingStarted");
  assert.equal((await hears("AudioMetadata")).sampleRate, 24000);
  assert.equal(Buffer.from((await hears("AudioData")).data, "base64").length, 960);
  await ended(id, answered.callConnection);
});
