package dev.tandem.outbound.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads a reply's body up to a bound. One use; owned by the connection's event loop. */
final class BoundedBody {

    private final int octetsMax;
    private final Buffer read = Buffer.buffer();
    private final Promise<Buffer> done = Promise.promise();

    BoundedBody(int octetsMax) {
        this.octetsMax = octetsMax;
    }

    /** Reads; a longer body is cut off there, or fails the read, and costs the connection. */
    Future<Buffer> read(HttpClientRequest request, HttpClientResponse response, boolean mayCut) {
        response.handler(chunk -> {
            int room = octetsMax - read.length();
            if (chunk.length() <= room) {
                read.appendBuffer(chunk);
                return;
            }
            if (mayCut) {
                done.tryComplete(read.appendBuffer(chunk, 0, Math.max(0, room)));
            } else {
                done.tryFail(new OutboundClient.NoReply("The file is longer than " + octetsMax + " octets.", true));
            }
            request.reset();
        });
        response.exceptionHandler(done::tryFail);
        response.endHandler(end -> done.tryComplete(read));
        return done.future();
    }

    static Map<String, String> headers(HttpClientResponse response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }
}
