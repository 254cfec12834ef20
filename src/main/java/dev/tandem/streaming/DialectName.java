package dev.tandem.streaming;

import java.util.Set;

/** The dialects bots speak. */
public enum DialectName {
    /** Audio streaming of Azure Communication Services. */
    ACS(Set.of(16_000, 24_000), ""),
    /** Twilio Media Streams. */
    TWILIO(Set.of(8_000), ""),
    /** jambonz' {@code listen}. */
    JAMBONZ(Set.of(8_000, 16_000, 24_000, 48_000), "audio.jambonz.org");

    private final Set<Integer> sampleRatesHz;
    private final String subprotocol;

    DialectName(Set<Integer> sampleRatesHz, String subprotocol) {
        this.sampleRatesHz = sampleRatesHz;
        this.subprotocol = subprotocol;
    }

    /** The rates it can have. */
    public Set<Integer> sampleRatesHz() {
        return sampleRatesHz;
    }

    /** The WebSocket sub-protocol it asks for; empty for none. */
    String subprotocol() {
        return subprotocol;
    }

    Dialect speaker(StreamOptions options, String streamId) {
        return switch (this) {
            case ACS -> new AcsDialect(options, streamId);
            case TWILIO -> new TwilioDialect(options, streamId);
            case JAMBONZ -> new JambonzDialect(options);
        };
    }
}
