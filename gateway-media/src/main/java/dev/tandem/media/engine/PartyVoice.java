package dev.tandem.media.engine;

import dev.tandem.media.PcmParty;
import dev.tandem.media.conference.Voice;

/** A {@link PcmParty} as conferences see it. */
record PartyVoice(PcmParty party) implements Voice {

    @Override
    public int sampleRateHz() {
        return party.sampleRateHz();
    }

    @Override
    public void read(short[] frame) {
        party.speak(frame);
    }

    @Override
    public void write(short[] frame, long nowNanos) {
        party.hear(frame);
    }

    @Override
    public void digit(char digit) {
        party.digit(digit);
    }

    @Override
    public char press() {
        return party.press();
    }

    @Override
    public String describe() {
        return "party(" + party.sampleRateHz() + ")";
    }
}
