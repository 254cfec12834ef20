package dev.tandem.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request of ours, but for what the transaction layer adds to all of them: Via and User-Agent. Not thread-safe. */
public final class OutgoingRequest {
    private final String method;
    private final String uri;
    private final List<Header> headers = new ArrayList<>();
    private Body body = Body.NONE;

    /** Begins a request. */
    public OutgoingRequest(String method, String uri) {
        this.method = method;
        this.uri = Header.oneLine(uri);
    }

    /** Its method. */
    public String method() {
        return method;
    }

    /** Its Request-URI. */
    public String uri() {
        return uri;
    }

    /** Adds a header. */
    public OutgoingRequest header(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    /** Adds a header once per value. */
    public OutgoingRequest headers(String name, List<String> values) {
        values.forEach(value -> header(name, value));
        return this;
    }

    /** Adds headers. */
    public OutgoingRequest headers(List<Header> more) {
        headers.addAll(more);
        return this;
    }

    /** Sets its body. */
    public OutgoingRequest body(Body other) {
        body = other;
        return this;
    }

    /** The first value of a header of this very name; empty when there is none. */
    public String value(String name) {
        for (Header header : headers) {
            if (header.name().equals(name)) {
                return header.value();
            }
        }
        return "";
    }

    /** The request as it goes out. */
    public byte[] bytes(String via, String userAgent) {
        byte[] content = body.text().getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder(512 + content.length);
        text.append(method).append(' ').append(uri).append(" SIP/2.0\r\n");
        line(text, "Via", via);
        line(text, "Max-Forwards", "70");
        for (Header header : headers) {
            line(text, header.name(), header.value());
        }
        line(text, "User-Agent", Header.oneLine(userAgent));
        if (!body.isEmpty()) {
            line(text, "Content-Type", body.type());
        }
        line(text, "Content-Length", Integer.toString(content.length));
        return text.append("\r\n").append(body.text()).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }
}
