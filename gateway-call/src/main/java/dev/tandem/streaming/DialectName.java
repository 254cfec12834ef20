package dev.tandem.streaming;

import java.util.Set;

/** The dialects bots speak. */
public enum DialectName {
    /** Audio streaming of Azure Communication Services. */
    ACS,
    /** Twilio Media Streams. */
    TWILIO,
    /** jambonz' {@code listen}. */
    JAMBONZ;

    /** The rates it can have. */
    public Set<Integer> sampleRatesHz() {
        return switch (this) {
            case ACS -> Set.of(16_000, 24_000);
            case TWILIO -> Set.of(8_000);
            case JAMBONZ -> Set.of(8_000, 16_000, 24_000, 48_000);
        };
    }

    /** The WebSocket sub-protocol it asks for; empty for none. */
    public String subprotocol() {
        return this == JAMBONZ ? "audio.jambonz.org" : "";
    }

    /** Somebody who speaks it, for one connection; {@code streamId} is a UUID. */
    public Dialect speaker(StreamOptions options, String streamId) {
        return switch (this) {
            case ACS -> new AcsDialect(options, streamId);
            case TWILIO -> new TwilioDialect(options, streamId);
            case JAMBONZ -> new JambonzDialect(options);
        };
    }
}
