package dev.tandem.sip.message;

import dev.tandem.sip.AddressOfRecord;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request as it arrived: what it says, unvalidated, and what the transport knows about where it came from. The start line
 * is cut at its first and last space; the addresses that everyone asks for are read once. Immutable.
 */
public final class RequestText {
    private final MessageText text;
    private final InetSocketAddress source;
    private final String transport;
    private final Optional<String> flow;
    private final Optional<AddressOfRecord> flowUser;
    private final Optional<Instant> provenUntil;
    private final Optional<SipUri> uri;
    private final Optional<NameAddr> from;
    private final Optional<NameAddr> to;

    RequestText(
            MessageText text,
            InetSocketAddress source,
            String transport,
            Optional<String> flow,
            Optional<AddressOfRecord> flowUser,
            Optional<Instant> provenUntil) {
        this.text = text;
        this.source = source;
        this.transport = transport;
        this.flow = flow;
        this.flowUser = flowUser;
        this.provenUntil = provenUntil;
        this.uri = SipUri.parse(requestUri());
        this.from = text.header("From").flatMap(NameAddr::parse);
        this.to = text.header("To").flatMap(NameAddr::parse);
    }

    /** Its lines. */
    public MessageText text() {
        return text;
    }

    /** Where it came from, as the socket saw it. */
    public InetSocketAddress source() {
        return source;
    }

    /** Lower case: {@code udp}, {@code tcp}, {@code tls}, {@code ws}. */
    public String transport() {
        return transport;
    }

    /** The id of the flow it came over; empty for UDP. */
    public Optional<String> flow() {
        return flow;
    }

    /** The user whose access token opened the flow; empty when the flow proves nothing. */
    public Optional<AddressOfRecord> flowUser() {
        return flowUser;
    }

    /** When the flow stops to prove anything; empty when there is no end of it. */
    public Optional<Instant> provenUntil() {
        return provenUntil;
    }

    /** The version of the start line, {@code SIP/2.0} if all is well. */
    public String version() {
        String line = text.startLine().stripTrailing();
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    /** The method, e.g. {@code INVITE}. */
    public String method() {
        String line = text.startLine();
        int space = line.indexOf(' ');
        return space < 0 ? line : line.substring(0, space);
    }

    /** The Request-URI as sent. */
    public String requestUri() {
        String line = text.startLine().stripTrailing();
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        return first < last ? line.substring(first, last).strip() : "";
    }

    /** The Request-URI read as a SIP URI; empty when it is none. */
    public Optional<SipUri> uri() {
        return uri;
    }

    /** Whom the Request-URI names, be it a SIP or a {@code tel:} URI; empty when it is neither. */
    public Optional<TelephoneSubscriber> dialled() {
        return uri.isPresent()
                ? uri.map(SipUri::user).map(TelephoneSubscriber::of)
                : TelephoneSubscriber.ofTelUri(requestUri());
    }

    /** From; empty when it is missing or malformed. */
    public Optional<NameAddr> from() {
        return from;
    }

    /** To; empty when it is missing or malformed. */
    public Optional<NameAddr> to() {
        return to;
    }

    /** The tag of To; empty outside of dialogs. */
    public Optional<String> toTag() {
        return to.map(address -> address.parameters().get("tag")).filter(tag -> !tag.isEmpty());
    }

    /** The user part of From; empty text when there is none. */
    public String fromUser() {
        return from.flatMap(NameAddr::sipUri).map(SipUri::user).orElse("");
    }

    /** See {@link MessageText#headers}. */
    public List<String> headers(String name) {
        return text.headers(name);
    }

    /** See {@link MessageText#header}. */
    public Optional<String> header(String name) {
        return text.header(name);
    }

    /** How many bytes follow the empty line. */
    public int bodyBytes() {
        return text.bodyBytes();
    }

    /** What the body consists of, nested parts cut too; empty when it says that it has parts and cannot be cut. */
    public Optional<List<BodyPart>> bodyParts() {
        String type = text.header("Content-Type").orElse("");
        return Multipart.is(type) ? Multipart.parts(type, text.body()) : Optional.of(List.of(BodyPart.of(text, "")));
    }
}
