package dev.tandem.application;

import dev.tandem.streaming.DialectName;
import java.net.URI;

/**
 * How a connection's audio stream is to be, once it is started.
 *
 * @param url where the bot listens
 * @param mixed everybody in one voice, or each participant apart
 * @param bidirectional whether what the bot says is heard in the call
 * @param digits whether the bot is told of keys pressed
 * @param atOnce whether it starts as soon as somebody is in the call
 */
public record StreamTerms(
        DialectName dialect,
        URI url,
        int sampleRateHz,
        boolean mixed,
        boolean bidirectional,
        boolean digits,
        boolean atOnce) {}
