package dev.tandem.streaming;

import java.net.URI;
import java.util.Map;

/**
 * What an application wants of a stream.
 *
 * @param url where its bot listens: {@code wss:}, or {@code ws:} where an administrator allows it
 * @param sampleRateHz one of the {@linkplain DialectName#sampleRatesHz() dialect's}
 * @param mixed everybody in one voice; else each {@linkplain AudioStream#hear participant} apart
 * @param bidirectional whether what the bot says is heard in the call
 * @param digits whether the bot is told of keys pressed
 * @param callId the call's name towards the bot
 * @param parameters of the application's own, handed to the bot where the dialect has a place for them
 * @param headers of the upgrade request; a {@code traceparent} is added when there is none
 */
public record StreamOptions(
        DialectName dialect,
        URI url,
        int sampleRateHz,
        boolean mixed,
        boolean bidirectional,
        boolean digits,
        String callId,
        Map<String, String> parameters,
        Map<String, String> headers) {

    public StreamOptions {
        if (!dialect.sampleRatesHz().contains(sampleRateHz)) {
            throw new IllegalArgumentException(dialect + " knows no " + sampleRateHz + " Hz");
        }
        parameters = Map.copyOf(parameters);
        headers = Map.copyOf(headers);
    }

    /** Everybody mixed, both ways, with digits, and nothing of the application's own. */
    public static StreamOptions mixed(DialectName dialect, URI url, int sampleRateHz, String callId) {
        return new StreamOptions(dialect, url, sampleRateHz, true, true, true, callId, Map.of(), Map.of());
    }
}
