// An application: takes the events of its calls, serves a prompt, and has a number that the simulated carrier can dial.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { parseCallAutomationEvent } from "@azure/communication-call-automation";
import { PhoneNumbersClient } from "@azure/communication-phone-numbers";
import { administer, connectionString, quickly } from "./tandem.mjs";

const SUBSCRIPTION = "/eventSubscriptions/npm";
const numbers = new PhoneNumbersClient(connectionString);

/** The first that fits, as soon as it is there. */
async function eventually(find, what) {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const found = find();
    if (found) {
      return found;
    }
    await sleep(20);
  }
  return assert.fail(what());
}

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

async function buyNumber() {
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
  return found.phoneNumbers[0];
}

async function bodyOf(request) {
  let body = "";
  for await (const chunk of request) {
    body += chunk;
  }
  return JSON.parse(body);
}

/** Starts one. */
export async function startApplication() {
  const callbacks = [];
  const notices = [];
  const server = createServer(async (request, response) => {
    if (request.url.startsWith("/prompt")) {
      response.writeHead(200, { "Content-Type": "audio/wav" }).end(wav(1));
      return;
    }
    const received = await bodyOf(request);
    if (request.url === "/events") {
      notices.push(...received);
      const validationResponse = received[0].data.validationCode;
      response.writeHead(200).end(validationResponse && JSON.stringify({ validationResponse }));
      return;
    }
    for (const event of received) {
      callbacks.push({ type: event.type.split(".").pop(), ...parseCallAutomationEvent(event) });
    }
    response.writeHead(200).end();
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const url = (path) => `http://127.0.0.1:${server.address().port}${path}`;
  const phoneNumber = await buyNumber();

  /** What a subscription was told and nobody has asked for yet. */
  const notified = (type, fits = () => true) =>
    eventually(
      () => {
        const at = notices.findIndex((event) => event.eventType.endsWith(`.${type}`) && fits(event.data));
        return at >= 0 && notices.splice(at, 1)[0].data;
      },
      () => `${type} did not come`,
    );

  return {
    ours: { phoneNumber },
    url,
    prompt: () => ({ kind: "fileSource", url: url("/prompt.wav") }),

    /** Waits for an event of a call. */
    told(callConnectionId, type) {
      const ofCall = () => callbacks.filter((event) => event.callConnectionId === callConnectionId);
      return eventually(
        () => ofCall().find((event) => event.type === type),
        () => `${type} did not come, only ${ofCall().map((event) => event.type)}`,
      );
    },

    /** Has its number and its recordings notified to it. */
    async subscribe() {
      await administer("PUT", `/phoneNumbers/${phoneNumber}/assignment`, { kind: "application", application: "npm" });
      await administer("PUT", SUBSCRIPTION, { endpoint: url("/events"), schema: "eventGrid" });
    },

    /** Somebody calls its number; the offer that it gets of it. */
    async offered() {
      await this.subscribe();
      const { id } = await administer("POST", "/demo/calls", { to: phoneNumber });
      return notified("IncomingCall", (offer) => offer.serverCallId === id);
    },

    /** The file of a recording, as soon as it is there. */
    recorded(recordingId) {
      const isOf = ({ recordingStorageInfo }) =>
        recordingStorageInfo.recordingChunks[0].contentLocation.includes(recordingId);
      return notified("RecordingFileStatusUpdated", isOf);
    },

    /** What the gateway shows of a call. */
    call: (id) => administer("GET", `/calls/${id}`),

    async close() {
      await administer("DELETE", SUBSCRIPTION);
      await (await numbers.beginReleasePhoneNumber(phoneNumber, quickly)).pollUntilDone();
      server.close();
    },
  };
}
