package dev.tandem.media;

import org.jspecify.annotations.Nullable;

/**
 * Members each of whom hears all others (RFC 4353, section 2.1: a mixer), from the two of a plain call upwards. Made by
 * the engine. Methods are for any thread, never block, and take effect within a frame.
 *
 * <p>Two legs and nobody else are passed each other's packets, or transcoded; more than that is mixed: at the widest rate at
 * which one member can say something to another, and only the loudest few at a time. Nobody in it notices when the one
 * becomes the other: the streams that legs are sent go on without a step. Digits a member presses reach the others, unless
 * it is muted.
 */
public interface Conference extends AutoCloseable {

    /** A leg joins; it leaves whatever it was in. Follows the leg when it agrees on other media. */
    Member join(MediaLeg leg);

    /** Someone inside the process joins, at the rate it names: a bot, a recorder of everything, a voice. */
    Member join(PcmParty party);

    /** The members now. */
    int size();

    /** How its members hear each other, as text for traces. */
    String describe();

    /** Parts the members; legs stay open. Idempotent. */
    @Override
    void close();

    /** One member in a conference. Methods are for any thread, never block, and take effect within a frame. */
    interface Member extends AutoCloseable {

        /** Whether the others no longer hear it. */
        void mute(boolean muted);

        /** Whether it no longer hears the others; what is {@linkplain #whisper whispered} is heard all the same. */
        void deafen(boolean deaf);

        /** How loud the others hear it: 0 dB as it is. From -60 to +20. */
        void gain(double decibels);

        /** Plays to this member alone, over what it hears of the others, until replaced; null stops. */
        void whisper(@Nullable PcmSource source);

        /** Gives what this member says, before mute and gain, to a sink as well, until replaced; null stops. */
        void overhear(@Nullable PcmSink sink);

        /** Sends RFC 4733 digits (0-9, A-D, *, #) to this member alone, 100 ms each with 100 ms between. */
        void press(String digits);

        /** Leaves; a leg stays open. Idempotent. */
        @Override
        void close();
    }
}
