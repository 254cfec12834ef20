package dev.tandem.streaming;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One way of speaking with a bot: frames, messages and the time go in, what is to be done comes out. Pure; one object
 * serves one connection and belongs to its thread.
 */
public sealed interface Dialect permits AcsDialect, TwilioDialect, JambonzDialect {

    /** The connection is open; {@code nowMillis} is since 1970. */
    List<StreamAction> opened(long nowMillis);

    /**
     * 20 ms were heard.
     *
     * @param participant who said it; empty when everybody is mixed
     */
    List<StreamAction> heard(short[] frame, String participant, long nowMillis);

    /** Somebody pressed a key. */
    List<StreamAction> digit(char digit);

    /** A {@link StreamAction.Mark} was reached, when what was before it was {@code said}, or cleared. */
    List<StreamAction> marked(String name, boolean said);

    /** The stream is about to end. */
    List<StreamAction> closing();

    /** The bot sent a text message. */
    List<StreamAction> text(String message);

    /** The bot sent a binary message. */
    List<StreamAction> binary(ByteBuffer message);
}
