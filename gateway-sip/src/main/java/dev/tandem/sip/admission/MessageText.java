package dev.tandem.sip.admission;

import dev.tandem.sip.AddressOfRecord;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * A SIP message cut into start line, header lines and body (RFC 3261, section 7), every line kept: a parser that keeps
 * one Content-Length of two can no longer tell that there were two.
 */
public final class MessageText {

    /** Cuts a message; never fails, whatever the bytes are. */
    public static MessageText of(byte[] message) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The first line, without its line end. */
    public String startLine() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** See {@link RequestView#headers}. */
    public List<String> headers(String name) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** How many bytes follow the empty line. */
    public int bodyBytes() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The message as a request from somewhere; the start line is cut at its spaces. */
    public RequestView asRequest(
            InetSocketAddress source, String transport, Optional<String> flow, Optional<AddressOfRecord> flowUser) {
        throw new UnsupportedOperationException("not built yet");
    }
}
