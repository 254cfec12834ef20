// What every suite begins with: where Tandem is, and how an error of it looks.
import assert from "node:assert/strict";

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
