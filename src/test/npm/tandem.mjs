// What every suite begins with: where Tandem is, and how an error of it looks.
import assert from "node:assert/strict";
import { AzureKeyCredential } from "@azure/core-auth";
import { createCommunicationAuthPolicy, parseClientArguments } from "@azure/communication-common";
import {
  createDefaultHttpClient,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
} from "@azure/core-rest-pipeline";

/** The connection string, as the Azure portal would show it. */
export const connectionString = process.env.TANDEM_CONNECTION_STRING;
if (!connectionString) {
  throw new Error("TANDEM_CONNECTION_STRING is not set");
}

/** Long-running operations are polled this often, not every two seconds. */
export const quickly = { updateIntervalInMs: 20 };

/** All items of a paged list. */
export async function all(pages) {
  const items = [];
  for await (const item of pages) {
    items.push(item);
  }
  return items;
}

/** The promise fails with this HTTP status; returns the error. */
export async function refused(status, promise) {
  const error = await promise.then(
    () => assert.fail(`expected ${status}, but it was done`),
    (failure) => failure,
  );
  assert.equal(error.statusCode, status, error.message);
  return error;
}

/** The error object as it was sent; the SDK leaves parts of it out. */
export function onTheWire(error) {
  return JSON.parse(error.response.bodyAsText).error;
}

const { url, credential } = parseClientArguments(connectionString);
const signed = createEmptyPipeline();
signed.addPolicy(createCommunicationAuthPolicy(new AzureKeyCredential(credential.key)), { phase: "Sign" });
const http = createDefaultHttpClient();

/** A request that no SDK has a method for; returns the answer's JSON. */
export async function administer(method, path, body) {
  const request = createPipelineRequest({
    url: url.replace(/\/$/, "") + path.replaceAll("+", "%2B"),
    method,
    body: body && JSON.stringify(body),
    headers: createHttpHeaders({ "content-type": "application/json" }),
  });
  const reply = await signed.sendRequest(http, request);
  assert.ok(reply.status < 300 || (method === "DELETE" && reply.status === 404), `${path}: ${reply.bodyAsText}`);
  return reply.bodyAsText ? JSON.parse(reply.bodyAsText) : {};
}
