// Calls to an application's number: the simulated carrier dials, CallAutomationClient decides and listens.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { CallAutomationClient } from "@azure/communication-call-automation";
import { startApplication } from "../application.mjs";
import { connectionString, refused } from "../tandem.mjs";

const client = new CallAutomationClient(connectionString);
const far = { phoneNumber: "+12025550183" };
let application;

before(async () => {
  application = await startApplication();
});

after(() => application.close());

/** Waits until the gateway shows what is wanted of a call. */
async function shows(callId, property, value) {
  let shown;
  for (let attempt = 0; attempt < 500; attempt++) {
    shown = (await application.call(callId))[property];
    if (shown === value) {
      return;
    }
    await sleep(20);
  }
  assert.equal(shown, value);
}

/** Has the caller press keys. */
async function press(keys) {
  const pressed = await fetch(`${process.env.TANDEM_CARRIER}/press/${keys}`, { method: "POST" });
  assert.equal(pressed.status, 200);
}

test("a call is answered, its keys are recognized, and it goes on to somebody else", async () => {
  const offer = await application.offered();
  assert.equal(offer.to.phoneNumber.value, application.ours.phoneNumber);
  const answered = await client.answerCall(offer.incomingCallContext, application.url("/callbacks"), {
    operationContext: "ivr",
  });
  await refused(404, client.answerCall(offer.incomingCallContext, application.url("/callbacks")));
  const id = answered.callConnectionProperties.callConnectionId;
  assert.equal((await application.told(id, "CallConnected")).operationContext, "ivr");

  const caller = { phoneNumber: offer.from.phoneNumber.value };
  const media = answered.callConnection.getCallMedia();
  await media.startContinuousDtmfRecognition(caller);
  await media.startRecognizing(caller, {
    kind: "callMediaRecognizeDtmfOptions",
    maxTonesToCollect: 4,
    interToneTimeoutInSeconds: 5,
    initialSilenceTimeoutInSeconds: 10,
    interruptPrompt: true,
    playPrompts: [application.prompt()],
  });
  await press("4711");
  const recognized = await application.told(id, "RecognizeCompleted");
  assert.deepEqual(recognized.dtmfResult.tones, ["four", "seven", "one", "one"]);
  assert.equal((await application.told(id, "ContinuousDtmfRecognitionToneReceived")).tone, "four");
  await media.stopContinuousDtmfRecognition(caller);

  await answered.callConnection.transferCallToParticipant(far, { sourceCallIdNumber: application.ours });
  await application.told(id, "CallTransferAccepted");
  await application.told(id, "CallDisconnected");
});

test("a call is rejected", async () => {
  const offer = await application.offered();
  await client.rejectCall(offer.incomingCallContext, { callRejectReason: "busy" });
  await shows(offer.serverCallId, "endReason", "busy");
});

test("a call is redirected", async () => {
  const offer = await application.offered();
  await client.redirectCall(offer.incomingCallContext, {
    targetParticipant: far,
    sourceCallIdNumber: application.ours,
  });
  await shows(offer.serverCallId, "state", "connected");
});
