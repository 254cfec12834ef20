package dev.tandem.media.conference;

import dev.tandem.media.dtmf.DigitReceiver;
import org.jspecify.annotations.Nullable;

/** Who a member of a conference is: a leg, or a voice inside the process. */
interface MemberEnd extends DigitReceiver.Listener {
    /** For {@link #rateHz}: codes sound of any rate. */
    int ANY_RATE = -1;

    /** Is that member from now on; {@code digits} is told of what it presses. */
    void join(MemberMedia member, DigitReceiver.Listener digits);

    /** Is that member no longer; its last words can still be read. */
    void part(MemberMedia member);

    /** The leg it is; null for a voice inside the process. */
    @Nullable LegMedia leg();

    /** It has been passed the packets that are played out there from now on, and hears nothing until the first of them. */
    void follow(Playout source, long untilNanos);

    /** The rate of its sound; {@link #ANY_RATE} when it can do any, 0 while nothing is agreed. */
    int rateHz();

    /** Follows what was agreed, and the rate of the conference. */
    void retune(int conferenceRateHz);

    /** Where what it says comes from; null while nothing is agreed. */
    @Nullable FrameSource source();

    /** How loud it says it is by its packets since last asked, 0 to 127 dB below full scale; -1 when it does not say. */
    int level();

    /** Whether what it says is not needed now: its frames are zeros then, and cost nothing. */
    void rest(boolean resting);

    /** How it hears; null while nothing is agreed. */
    @Nullable Form form();

    /** The digit it presses now that nobody was told of; 0 for none. */
    char press();

    /** Lets it hear a mix in a rendition. */
    void hear(Rendition rendition, int[] mix, long nowNanos);

    /** Lets it hear nothing for a frame. */
    void silence(long nowNanos);

    /** Sends it a whole digit. */
    void press(char digit);

    /** Frees codec state. */
    void close();
}
