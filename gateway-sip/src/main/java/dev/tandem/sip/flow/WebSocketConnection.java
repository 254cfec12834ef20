package dev.tandem.sip.flow;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.Flow;
import dev.tandem.sip.FlowOwner;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** A WebSocket that somebody else terminates; one text message is one SIP message (RFC 7118, section 5). Any thread. */
public final class WebSocketConnection implements Connection, Flow {
    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final String id;
    private final FlowOwner owner;
    private final InetSocketAddress remote;
    private final Consumer<String> sender;
    private final Consumer<End> close;
    private final Inbound inbound;

    /** Wraps a WebSocket whose token has been checked. */
    public WebSocketConnection(
            String id,
            FlowOwner owner,
            InetSocketAddress remote,
            Consumer<String> sender,
            Consumer<End> close,
            Inbound inbound) {
        this.id = id;
        this.owner = owner;
        this.remote = remote;
        this.sender = sender;
        this.close = close;
        this.inbound = inbound;
    }

    @Override
    public void received(String message) {
        if (message.isBlank()) {
            // Keep-alive: CRLF CRLF is answered with one CRLF (RFC 5626, section 3.5.1; RFC 7118, section 6).
            send(PONG);
            return;
        }
        inbound.received(message.getBytes(StandardCharsets.UTF_8), this);
    }

    @Override
    public void closed() {
        inbound.closed(this);
    }

    @Override
    public boolean send(byte[] message) {
        sender.accept(new String(message, StandardCharsets.UTF_8));
        return true;
    }

    @Override
    public void close() {
        end(End.CLOSED);
    }

    @Override
    public void expire() {
        end(End.EXPIRED);
    }

    private void end(End why) {
        close.accept(why);
        inbound.closed(this);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String transport() {
        return "ws";
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public Optional<AddressOfRecord> user() {
        return Optional.of(owner.aor());
    }

    @Override
    public Optional<Instant> provenUntil() {
        return Optional.of(owner.until());
    }
}
