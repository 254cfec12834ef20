// CallAutomationClient of @azure/communication-call-automation, api-version 2026-03-12; the simulated carrier answers.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, afterEach, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { CallAutomationClient, parseCallAutomationEvent } from "@azure/communication-call-automation";
import { PhoneNumbersClient } from "@azure/communication-phone-numbers";
import { connectionString, quickly, refused } from "../tandem.mjs";

const client = new CallAutomationClient(connectionString);
const numbers = new PhoneNumbersClient(connectionString);
const far = { phoneNumber: "+12025550181" };
const further = { phoneNumber: "+12025550182" };
const events = [];
const open = new Map();
let sink;
let ours;

before(async () => {
  sink = createServer(async (request, response) => {
    if (request.url.startsWith("/prompt")) {
      response.writeHead(200, { "Content-Type": "audio/wav" }).end(wav(1));
      return;
    }
    let body = "";
    for await (const chunk of request) {
      body += chunk;
    }
    for (const event of JSON.parse(body)) {
      events.push({ type: event.type.split(".").pop(), ...parseCallAutomationEvent(event) });
    }
    response.writeHead(200).end();
  });
  await new Promise((ready) => sink.listen(0, "127.0.0.1", ready));
  const poller = await numbers.beginSearchAvailablePhoneNumbers(
    {
      countryCode: "US",
      phoneNumberType: "geographic",
      assignmentType: "application",
      capabilities: { calling: "inbound+outbound", sms: "none" },
    },
    quickly,
  );
  const found = await poller.pollUntilDone();
  await (await numbers.beginPurchasePhoneNumbers(found.searchId, quickly)).pollUntilDone();
  ours = { phoneNumber: found.phoneNumbers[0] };
});

afterEach(async () => {
  for (const [id, call] of open) {
    await call.hangUp(true).catch(() => {});
    await told(id, "CallDisconnected");
  }
  open.clear();
});

after(async () => {
  await (await numbers.beginReleasePhoneNumber(ours.phoneNumber, quickly)).pollUntilDone();
  sink.close();
});

/** A 440 Hz tone of 16 kHz. */
function wav(seconds) {
  const samples = 16000 * seconds;
  const file = Buffer.alloc(44 + samples * 2);
  file.write("RIFF", 0);
  file.writeUInt32LE(36 + samples * 2, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(16000, 24);
  file.writeUInt32LE(32000, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36);
  file.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) {
    file.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * 440 * i) / 16000)), 44 + i * 2);
  }
  return file;
}

function url(path) {
  return `http://127.0.0.1:${sink.address().port}${path}`;
}

/** Waits for an event of a call. */
async function told(callConnectionId, type) {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const found = events.find((event) => event.callConnectionId === callConnectionId && event.type === type);
    if (found) {
      return found;
    }
    await sleep(20);
  }
  const types = events.filter((event) => event.callConnectionId === callConnectionId).map((event) => event.type);
  return assert.fail(`${type} did not come, only ${types}`);
}

async function connected(targets = [far]) {
  const result = await client.createGroupCall(targets, url("/callbacks"), { sourceCallIdNumber: ours });
  const id = result.callConnectionProperties.callConnectionId;
  open.set(id, result.callConnection);
  await told(id, "CallConnected");
  for (const target of targets) {
    await isIn(result.callConnection, target);
  }
  return { id, call: result.callConnection, media: result.callConnection.getCallMedia() };
}

async function isIn(call, participant) {
  for (let attempt = 0; attempt < 500; attempt++) {
    const { values } = await call.listParticipants();
    if (values.some((each) => each.identifier.phoneNumber === participant.phoneNumber)) {
      return;
    }
    await sleep(20);
  }
  assert.fail(`${participant.phoneNumber} did not join`);
}

const prompt = () => ({ kind: "fileSource", url: url("/prompt.wav") });

test("a call is created, read and ended", async () => {
  const created = await client.createCall(
    { targetParticipant: far, sourceCallIdNumber: ours },
    url("/callbacks"),
    { operationContext: "ctx" },
  );
  const id = created.callConnectionProperties.callConnectionId;
  open.set(id, created.callConnection);
  assert.equal((await told(id, "CallConnected")).operationContext, "ctx");
  const properties = await created.callConnection.getCallConnectionProperties();
  assert.equal(properties.callConnectionState, "connected");
  assert.equal(properties.sourceCallerIdNumber.phoneNumber, ours.phoneNumber);
  const participant = await created.callConnection.getParticipant(far);
  assert.equal(participant.isOnHold, false);

  await created.callConnection.hangUp(true);
  await told(id, "CallDisconnected");
  await refused(404, created.callConnection.getCallConnectionProperties());
});

test("participants are added, muted, held, brought back and removed", async () => {
  const { id, call, media } = await connected();
  const added = await call.addParticipant(
    { targetParticipant: further, sourceCallIdNumber: ours },
    { operationContext: "second" },
  );
  assert.ok(added.invitationId);
  assert.equal((await told(id, "AddParticipantSucceeded")).operationContext, "second");

  await call.muteParticipant(further);
  assert.equal((await call.getParticipant(further)).isMuted, true);
  await media.hold(far, { playSource: prompt() });
  assert.equal((await call.getParticipant(far)).isOnHold, true);
  await media.unhold(far);
  assert.equal((await call.getParticipant(far)).isOnHold, false);

  await call.removeParticipant(further);
  await told(id, "RemoveParticipantSucceeded");
  await refused(404, call.muteParticipant(further));
});

test("an invitation that is over cannot be cancelled", async () => {
  const { call } = await connected();
  await refused(404, call.cancelAddParticipantOperation("no-such-invitation"));
});

test("files are played to all and to one, and cancelled", async () => {
  const { id, media } = await connected();
  await media.play([prompt()], [far], { operationContext: "one" });
  assert.equal((await told(id, "PlayCompleted")).operationContext, "one");
  await media.playToAll([prompt()], { loop: true, interruptCallMediaOperation: true });
  await media.cancelAllOperations();
  await told(id, "PlayCanceled");
});

test("keys are sent and told when they have been", async () => {
  const { id, media } = await connected();
  await media.sendDtmfTones(["one", "pound"], far, { operationContext: "keys" });
  assert.equal((await told(id, "SendDtmfTonesCompleted")).operationContext, "keys");
  await refused(400, media.sendDtmfTones(["eleven"], far));
});

test("keys are listened for and no longer", async () => {
  const { id, media } = await connected();
  await media.startContinuousDtmfRecognition(far);
  await media.stopContinuousDtmfRecognition(far, { operationContext: "over" });
  assert.equal((await told(id, "ContinuousDtmfRecognitionStopped")).operationContext, "over");
});

test("nobody pressing a key fails the recognition", async () => {
  const { id, media } = await connected();
  await media.startRecognizing(far, {
    kind: "callMediaRecognizeDtmfOptions",
    maxTonesToCollect: 2,
    initialSilenceTimeoutInSeconds: 1,
    playPrompts: [prompt()],
  });
  assert.equal((await told(id, "RecognizeFailed")).resultInformation.subCode, 8510);
});

test("what cannot be recognized fails, and the call goes on", async () => {
  const { id, call, media } = await connected();
  await media.startRecognizing(far, { kind: "callMediaRecognizeSpeechOptions", speechLanguage: "en-US" });
  await told(id, "RecognizeFailed");
  assert.equal((await call.getCallConnectionProperties()).callConnectionState, "connected");
});

test("an application attaches to a call that is up", async () => {
  const { id } = await connected();
  const serverCallId = (await told(id, "CallConnected")).serverCallId;
  const second = await client.connectCall({ kind: "serverCallLocator", id: serverCallId }, url("/callbacks"));
  const secondId = second.callConnectionProperties.callConnectionId;
  await told(secondId, "CallConnected");
  await second.callConnection.hangUp(false);
  await told(secondId, "CallDisconnected");
});

test("a participant is transferred", async () => {
  const { id, call } = await connected();
  await call.transferCallToParticipant(further, { operationContext: "away", sourceCallIdNumber: ours });
  assert.equal((await told(id, "CallTransferAccepted")).operationContext, "away");
  await told(id, "CallDisconnected");
});

test("a call is recorded, the recording paused, resumed, stopped and read", async () => {
  const { id } = await connected();
  const serverCallId = (await told(id, "CallConnected")).serverCallId;
  const recording = client.getCallRecording();
  const { recordingId } = await recording.start({
    callLocator: { kind: "serverCallLocator", id: serverCallId },
    recordingContent: "audio",
    recordingChannel: "unmixed",
    recordingFormat: "wav",
    recordingStateCallbackEndpointUrl: url("/callbacks"),
  });
  assert.equal((await recording.getState(recordingId)).recordingState, "active");
  await recording.pause(recordingId);
  assert.equal((await recording.getState(recordingId)).recordingState, "inactive");
  await recording.resume(recordingId);
  await recording.stop(recordingId);
  assert.equal((await recording.getState(recordingId)).recordingState, "inactive");
  await refused(404, recording.pause(recordingId));
});
