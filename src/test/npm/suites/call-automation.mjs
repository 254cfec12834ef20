// CallAutomationClient of @azure/communication-call-automation, api-version 2026-03-12; the simulated carrier answers.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { CallAutomationClient } from "@azure/communication-call-automation";
import { createDefaultHttpClient } from "@azure/core-rest-pipeline";
import { startApplication } from "../application.mjs";
import { connectionString, refused } from "../tandem.mjs";

const client = new CallAutomationClient(connectionString);
const far = { phoneNumber: "+12025550181" };
const further = { phoneNumber: "+12025550182" };
const open = new Map();
let application;
let ours;
let told;
let url;

before(async () => {
  application = await startApplication();
  ({ ours, told, url } = application);
});

afterEach(async () => {
  for (const [id, call] of open) {
    await call.hangUp(true).catch(() => {});
    await told(id, "CallDisconnected");
  }
  open.clear();
});

after(() => application.close());

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

const prompt = () => application.prompt();

// The package fetches recordings from hosts of Azure's alone, whatever its endpoint is: the request is signed for the
// endpoint and then sent to the recording's host. So that host is given another name, and the way there is turned back.
const azures = "recordings.asm.skype.com";
const endpoint = new URL(/endpoint=([^;]+)/.exec(connectionString)[1]);

function asAzures(location) {
  const named = new URL(location);
  named.host = azures;
  named.port = "";
  return named.href;
}

const plain = createDefaultHttpClient();
const detour = {
  sendRequest(request) {
    const url = new URL(request.url);
    if (url.hostname === azures) {
      request.url = endpoint.origin + url.pathname;
      request.headers.set("Host", endpoint.host);
    }
    return plain.sendRequest(request);
  },
};

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

test("an invitation is cancelled while it rings, and not after", async () => {
  const { id, call } = await connected();
  const { invitationId } = await call.addParticipant({
    targetParticipant: { communicationUserId: process.env.TANDEM_RINGING_USER },
    sourceCallIdNumber: ours,
  });
  await call.cancelAddParticipantOperation(invitationId, { operationContext: "never mind" });
  const cancelled = await told(id, "CancelAddParticipantSucceeded");
  assert.equal(cancelled.invitationId, invitationId);
  assert.equal(cancelled.operationContext, "never mind");
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

test("a call is recorded, the recording paused, resumed, stopped, fetched and deleted", async () => {
  await application.subscribe();
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

  const [chunk] = (await application.recorded(recordingId)).recordingStorageInfo.recordingChunks;
  const files = new CallAutomationClient(connectionString, { httpClient: detour }).getCallRecording();
  const octets = [];
  for await (const part of await files.downloadStreaming(asAzures(chunk.contentLocation))) {
    octets.push(part);
  }
  assert.equal(Buffer.concat(octets).toString("latin1", 0, 4), "RIFF");
  await files.delete(asAzures(chunk.deleteLocation));
  await assert.rejects(files.downloadStreaming(asAzures(chunk.contentLocation)));
});
