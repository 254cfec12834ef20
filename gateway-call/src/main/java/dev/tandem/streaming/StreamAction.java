package dev.tandem.streaming;

import java.nio.ByteBuffer;

/** What a dialect wants done. */
public sealed interface StreamAction {

    /** Send a text message to the bot. */
    record SendText(String message) implements StreamAction {}

    /** Send a binary message to the bot. */
    record SendBinary(ByteBuffer message) implements StreamAction {}

    /** Say this in the call, after what waits to be said. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    record Say(short[] samples) implements StreamAction {}

    /** Tell the dialect when everything given so far has been said. */
    record Mark(String name) implements StreamAction {}

    /** Fall silent and forget what waits to be said. */
    record Clear() implements StreamAction {}

    /** The bot wants no more: end the stream. */
    record Finish() implements StreamAction {}

    /** The bot sent what cannot be understood: the stream fails; {@code why} is for its author. */
    record Refuse(String why) implements StreamAction {}
}
