package dev.tandem.access;

/**
 * A request signed with HMAC-SHA256, as it stood on the wire.
 *
 * @param method HTTP method
 * @param target raw request target: path and query, not decoded
 * @param host the Host header (or :authority) as sent
 * @param date the x-ms-date header
 * @param contentHash the x-ms-content-sha256 header
 * @param authorization the Authorization header
 */
record SignedRequest(
        String method, String target, String host, String date, String contentHash, String authorization) {}
