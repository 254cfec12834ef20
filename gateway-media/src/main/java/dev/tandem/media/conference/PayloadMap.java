package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.offeranswer.Stream;
import dev.tandem.media.offeranswer.Stream.Events;
import dev.tandem.media.offeranswer.Stream.Format;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What each payload type of a received stream carries: a codec, events or nothing that was agreed on.
 *
 * <p>Owned by the leg's media loop.
 */
final class PayloadMap {
    private static final int PAYLOAD_TYPES = 128;

    private final @Nullable CodecName[] codecs = new CodecName[PAYLOAD_TYPES];
    /** In Hz; 0 for what carries no events. */
    private final int[] eventClockRatesHz = new int[PAYLOAD_TYPES];

    /** Follows what was agreed: our numbers, and where they are free the peer's, by which many send what they should not. */
    void follow(Stream agreed) {
        Arrays.fill(codecs, null);
        Arrays.fill(eventClockRatesHz, 0);
        for (Format format : agreed.codecs()) {
            put(format.payloadTypes().receive(), format.codec(), 0);
        }
        for (Events events : agreed.events()) {
            put(events.payloadTypes().receive(), null, events.clockRateHz());
        }
        for (Format format : agreed.codecs()) {
            put(format.payloadTypes().send(), format.codec(), 0);
        }
        for (Events events : agreed.events()) {
            put(events.payloadTypes().send(), null, events.clockRateHz());
        }
    }

    private void put(int payloadType, @Nullable CodecName codec, int eventClockRateHz) {
        if (codecs[payloadType] == null && eventClockRatesHz[payloadType] == 0) {
            codecs[payloadType] = codec;
            eventClockRatesHz[payloadType] = eventClockRateHz;
        }
    }

    /** The codec it carries; null when it carries none. */
    @Nullable CodecName codec(int payloadType) {
        return codecs[payloadType];
    }

    /** The clock of the events it carries; 0 when it carries none. */
    int eventClockRateHz(int payloadType) {
        return eventClockRatesHz[payloadType];
    }
}
